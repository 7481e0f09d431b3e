"""Calculate assistance from a file of answers, without the database."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from turbota.assistance import command
from turbota.kernel import clock
from turbota.project.command_line import Subparsers, show
from turbota.project.failures import StartFailure

STANDARD_INPUT = Path("-")


class _Instead(argparse.Action):
    """A flag that takes the place of a positional argument.

    An argument that may be left out ("?") would be taken as left out when an option stands before it.
    """

    def __init__(self, option_strings: list[str], dest: str, of: argparse.Action, help: str) -> None:
        super().__init__(option_strings, dest, nargs=0, default=False, help=help)
        self.of = of

    def __call__(self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, *given: Any) -> None:
        """The flag is given: the other argument is no longer needed."""
        setattr(namespace, self.dest, True)
        self.of.required = False


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    """Add the command's own parser."""
    parser = subparsers.add_parser("calculate", help=__doc__)
    parser.add_argument("kind", metavar="KIND")
    file = parser.add_argument(
        "file", type=Path, metavar="FILE", help="answers as JSON; - reads them from the input"
    )
    parser.add_argument(
        "--on", type=date.fromisoformat, default=None, metavar="DATE", help="today by default"
    )
    parser.add_argument("--schema", action=_Instead, of=file, help="print the JSON schema of the answers")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the calculation with its steps, acts and reasons as JSON."""
    on = args.on or clock.today()
    try:
        if args.schema:
            show(command.schema(args.kind, on))
        else:
            show(command.calculate(args.kind, on, _answers(args.file)))
    except command.BadRequest as problem:
        raise StartFailure(str(problem)) from problem
    return 0


def _answers(path: Path) -> Any:
    try:
        return json.loads(sys.stdin.read() if path == STANDARD_INPUT else path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise StartFailure(f"{path} cannot be read as JSON: {type(problem).__name__}.") from problem
