"""Join another information system to the API, give it a new secret, part it; a secret is printed once."""

import argparse
import uuid
from datetime import date

from turbota.access.actors import SYSTEM
from turbota.exchange.models import Client
from turbota.exchange.operations import clients
from turbota.exchange.states import Scope
from turbota.kernel import clock
from turbota.project.command_line import Subparsers, show
from turbota.project.commands.organisation import by_code


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    """Add the command's own parser."""
    parser = subparsers.add_parser("client", help=__doc__)
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    new = verbs.add_parser("add", help="join a system of an organisation")
    new.add_argument("--name", required=True, help="as people know the system")
    new.add_argument(
        "--organisation", required=True, help="ЄДРПОУ; of the ministry for a system of the whole country"
    )
    new.add_argument("--scope", nargs="+", required=True, choices=Scope.values, dest="scopes")
    new.add_argument("--calls", type=int, default=clients.USUAL_CALLS, help="calls a minute")
    new.add_argument("--since", type=date.fromisoformat, default=None, metavar="DATE")
    new.add_argument("--until", type=date.fromisoformat, default=None, metavar="DATE")
    verbs.add_parser("list", help="all systems")
    again = verbs.add_parser("secret", help="a new secret; the former one works two weeks longer")
    old = verbs.add_parser("end-old-secret", help="the former secret and all tokens stop now")
    part = verbs.add_parser("revoke", help="part a system for good")
    for verb in (again, old, part):
        verb.add_argument("--client", required=True, type=uuid.UUID, metavar="ID")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the client as JSON, with its secret when there is a new one. The secret is kept nowhere."""
    at = clock.now()
    if args.verb == "list":
        show(
            [_told(client) for client in Client.objects.select_related("organisation").order_by("name", "pk")]
        )
    elif args.verb == "add":
        registered = clients.add_client(
            by=SYSTEM,
            name=args.name,
            organisation=by_code(args.organisation, "organisation"),
            scopes=args.scopes,
            calls_per_minute=args.calls,
            since=args.since,
            until=args.until,
            at=at,
        )
        show(_told(registered.client) | {"client_secret": registered.secret})
    elif args.verb == "secret":
        registered = clients.new_secret(by=SYSTEM, client_id=args.client, at=at)
        show(_told(registered.client) | {"client_secret": registered.secret})
    else:
        verb = clients.revoke if args.verb == "revoke" else clients.end_old_secret
        show(_told(verb(by=SYSTEM, client_id=args.client, at=at)))
    return 0


def _told(client: Client) -> dict[str, object]:
    return {
        "client_id": str(client.pk),
        "name": client.name,
        "organisation": client.organisation.code,
        "scopes": client.scopes,
        "since": client.since,
        "until": client.until,
        "revoked_at": client.revoked_at,
    }
