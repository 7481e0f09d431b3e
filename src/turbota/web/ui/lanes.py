"""The life-line as a component: two strands, events by months."""

from dataclasses import dataclass
from typing import Literal

from turbota.web.ui.components import Link


@dataclass(frozen=True, slots=True)
class LaneItem:
    """One knot of a life-line: money at the left, services at the right; on a phone one under another.

    `look` adds "plan" (not happened yet) or "refuse". `hidden`: why there is more that is not shown, beside a lock.
    """

    strand: Literal["money", "care"]
    title: str
    when: str
    text: str = ""
    look: Literal["", "plan", "refuse"] = ""
    hidden: str = ""
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class LaneMonth:
    """The events of one month, with its name."""

    title: str
    items: tuple[LaneItem, ...]
