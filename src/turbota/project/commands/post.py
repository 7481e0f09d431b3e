"""Grant a post; an account that is not there yet is opened, and its first password is printed once."""

import argparse
from datetime import date

from turbota.access.accounts import add_account, new_password
from turbota.access.actors import SYSTEM
from turbota.access.models import Role
from turbota.access.operations import grant_post
from turbota.access.queries import account_by_code
from turbota.kernel import clock
from turbota.kernel.errors import BadInput
from turbota.project.command_line import Subparsers, show
from turbota.project.commands.organisation import by_code


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    """Add the command's own parser."""
    parser = subparsers.add_parser("post", help=__doc__)
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    grant = verbs.add_parser("grant", help="give a person a role in an organisation")
    grant.add_argument("--account", required=True, help="the personal code of the person")
    grant.add_argument("--organisation", required=True, help="ЄДРПОУ")
    grant.add_argument("--role", required=True, choices=Role.values)
    grant.add_argument(
        "--name", default="", help="own name and surname: opens the account when there is none"
    )
    grant.add_argument("--tax-number", default="", help="РНОКПП of a new account; needed by those who sign")
    grant.add_argument("--title", default="", help="the title of the post")
    grant.add_argument("--district", default="")
    grant.add_argument("--since", type=date.fromisoformat, default=None, metavar="DATE")
    grant.add_argument("--until", type=date.fromisoformat, default=None, metavar="DATE")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the post as JSON, with the first password when the account is new."""
    at, password = clock.now(), ""
    organisation = by_code(args.organisation, "organisation")
    account = account_by_code(args.account)
    if account is None:
        if not args.name:
            raise BadInput(
                {"account": f"Працівника з кодом {args.account} немає. Додайте --name, щоб відкрити запис."}
            )
        password = new_password()
        account = add_account(
            by=SYSTEM, code=args.account, name=args.name, password=password, tax_number=args.tax_number, at=at
        )
    post = grant_post(
        by=SYSTEM,
        account=account,
        organisation=organisation,
        role=args.role,
        title=args.title,
        district=args.district,
        since=args.since,
        until=args.until,
        at=at,
    )
    told: dict[str, object] = {
        "id": str(post.pk),
        "account": account.code,
        "organisation": organisation.code,
        "role": post.role,
        "since": post.since,
        "until": post.until,
    }
    show({**told, "first_password": password} if password else told)
    return 0
