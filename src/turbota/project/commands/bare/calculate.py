"""Calculate one kind of assistance for a household from a file, without the database."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from turbota.assistance import command
from turbota.kernel import clock
from turbota.project.command_line import Subparsers, given, show
from turbota.project.failures import StartFailure


class _Instead(argparse.Action):
    """A flag that takes the place of a positional argument.

    An argument that may be left out ("?") would be taken as left out when an option stands before it.
    """

    def __init__(self, option_strings: list[str], dest: str, of: argparse.Action, help: str) -> None:
        super().__init__(option_strings, dest, nargs=0, default=False, help=help)
        self.of = of

    def __call__(self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, *words: Any) -> None:
        """The flag is given: the other argument is no longer needed."""
        setattr(namespace, self.dest, True)
        self.of.required = False


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    """Add the command's own parser."""
    parser = subparsers.add_parser("calculate", help=__doc__)
    parser.add_argument("kind", metavar="KIND")
    file = parser.add_argument(
        "file", type=Path, metavar="FILE", help="a household as JSON; - reads it from the input"
    )
    parser.add_argument(
        "--on", type=date.fromisoformat, default=None, metavar="DATE", help="today by default"
    )
    parser.add_argument("--schema", action=_Instead, of=file, help="print the JSON schema of a household")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the calculation with its steps, acts and reasons as JSON."""
    on = args.on or clock.today()
    try:
        if args.schema:
            show(command.schema(args.kind, on))
        else:
            show(command.calculate(args.kind, on, given(args.file)))
    except command.BadRequest as problem:
        raise StartFailure(str(problem)) from problem
    return 0
