"""Proposals of measures for needs, each with its reason (R018). They never decide: a manager takes one or does not."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from turbota.casework.plan_states import Domain
from turbota.law.dated import BadLaw, entries

FILE = Path(__file__).with_name("proposals.yaml")
FIELDS = ("code", "domain", "words", "service", "content", "goal", "indicator", "expected", "why")


@dataclass(frozen=True)
class Proposal:
    """A measure that a rule proposes for a need. `words`: parts of words that make it fit, none: always; `why`: reason."""

    code: str
    domain: str
    words: tuple[str, ...]
    service: str
    content: str
    goal: str
    indicator: str
    expected: str
    why: str


def proposals_for(domain: str, words: str) -> list[Proposal]:
    """What the rules propose for a need of the domain said in these words, the general ones last."""
    said = words.casefold()
    fitting = [
        one
        for one in _all()
        if one.domain == domain and (not one.words or any(part in said for part in one.words))
    ]
    return sorted(fitting, key=lambda one: not one.words)


def proposed(domain: str, words: str, code: str) -> Proposal | None:
    """The proposal with this code for the need; None when no rule proposes it."""
    return next((one for one in proposals_for(domain, words) if one.code == code), None)


def by_code(code: str) -> Proposal | None:
    """The rule with this code, also when its file has changed since."""
    return next((one for one in _all() if one.code == code), None)


@cache
def _all() -> tuple[Proposal, ...]:
    return tuple(load(FILE))


def load(path: Path) -> list[Proposal]:
    """Read a file of rules. Raises BadLaw for an unknown domain or a code that stands twice."""
    rows = [Proposal(**{**row, "words": tuple(row["words"])}) for row in entries(path, required=FIELDS)]
    codes = [one.code for one in rows]
    bad = [one.code for one in rows if one.domain not in Domain.values]
    if bad or len(set(codes)) != len(codes):
        raise BadLaw(f"{path.name}: unknown domains at {bad}, or a code stands twice")
    return rows
