"""The average income of a calculation as a table: whose, which month, what is counted or left out, by which act."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from turbota.assistance import catalogue
from turbota.assistance.income_sheet import Figure, IncomeRow, income_sheet
from turbota.assistance.wording import show
from turbota.web.shared.receipts import act_and_point
from turbota.web.ui.words import month_of


@dataclass(frozen=True, slots=True)
class IncomeTableRow:
    """An income of a person in a month. `left_out`: nothing of it is counted; sums are kopiykas or not known."""

    who: str
    month: str
    title: str
    source: str
    amount: int | None
    counted: int | None
    left_out: bool
    ground: str
    why: str
    unverified: bool


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure between the incomes and the average, in words."""

    text: str
    value: str
    ground: str
    unverified: bool


@dataclass(frozen=True, slots=True)
class IncomeTable:
    """Annex 5 on a page. `counted` and `average` are kopiykas; None: not known, or the kind makes no average."""

    first: str
    last: str
    rows: tuple[IncomeTableRow, ...]
    figures: tuple[FigureRow, ...]
    counted: int | None
    average: int | None


def income_table(kind: str, kept: Mapping[str, Any]) -> IncomeTable | None:
    """The table of a calculation made now or kept with a decision; None where the kind reads no income."""
    sheet = income_sheet(catalogue.kind(kind), kept)
    if sheet is None:
        return None
    return IncomeTable(
        first=month_of(sheet.first),
        last=month_of(sheet.last),
        rows=tuple(_row(row) for row in sheet.rows),
        figures=tuple(_figure(one) for one in sheet.figures),
        counted=sheet.counted,
        average=sheet.average,
    )


def _row(row: IncomeRow) -> IncomeTableRow:
    return IncomeTableRow(
        who=row.who,
        month=month_of(row.month),
        title=row.title,
        source=row.source,
        amount=row.amount,
        counted=row.counted,
        left_out=row.counted == 0 and row.amount != 0,
        ground=act_and_point(row.act, row.point),
        why=row.why,
        unverified=not row.verified,
    )


def _figure(one: Figure) -> FigureRow:
    return FigureRow(one.text, show(one.value, one.unit), act_and_point(one.act, one.point), not one.verified)
