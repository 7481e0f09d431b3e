"""Calculate one kind of assistance for a household from a file, without the database."""

import argparse
import os
from datetime import date
from pathlib import Path
from typing import Any

from turbota.assistance import command
from turbota.documents.papers.calculated import sheet_of
from turbota.documents.papers.printing import print_paper
from turbota.documents.papers.shapes import Office, Signatory
from turbota.kernel import clock
from turbota.project import environment, home
from turbota.project.command_line import Subparsers, a_day, given, show, write_file
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
    parser.add_argument("--on", type=a_day, default=None, metavar="DATE", help="today by default")
    parser.add_argument("--schema", action=_Instead, of=file, help="print the JSON schema of a household")
    parser.add_argument(
        "--sheet", type=Path, default=None, metavar="PATH.pdf", help="print the calculation sheet too"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the calculation with its steps, acts and reasons as JSON."""
    on = args.on or clock.today()
    try:
        if args.schema:
            show(command.schema(args.kind, on))
        else:
            sent = given(args.file)
            if args.sheet:
                _print_sheet(args.sheet, args.kind, on, sent)
            show(command.calculate(args.kind, on, sent))
    except command.BadRequest as problem:
        raise StartFailure(str(problem)) from problem
    return 0


def _print_sheet(path: Path, kind: str, on: date, sent: Any) -> None:
    """The sheet that a decision of the kind has in its personal file, without an office and a number."""
    os.environ.update(environment.common(home.folder()))
    one, form, answers = command.sheet(kind, on, sent)
    assert one.calculation is not None
    shape = sheet_of(
        one.calculation,
        form=form,
        answers=answers,
        kind=one.kind,
        office=Office(name="Попередній розрахунок за відповідями. Це не рішення"),
        number="без номера",
        calculated_on=on,
        prepared_by=Signatory(post="Підпису немає: рахувала програма", name=""),
    )
    write_file(path, print_paper(shape.paper, shape, at=clock.now()))
