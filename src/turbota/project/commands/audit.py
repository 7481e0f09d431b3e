"""Check that the audit is as it was sealed."""

import argparse
from dataclasses import asdict

from turbota.audit.verification import verify
from turbota.project.command_line import Subparsers, show
from turbota.project.failures import StartFailure

TOUCHED = 1


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    """Add the command's own parser."""
    parser = subparsers.add_parser("audit", help=__doc__)
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    check = verbs.add_parser("verify", help="check every block and every event")
    check.add_argument(
        "--known",
        nargs=2,
        metavar=("NUMBER", "DIGEST"),
        help="a block noted outside the database: finds a chain whose end was cut off",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the problems as JSON; 1 when there are any, 2 when the block noted outside is no block."""
    known = (_number(args.known[0]), args.known[1]) if args.known else None
    problems = verify(known=known)
    show({"problems": [asdict(problem) for problem in problems]})
    return TOUCHED if problems else 0


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise StartFailure("The number of a block is a whole number.") from None
