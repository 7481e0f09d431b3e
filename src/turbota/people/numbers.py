"""What a number says of its owner's birth date: a mistyped number is known by it."""

from datetime import date, timedelta

_DAY_ZERO = date(1899, 12, 31)
_TAX_NUMBER_LENGTH = 10


def born_by_tax_number(number: str | None) -> date | None:
    """The birth date in a РНОКПП: its first five digits count the days since 31.12.1899. None when it says none."""
    if not number or len(number) != _TAX_NUMBER_LENGTH or not number.isdecimal():
        return None
    return _DAY_ZERO + timedelta(days=int(number[:5]))


def born_by_unzr(number: str | None) -> date | None:
    """The birth date in a УНЗР: its first eight digits, year, month and day. None when it says none."""
    digits = (number or "")[:8]
    if len(digits) != len("YYYYMMDD") or not digits.isdecimal():
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
