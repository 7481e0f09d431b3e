"""Ask every kind of assistance about a household from a file, without the database."""

import argparse
from pathlib import Path

from turbota.assistance import command
from turbota.kernel import clock
from turbota.project.command_line import Subparsers, a_day, given, show
from turbota.project.failures import StartFailure


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    """Add the command's own parser."""
    parser = subparsers.add_parser("rights", help=__doc__)
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="a household as JSON; - reads it from the input"
    )
    parser.add_argument("--on", type=a_day, default=None, metavar="DATE", help="today by default")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print what every kind of the catalogue says of the household, as JSON."""
    try:
        show(command.all_rights(args.on or clock.today(), given(args.file)))
    except command.BadRequest as problem:
        raise StartFailure(str(problem)) from problem
    return 0
