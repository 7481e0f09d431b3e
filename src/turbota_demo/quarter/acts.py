"""What was done in a quarter: acts and samples, for somebody who counts on his own. No row of the platform stands here."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Act:
    """One thing that somebody did. `about`: the label of a report, a case or a referral; `said`: what was entered."""

    what: str
    at: datetime
    who: str
    about: str
    case: str = ""
    said: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Sample:
    """The load as the platform told it at a moment: points of each manager by his code."""

    at: datetime
    points: Mapping[str, int]


@dataclass
class Log:
    """Acts in their order; `rows`: label → key of the row; `samples`: loads at the ends of some days."""

    first: date
    until: datetime
    seed: int
    acts: list[Act] = field(default_factory=list)
    samples: list[Sample] = field(default_factory=list)
    rows: dict[str, uuid.UUID] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        """How often each thing was done."""
        found: dict[str, int] = {}
        for act in self.acts:
            found[act.what] = found.get(act.what, 0) + 1
        return dict(sorted(found.items()))
