"""How dates, sums and letters stand on paper."""

import re
import unicodedata
from datetime import date, datetime

from num2words import num2words

from turbota.kernel.clock import KYIV, day_of

MONEY = {"as": "money"}  # metadata of a field of a paper: kopiykas
MONTH = {"as": "month"}  # the same: "YYYY-MM"


_MONTHS = "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня".split()
_MONTH_NAMES = (
    "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень".split()
)
_SAME = str.maketrans(
    {"\u2010": "-", "\u2011": "-", "\u202f": "\u00a0", "\u2009": " ", "\u2015": "—", "\t": " "}
)
# What every font of ours has a letter for. PDF/A forbids letters without a glyph and private ones.
_UNPRINTABLE = re.compile(
    r"[^\n -~\u00a0-\u00a3\u00a5\u00a7-\u00ab\u00ad-\u00b4\u00b6-\u017f\u0301\u0400-\u045f\u0490\u0491"
    r"\u02bc\u2013\u2014\u2018-\u201a\u201c-\u201e\u2022\u2026\u2030\u2039\u203a\u20ac\u20b4\u2116\u2122\u2212"
    r"\u2260\u2264\u2265]"
)


def day_in_words(day: date) -> str:
    """«9 березня 2026 року»."""
    return f"{day.day}\u00a0{_MONTHS[day.month - 1]} {day.year}\u00a0року"


def moment_in_words(moment: datetime) -> str:
    """«9 березня 2026 року, 10:14», Kyiv time."""
    return f"{day_in_words(day_of(moment))}, {moment.astimezone(KYIV):%H:%M}"


def month_in_words(month: str) -> str:
    """ "2026-01" → «січень 2026»."""
    year, number = month.split("-")
    return f"{_MONTH_NAMES[int(number) - 1]} {year}"


def sum_in_words(kopiykas: int) -> str:
    """435000 → «чотири тисячі триста п’ятдесят гривень, нуль копійок»."""
    words = num2words(f"{kopiykas // 100}.{kopiykas % 100:02d}", lang="uk", to="currency", currency="UAH")
    return str(words).replace("'", "’")


def printable(text: str) -> str:
    """The text as paper can show it: composed letters, and «?» for signs that no font of ours has (for
    example emoji).

    The JSON inside the paper keeps what was typed.
    """
    composed = unicodedata.normalize("NFC", text).translate(_SAME).replace("\r\n", "\n").replace("\r", "\n")
    return _UNPRINTABLE.sub("?", composed)
