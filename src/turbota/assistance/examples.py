"""Examples of law: files in ``examples/`` of a kind, in pairs around each change of the law.

A lawyer reads and signs them; the tests run each one explained and over columns.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from turbota.assistance.kind import Kind
from turbota.law.dated import BadLaw

EXPECTED = {
    "outcome", "amount", "once", "reasons", "doubts", "schedule", "decider", "average_income", "missing",
    "conditions",
}  # fmt: skip


@dataclass(frozen=True)
class Example:
    """One household on one day, and what the law says about it. Sums are texts of hryvnias.

    ``about``: what the examples of its file are about together, the pair around one change; ``title`` begins with it.
    """

    file: str
    about: str
    title: str
    on: date
    answers: Mapping[str, Any]
    expect: Mapping[str, Any]


def examples(kind: Kind) -> Iterator[Example]:
    """Every example of the kind. Raises BadLaw for an unknown key."""
    for path in sorted((kind.folder / "examples").glob("*.yaml")):
        loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
        if set(loaded) != {"title", "answers", "cases"}:
            raise BadLaw(f"{path.name}: wrong keys {sorted(loaded)}")
        for case in loaded["cases"]:
            unknown = set(case) - {"title", "day", "change", "expect"} | set(case["expect"]) - EXPECTED
            if unknown:
                raise BadLaw(f"{path.name}: unknown keys {sorted(unknown)}")
            answers = copy.deepcopy(loaded["answers"])
            for where, value in case.get("change", {}).items():
                put(answers, where, value)
            title = f"{loaded['title']}: {case['title']}"
            yield Example(path.name, loaded["title"], title, case["day"], answers, case["expect"])


def put(answers: dict[str, Any], path: str, value: Any) -> None:
    """Set the answer at ``section.question`` or ``section.0.question``; None removes it."""
    *way, last = path.split(".")
    place: Any = answers
    for part in way:
        place = place[int(part)] if isinstance(place, list) else place.setdefault(part, {})
    if value is None:
        place.pop(last, None)
    else:
        place[last] = value
