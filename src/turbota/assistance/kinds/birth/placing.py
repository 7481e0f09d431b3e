"""Where the answers about a birth stand in the common household, and which children a claim is about.

The released form lists only the children; the household lists everybody who lives together.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from turbota.assistance.asking.checks import day_of
from turbota.assistance.calculation import Reason
from turbota.assistance.forms import Question
from turbota.assistance.kinds.birth.rules import ACT
from turbota.assistance.placing import About, Placing, Row

CHILDREN = ("child", "ward", None)
MARKER = Question(
    "birth_asked",
    "Чи просите на цю дитину допомогу при народженні?",
    "Для дітей, яким ще немає року. Для інших людей оберіть «Ні».",
    "Допомогу призначають на кожну дитину окремо.",
    "yes_no",
    required=False,
)


def newborn(rows: Sequence[Row], on: date) -> list[Row]:
    """The marked children; while nobody is marked, the youngest child and whoever was born with it."""
    marked = [row for row in rows if row.get("birth_asked") is True]
    if marked or any(row.get("birth_asked") is False for row in rows):
        return marked
    born = [
        (day, row)
        for row in rows
        if row.get("relation") in CHILDREN and (day := day_of(row.get("birth_date"))) and _minor(day, on)
    ]
    last = max((day for day, _ in born), default=on)
    return [row for day, row in born if last - day <= timedelta(days=1)]


def _minor(born: date, on: date) -> bool:
    return born <= on and (on.year - born.year, on.month, on.day) < (18, born.month, born.day)


PLACING = Placing(
    moved={
        "claim.relation": "birth.relation",
        "claim.lives_with_you": "birth.lives_with_you",
        "members.certificate": "members.birth_certificate",
        "members.paid_before": "members.birth_paid_before",
    },
    about=About(
        marker=MARKER,
        choose=newborn,
        nobody=Reason(
            "no_child",
            f"{ACT}: немає дитини, на яку призначають допомогу",
            "У родині немає дитини, на яку призначають цю допомогу. Коли дитина народиться, подайте заяву.",
        ),
    ),
)
