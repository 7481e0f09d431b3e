"""Open an account of a member of staff, or give a new first password; the password is printed once."""

import argparse
from datetime import datetime

from turbota.access.accounts import add_account, close_account, give_new_password, new_password
from turbota.access.actors import SYSTEM
from turbota.access.models import Account
from turbota.access.queries import account_by_code
from turbota.kernel import clock
from turbota.kernel.errors import BadInput
from turbota.project.command_line import Subparsers, show


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    """Add the command's own parser."""
    parser = subparsers.add_parser("account", help=__doc__)
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    new = verbs.add_parser("add", help="open an account with a personal code")
    new.add_argument("--name", required=True, help="own name and surname")
    new.add_argument("--tax-number", default="", help="РНОКПП; needed by those who sign")
    new.add_argument("--email", default="")
    again = verbs.add_parser("password", help="a new first password for somebody who forgot the own one")
    close = verbs.add_parser("close", help="end all posts and the right to sign in")
    for verb in (new, again, close):
        verb.add_argument("--code", required=True, help="the personal code of the person")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the account as JSON, with the first password when there is a new one. It is kept nowhere."""
    at, password = clock.now(), new_password()
    if args.verb == "close":
        account = close_account(by=SYSTEM, account=_found(args.code), at=at)
        show({"account": account.code, "open": account.is_active})
        return 0
    account = _opened(args, password, at) if args.verb == "add" else _renewed(args.code, password, at)
    show({"account": account.code, "name": account.name, "first_password": password})
    return 0


def _opened(args: argparse.Namespace, password: str, at: datetime) -> Account:
    return add_account(
        by=SYSTEM,
        code=args.code,
        name=args.name,
        password=password,
        tax_number=args.tax_number,
        email=args.email,
        at=at,
    )


def _renewed(code: str, password: str, at: datetime) -> Account:
    return give_new_password(by=SYSTEM, account=_found(code), password=password, at=at)


def _found(code: str) -> Account:
    found = account_by_code(code)
    if found is None:
        raise BadInput({"code": f"Працівника з кодом {code} немає."})
    return found
