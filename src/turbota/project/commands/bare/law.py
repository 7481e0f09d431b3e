"""Say a value of the law on a day, or list all values."""

import argparse
from datetime import date

from turbota.assistance import command
from turbota.kernel import clock
from turbota.project.command_line import Subparsers, show
from turbota.project.failures import StartFailure


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    """Add the command's own parser."""
    parser = subparsers.add_parser("law", help=__doc__)
    parser.add_argument("key", nargs="?", metavar="KEY")
    parser.add_argument(
        "--on", type=date.fromisoformat, default=None, metavar="DATE", help="today by default"
    )
    parser.add_argument("--list", action="store_true", help="all values with their acts")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the value with its act as JSON."""
    if args.list:
        show(command.law_list())
        return 0
    if not args.key:
        raise StartFailure("Give the key of a value, or --list.")
    try:
        show(command.law(args.key, args.on or clock.today()))
    except command.BadRequest as problem:
        raise StartFailure(str(problem)) from problem
    return 0
