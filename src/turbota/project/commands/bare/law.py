"""Say a value of the law on a day, list all values, or print the sheet of a kind that a lawyer checks and signs."""

import argparse
import os
from datetime import date
from pathlib import Path

from turbota.assistance import catalogue, command
from turbota.documents.papers.lawyers import lawyer_sheet
from turbota.documents.papers.printing import print_paper
from turbota.kernel import clock
from turbota.law.dated import NotInForce
from turbota.project import environment, home
from turbota.project.command_line import Subparsers, a_day, show, write_file
from turbota.project.failures import StartFailure


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    """Add the command's own parser."""
    parser = subparsers.add_parser("law", help=__doc__)
    parser.add_argument("key", nargs="?", metavar="KEY")
    parser.add_argument("--on", type=a_day, default=None, metavar="DATE", help="today by default")
    parser.add_argument("--list", action="store_true", help="all values with their acts")
    parser.add_argument(
        "--sheet",
        nargs=2,
        metavar=("KIND", "PATH.pdf"),
        help="the rules of a kind in words with their examples, to be checked and signed",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the value with its act as JSON."""
    if args.list:
        show(command.law_list())
        return 0
    if args.sheet:
        code, path = args.sheet
        _print_sheet(code, path, args.on or clock.today())
        return 0
    if not args.key:
        raise StartFailure("Give the key of a value, --list, or --sheet KIND PATH.pdf.")
    try:
        show(command.law(args.key, args.on or clock.today()))
    except command.BadRequest as problem:
        raise StartFailure(str(problem)) from problem
    return 0


def _print_sheet(code: str, path: str, on: date) -> None:
    """The lawyer's sheet of a computed kind; JSON says which version of the rules it is of."""
    os.environ.update(environment.common(home.folder()))
    try:
        kind = catalogue.kind(code)
    except catalogue.UnknownKind as problem:
        raise StartFailure(f"There is no kind {code}. `turbota kinds` lists them.") from problem
    if kind.tier != "computed":
        raise StartFailure(f"{code} has no rules to check: its tier is {kind.tier}.")
    try:
        shape = lawyer_sheet(kind, on)
    except NotInForce as problem:
        raise StartFailure(f"{problem}. Choose a day on which the law is known.") from problem
    write_file(Path(path), print_paper("lawyer_sheet", shape, at=clock.now()))
    show({"kind": code, "on": str(on), "rules": shape.version, "sheet": shape.content, "path": path})
