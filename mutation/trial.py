"""One mutant at a time lives in a process of its own, forked after everything else is imported.

The examples of law run first, explained and over columns; only what they let live meets the tests of the kind.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.abc
import importlib.machinery
import os
import signal
import sys
from collections.abc import Sequence
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, ModuleType
from typing import Literal

import pytest

from mutation.mutants import Mutant
from turbota.assistance import catalogue, explaining, lawbook
from turbota.assistance.calculation import Calculation
from turbota.assistance.examples import examples
from turbota.assistance.kind import Kind

Result = Literal["killed", "survived"]
SIGNS = {"+": 1, "-": -1}
SECONDS = 90  # what never ends is killed by its alarm
PYTEST = (
    "--noconftest",
    "-p",
    "no:django",
    "-p",
    "no:cacheprovider",
    "-p",
    "no:xdist",
    "-x",
    "-q",
    "-m",
    "not slow",
    "--hypothesis-seed=0",
    "-W",
    "ignore::pytest.PytestAssertRewriteWarning",  # hypothesis is imported before the fork
)


def run(kind: str, mutant: Mutant | None, tests: Path) -> Result:
    """What became of the mutant; of None, whether the kind itself passes. The kind must not be imported yet."""
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            signal.alarm(SECONDS)
            _silence()
            if mutant is not None:
                sys.meta_path.insert(0, _Finder(kind, mutant))
            if _lives(kind, tests):
                os._exit(0)
        os._exit(1)
    _, status = os.waitpid(child, 0)
    return "survived" if status == 0 else "killed"


def prepare(kind: str) -> None:
    """Import whatever the trials need, without the kind itself."""
    importlib.import_module("hypothesis.strategies")
    for path in sorted(catalogue.FOLDER.glob("*/kind.py")):  # a registered kind has none
        if path.parent.name != kind:
            importlib.import_module(f"turbota.assistance.kinds.{path.parent.name}.kind")


def _lives(code: str, tests: Path) -> bool:
    kind = catalogue.kind(code)
    return _examples_hold(kind) and pytest.main([*PYTEST, str(tests)]) == 0


def _examples_hold(kind: Kind) -> bool:
    for example in examples(kind):
        found = kind.calculate(example.answers, example.on)
        if not lawbook.agrees(kind, example, found):
            return False
        if not _receipt_adds_up(found):
            return False
        if found.missing:
            continue
        (quick,) = explaining.over_columns(kind, [kind.facts(example.answers, example.on)], example.on)
        if quick.reasons != tuple(reason.code for reason in found.reasons):
            return False
        if found.outcome == "officer" and quick.doubts != tuple(doubt.code for doubt in found.doubts):
            return False
        if found.outcome == "granted" and (quick.amount, quick.once) != (found.amount, found.once):
            return False
    return True


def _receipt_adds_up(found: Calculation) -> bool:
    """A granted receipt has a total of each sum that is paid, and its lines make that total.

    A refusal has no total: its lines only show the sums that were compared.
    """
    for per, paid in (("month", found.amount), ("once", found.once)):
        lines = [line for line in found.receipt if line.per == per]
        signed = sum((line.amount or 0) * SIGNS.get(line.sign, 0) for line in lines)
        totals = [line.amount for line in lines if line.sign == "total"]
        if found.outcome == "granted" and signed != (paid or 0) or totals != ([paid] if paid else []):
            return False
    return True


def _silence() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, kind: str, mutant: Mutant) -> None:
        self.name = f"turbota.assistance.kinds.{kind}.{mutant.file.removesuffix('.py')}"
        self.path = catalogue.FOLDER / kind / mutant.file
        self.mutant = mutant

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """The changed module in place of the one in the folder; every other as usual."""
        if fullname != self.name:
            return None
        return spec_from_file_location(fullname, self.path, loader=_Loader(fullname, self.path, self.mutant))


class _Loader(importlib.machinery.SourceFileLoader):
    def __init__(self, name: str, path: Path, mutant: Mutant) -> None:
        super().__init__(name, str(path))
        self.mutant = mutant

    def get_code(self, fullname: str) -> CodeType:
        """The code of the changed tree; its lines are those of the file."""
        return compile(self.mutant.tree, self.path, "exec")
