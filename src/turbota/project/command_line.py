"""The command ``turbota``.

Every subcommand is a module of the folder ``commands``, found by listing the folder. It says
``register(subparsers)`` (its own parser, with ``set_defaults(run=run)``) and ``run(args) -> int``.
A module in ``commands/`` itself finds Django set up and the database there; a module in
``commands/bare/`` starts without both. The first line of its docstring is its help.

What a command finds out is printed as JSON. What goes wrong is one line on stderr and exit code 2.
"""

import argparse
import ast
import importlib
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import django
from django.core.exceptions import ImproperlyConfigured
from django.db import Error as DatabaseError

from turbota.kernel.errors import BadInput, Refused
from turbota.project import environment
from turbota.project.failures import StartFailure

Subparsers = argparse._SubParsersAction  # the only name argparse gives to what add_subparsers returns
COMMANDS = Path(__file__).parent / "commands"
FAILED = 2
STANDARD_INPUT = Path("-")


class Parser(argparse.ArgumentParser):
    """A parser whose complaint is one line like every other; the words of the command are in ``--help``."""

    def error(self, message: str) -> NoReturn:
        """Raises StartFailure with the command and what is wrong with its words."""
        raise StartFailure(f"{self.prog}: {message}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    found = commands()
    name = next((word for word in words if not word.startswith("-")), None)
    try:
        if name in found and found[name].parent == COMMANDS:
            with environment.with_database():
                django.setup()
                return _run(words, found, name)
        return _run(words, found, name)
    except StartFailure as failure:
        return _say(str(failure))
    except BadInput as refusal:
        return _say(
            "; ".join([refusal.sentence, *(f"{path}: {text}" for path, text in refusal.fields.items())])
        )
    except Refused as refusal:
        return _say(refusal.sentence)
    except (ImproperlyConfigured, DatabaseError) as error:
        return _say(f"{type(error).__name__}: {' '.join(str(error).split())[:300]}")
    except KeyboardInterrupt:
        return _say("Stopped.")


def commands() -> dict[str, Path]:
    """Name of each command and its file. A dash in a name is an underscore in the file's name."""
    files = [*COMMANDS.glob("*.py"), *(COMMANDS / "bare").glob("*.py")]
    return {path.stem.replace("_", "-"): path for path in sorted(files) if path.stem != "__init__"}


def show(answer: Any) -> None:
    """Print what a command found out, as JSON."""
    print(json.dumps(answer, ensure_ascii=False, indent=2, default=str))


def a_day(text: str) -> date:
    """The day of ``--on``. Raises ArgumentTypeError with how a day is written."""
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it as 2026-03-10") from problem


def given(path: Path) -> Any:
    """What a file of JSON holds; ``-`` is the standard input. Raises StartFailure with what is wrong and where."""
    try:
        text = sys.stdin.read() if path == STANDARD_INPUT else path.read_text(encoding="utf-8-sig")
        if not text.strip():
            raise StartFailure(
                f"{path} is empty. Give a household as JSON; --schema of calculate says its shape."
            )
        return json.loads(text, object_pairs_hook=_each_once)
    except json.JSONDecodeError as problem:
        where = f"line {problem.lineno}, column {problem.colno}"
        raise StartFailure(f"{path} cannot be read as JSON: {where}: {problem.msg}.") from problem
    except UnicodeDecodeError as problem:
        raise StartFailure(
            f"{path} cannot be read as JSON: it is not text in UTF-8. Save it so."
        ) from problem
    except OSError as problem:
        raise StartFailure(
            f"{path} cannot be read: {problem.strerror or type(problem).__name__}."
        ) from problem
    except RecursionError as problem:
        raise StartFailure(f"{path} cannot be read as JSON: too many brackets inside brackets.") from problem
    except ValueError as problem:
        raise StartFailure(f"{path} cannot be read as JSON: a number in it is too long.") from problem


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names are all different: of two applicants the first would be lost in silence."""
    found = dict(pairs)
    if len(found) != len(pairs):
        name = next(name for name in found if [other for other, _ in pairs].count(name) > 1)
        raise StartFailure(f"{name[:60]!r} stands twice in one object of the file. Leave one of them.")
    return found


def write_file(path: Path, content: bytes) -> None:
    """Write what a command made. Raises StartFailure."""
    try:
        path.write_bytes(content)
    except OSError as problem:
        raise StartFailure(
            f"{path} cannot be written: {problem.strerror or type(problem).__name__}."
        ) from problem


def _run(words: list[str], found: dict[str, Path], name: str | None) -> int:
    parser = Parser(prog="turbota", description="Turbota without a browser.")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for other, path in found.items():
        if other != name:
            subparsers.add_parser(other, help=_first_line(path))
    if name in found:
        package = "turbota.project.commands" + (".bare" if found[name].parent != COMMANDS else "")
        importlib.import_module(f"{package}.{found[name].stem}").register(subparsers)
    options = parser.parse_args(words)
    return int(options.run(options))


def _first_line(path: Path) -> str:
    """The help of a command, read without importing it: it may need Django."""
    return (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or path.stem).splitlines()[0]


def _say(sentence: str) -> int:
    print(" ".join(sentence.split()), file=sys.stderr)
    return FAILED


if __name__ == "__main__":
    sys.exit(main())
