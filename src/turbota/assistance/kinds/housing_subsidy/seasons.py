"""Seasons of the subsidy and the two windows of income that follow from them.

Pensions are taken of one month, two months before the application; every other income of half a year: the first half
of the year for the heating season, the second half of the last year for the other one.
"""

from __future__ import annotations

from datetime import date

from turbota.assistance.income import months_between
from turbota.assistance.services import FIRST_MONTH, LAST_MONTH, is_heating
from turbota.law import values
from turbota.law.engine.schedule import last_day, month_after

KEY = "housing_subsidy"


def season(on: date) -> tuple[date, date]:
    """First and last day of the season of an application made on the day. Raises NotInForce."""
    first, last = (values.value(key, on).value for key in (FIRST_MONTH, LAST_MONTH))
    if not is_heating(on):
        return date(on.year, last + 1, 1), last_day(date(on.year, first - 1, 1))
    begins = on.year if on.month >= first else on.year - 1
    return date(begins, first, 1), last_day(date(begins + 1, last, 1))


def half_year(on: date) -> list[str]:
    """Months whose incomes are counted, pensions not. Raises NotInForce."""
    name = "heating" if is_heating(on) else "other"
    first = month_after(season(on)[0], -values.value(f"{KEY}.window_back_{name}", on).value)
    last = month_after(first, values.value(f"{KEY}.window_months", on).value - 1)
    return months_between(f"{first:%Y-%m}", f"{last:%Y-%m}")


def pension_month(on: date) -> str:
    """The month whose pension is counted. Raises NotInForce."""
    return f"{month_after(on, -values.value(f'{KEY}.pension_gap', on).value):%Y-%m}"


def window(on: date) -> tuple[str, str]:
    """First and last month of the half-year, for those who fill in incomes. Raises NotInForce."""
    months = half_year(on)
    return months[0], months[-1]
