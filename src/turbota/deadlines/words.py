"""The words of a clock, in plain Ukrainian with right endings."""

from turbota.deadlines.states import CALENDAR_DAY, HOUR, WORKING_DAY

_FORMS = {
    WORKING_DAY: ("робочий день", "робочі дні", "робочих днів", "робочого дня"),
    CALENDAR_DAY: ("день", "дні", "днів", "дня"),
    HOUR: ("година", "години", "годин", "години"),
}
_SHORT = {WORKING_DAY: _FORMS[CALENDAR_DAY], CALENDAR_DAY: _FORMS[CALENDAR_DAY], HOUR: _FORMS[HOUR]}


def _index(number: int) -> int:
    if number % 10 == 1 and number % 100 != 11:
        return 0
    if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14):
        return 1
    return 2


def amount(number: int, unit: str) -> str:
    """ "1 робочий день", "3 дні", "5 годин"."""
    return f"{number} {_FORMS[unit][_index(number)]}"


def amount_of(number: int, unit: str) -> str:
    """After "з": "1 робочого дня", "3 робочих днів"."""
    return f"{number} {_FORMS[unit][3 if _index(number) == 0 else 2]}"


def left(number: int, unit: str) -> str:
    """ "лишився 1 робочий день", "лишилося 5 робочих днів", "лишилася 1 година"."""
    if _index(number) == 0:
        return f"{'лишилася' if unit == HOUR else 'лишився'} {amount(number, unit)}"
    return f"лишилося {amount(number, unit)}"


def over_by(number: int, unit: str) -> str:
    """ "прострочено на 1 день": how far the term is over."""
    return f"прострочено на {_measure(number, unit)}"


def later_by(number: int, unit: str) -> str:
    """ "виконано на 2 дні пізніше"."""
    return f"виконано на {_measure(number, unit)} пізніше"


def _measure(number: int, unit: str) -> str:
    """After "на": "1 день", "1 годину", "3 дні"."""
    form = "годину" if unit == HOUR and _index(number) == 0 else _SHORT[unit][_index(number)]
    return f"{number} {form}"


HELD = "строк зупинено"
LAST_DAY = "сьогодні останній день"
LAST_HOUR = "менше години"
DONE = "виконано вчасно"
CANCELLED = "строк знято"
