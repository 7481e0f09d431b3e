"""Add an organisation, or list all of them."""

import argparse

from turbota.access.actors import SYSTEM
from turbota.access.models import Organisation, OrganisationKind
from turbota.access.operations import add_organisation
from turbota.access.queries import organisations
from turbota.kernel import clock
from turbota.kernel.errors import BadInput
from turbota.project.command_line import Subparsers, show


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    """Add the command's own parser."""
    parser = subparsers.add_parser("organisation", help=__doc__)
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    new = verbs.add_parser("add", help="add an organisation to the tree")
    new.add_argument("--kind", required=True, choices=OrganisationKind.values)
    new.add_argument("--name", required=True)
    new.add_argument("--short-name", default="")
    new.add_argument("--code", required=True, help="ЄДРПОУ, 8 digits")
    new.add_argument("--parent", default="", help="ЄДРПОУ of the organisation above; none for the top")
    new.add_argument("--has-control", action="store_true", help="e-cases pass a control specialist")
    new.add_argument("--address", default="")
    new.add_argument("--phone", default="")
    new.add_argument("--hours", default="")
    verbs.add_parser("list", help="all organisations in force")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the organisations as JSON."""
    if args.verb == "list":
        show([_told(body) for body in organisations(clock.today())])
        return 0
    body = add_organisation(
        by=SYSTEM,
        kind=args.kind,
        name=args.name,
        short_name=args.short_name,
        code=args.code,
        parent=by_code(args.parent, "parent") if args.parent else None,
        has_control=args.has_control,
        address=args.address,
        phone=args.phone,
        hours=args.hours,
        at=clock.now(),
    )
    show(_told(body))
    return 0


def by_code(code: str, name: str) -> Organisation:
    """The organisation with this ЄДРПОУ. Raises BadInput about the argument `name`."""
    found = Organisation.objects.filter(code=code).first()
    if found is None:
        raise BadInput({name: f"Організації з кодом {code} немає."})
    return found


def _told(body: Organisation) -> dict[str, object]:
    return {
        "id": str(body.pk),
        "kind": body.kind,
        "name": body.name,
        "code": body.code,
        "parent": body.parent.code if body.parent else None,
        "has_control": body.has_control,
    }
