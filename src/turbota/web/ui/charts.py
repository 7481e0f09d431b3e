"""Pictures made on the server. Each is silent: a table beside it says the same in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class StepChart:
    """How a value changed by steps, as paths of a picture 100 wide and 40 high; the same stands in a table beside it.

    `past` has happened (solid), `promised` is to come (stitches), "" when there is none. `first` and `last` say the
    ends of the picture in words.
    """

    past: str
    promised: str
    first: str
    last: str


def step_chart(
    steps: Sequence[tuple[date, date | None, int]],
    today: date,
    first: str,
    last: str,
    *,
    highest: int | None = None,
    ahead: int = 180,
) -> StepChart:
    """The chart of (first day, last day or None, value), oldest first; a gap between steps stays a gap.

    `highest`: the value at the upper edge, else the highest there is. `ahead`: days after the last day that are shown.
    """
    begin = steps[0][0].toordinal()
    ends = [until.toordinal() for _, until, _ in steps if until]
    end = max([today.toordinal(), steps[-1][0].toordinal(), *ends]) + ahead
    high = highest or max(value for _, _, value in steps) or 1

    def across(day: int) -> str:
        return f"{100 * (day - begin) / (end - begin):.2f}"

    past, promised, before = "", "", None
    for since, until, value in steps:
        left, right = since.toordinal(), until.toordinal() + 1 if until else end
        now = min(max(today.toordinal(), left), right)
        level = f"{38 - 34 * value / high:.2f}"
        joined = f"V{level}" if before == left else f"M{across(left)} {level}"
        past += f"{joined}H{across(now)}" if now > left else ""
        promised += f"M{across(now)} {level}H{across(right)}" if right > now else ""
        before = right
    return StepChart(past, promised, first, last)
