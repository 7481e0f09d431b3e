"""The report of a kind: how many changes were killed, which survived and why a person lets them live."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from mutation.mutants import FILES, Mutant

ROOT = Path(__file__).parents[1]
KINDS = ROOT / "src" / "turbota" / "assistance" / "kinds"
REPORTS = ROOT / "docs" / "mutation"
STATE = re.compile(r"State of the sources: `([0-9a-f]{64})`")
EXPLANATIONS = "survivors.yaml"


def tests_of(kind: str) -> Path:
    """The tests of a kind alone."""
    return ROOT / "tests" / "assistance" / f"test_{kind}.py"


def state(kind: str) -> str:
    """A hash of everything the result depends on: a report with another one is stale."""
    folder = KINDS / kind
    named = [folder / name for name in (*FILES, "numbers.yaml", EXPLANATIONS)]
    files = [
        *named,
        *sorted((folder / "examples").glob("*.yaml")),
        tests_of(kind),
        Path(__file__).with_name("mutants.py"),
    ]
    digest = hashlib.sha256()
    for path in files:
        if path.exists():
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def explanations(kind: str) -> Mapping[str, str]:
    """Why a change is let live, by its key. Raises ValueError for an empty one."""
    path = KINDS / kind / EXPLANATIONS
    loaded: dict[str, object] = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else {}
    empty = [key for key, text in loaded.items() if not isinstance(text, str) or not text.strip()]
    if empty:
        raise ValueError(f"{kind}/{EXPLANATIONS}: nothing is explained by {empty}")
    return {key: str(text) for key, text in loaded.items()}


def faults(kind: str, survived: Sequence[Mutant]) -> list[str]:
    """Survivors that nobody explained, and explanations of what does not survive."""
    known, alive = explanations(kind), {one.key for one in survived}
    return [f"not explained: {key}" for key in sorted(alive - set(known))] + [
        f"explained, but it does not survive: {key}" for key in sorted(set(known) - alive)
    ]


def write(kind: str, tried: int, survived: Sequence[Mutant]) -> Path:
    """Write the report; survivors without an explanation are shown as such."""
    known = explanations(kind)
    lines = [
        f"# Changes of `{kind}` that its examples and tests notice",
        "",
        f"Made by `make mutate KIND={kind}`. State of the sources: `{state(kind)}`",
        "",
        f"Tried {tried}, killed {tried - len(survived)}, survived {len(survived)}.",
        "",
    ]
    if survived:
        lines += ["| Change that survived | Why it may |", "|---|---|"]
        lines += [
            f"| `{_cell(one.key)}` | {_cell(known.get(one.key, '**not explained**'))} |" for one in survived
        ]
        lines.append("")
    REPORTS.mkdir(parents=True, exist_ok=True)
    path = REPORTS / f"{kind}.md"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def stale(path: Path) -> str:
    """What is wrong with a report: empty when it is of the sources as they are and everything is explained."""
    text, kind = path.read_text(encoding="utf-8"), path.stem
    found = STATE.search(text)
    if not (KINDS / kind).is_dir():
        return f"{path.name}: there is no such kind"
    if found is None or found.group(1) != state(kind):
        return f"{path.name} is stale: run make mutate KIND={kind}"
    return f"{path.name}: a survivor is not explained" if "**not explained**" in text else ""


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
