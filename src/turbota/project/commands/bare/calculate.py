"""Calculate assistance from a file of answers, without the database."""

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any

from turbota.assistance import command
from turbota.kernel import clock
from turbota.project.command_line import Subparsers, show
from turbota.project.failures import StartFailure


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    """Add the command's own parser."""
    parser = subparsers.add_parser("calculate", help=__doc__)
    parser.add_argument("kind", metavar="KIND")
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="answers as JSON")
    parser.add_argument("--on", type=date.fromisoformat, default=None, metavar="DATE", help="today by default")
    parser.add_argument("--schema", action="store_true", help="print the JSON schema of the answers")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the calculation with its steps, acts and reasons as JSON."""
    on = args.on or clock.today()
    try:
        if args.schema:
            show(command.schema(args.kind, on))
        elif args.file is None:
            raise StartFailure("Give the file with the answers, or --schema.")
        else:
            show(command.calculate(args.kind, on, _answers(args.file)))
    except command.BadRequest as problem:
        raise StartFailure(str(problem)) from problem
    return 0


def _answers(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise StartFailure(f"{path} cannot be read as JSON: {type(problem).__name__}.") from problem
