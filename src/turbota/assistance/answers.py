"""What a person typed becomes a stored value, a stored value is checked and shown again.

Stored values are JSON: text, true or false, money in kopiykas, ISO dates, months as ``YYYY-MM``.
One row of ``TYPES`` knows everything about one type of question; forms know nothing of types.
Every refusal is a Ukrainian sentence that says what is wrong and how it should look.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import phonenumbers
from stdnum import iban as iban_number
from stdnum.ua import rntrc

from turbota.assistance import decimals
from turbota.kernel import money

EARLIEST_YEAR = 1900
MOST_DAYS = 366  # a count of days is asked about a year or less
MOST_HOURS = 744  # a count of hours is asked about a month
MONTHS_OF = (
    "січня", "лютого", "березня", "квітня", "травня", "червня",
    "липня", "серпня", "вересня", "жовтня", "листопада", "грудня",
)  # fmt: skip
MONTHS_IN = (
    "січні", "лютому", "березні", "квітні", "травні", "червні",
    "липні", "серпні", "вересні", "жовтні", "листопаді", "грудні",
)  # fmt: skip
MONTHS = (
    "січень", "лютий", "березень", "квітень", "травень", "червень",
    "липень", "серпень", "вересень", "жовтень", "листопад", "грудень",
)  # fmt: skip

APOSTROPHES = str.maketrans({"'": "’", "ʼ": "’", "`": "’", "´": "’", "‘": "’"})
NAME = re.compile(r"^[А-ЯҐЄІЇа-яґєії][А-ЯҐЄІЇа-яґєії’\- ]*$|^[A-Za-z][A-Za-z’\- ]*$")
EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s.]{2,}$")
POST_INDEX = re.compile(r"^\d{5}$")
MONTH = re.compile(r"^(\d{4})-(0[1-9]|1[0-2])$")
UNZR = re.compile(r"^\d{8}-\d{5}$")

Raw = str | Mapping[str, str]


class BadAnswer(ValueError):
    """An answer that cannot be stored; ``str(error)`` is the sentence for the person."""


def day_words(value: date) -> str:
    """``12 травня 1991``."""
    return f"{value.day} {MONTHS_OF[value.month - 1]} {value.year}"


def month_words(value: str) -> str:
    """``березень 2026`` for ``2026-03``."""
    year, month = value.split("-")
    return f"{MONTHS[int(month) - 1]} {year}"


def _text(raw: Raw) -> str:
    value = raw if isinstance(raw, str) else " ".join(str(part) for part in raw.values())
    return " ".join(value.translate(APOSTROPHES).split())


def _whole(raw: str, name: str) -> int:
    if not raw.isascii() or not raw.isdigit():
        raise BadAnswer(f"Вкажіть {name} цифрами.")
    return int(raw)


def _month_number(raw: str) -> int:
    lowered = raw.lower()
    for names in (MONTHS_OF, MONTHS):
        if lowered in names:
            return names.index(lowered) + 1
    month = _whole(raw, "місяць")
    if not 1 <= month <= 12:
        raise BadAnswer(f"Місяць — це число від 1 до 12, а ви вказали {month}.")
    return month


def _year_number(raw: str) -> int:
    year = _whole(raw, "рік")
    if len(raw) != 4:
        raise BadAnswer("Рік має чотири цифри, наприклад 1991.")
    if year < EARLIEST_YEAR:
        raise BadAnswer(f"Перевірте рік: {year} замалий.")
    return year


def _date_parts(raw: Raw) -> tuple[str, str, str]:
    if not isinstance(raw, str):
        return (_text(raw.get("day", "")), _text(raw.get("month", "")), _text(raw.get("year", "")))
    text = _text(raw)
    if re.match(r"^\d{4}-\d{1,2}-\d{1,2}$", text):
        year, month, day = text.split("-")
        return day, month, year
    parts = [part for part in re.split(r"[.\-/\s]+", text) if part]
    if parts and len(parts) != 3:
        raise BadAnswer("Вкажіть день, місяць і рік, наприклад 7 02 2022.")
    return (parts[0], parts[1], parts[2]) if parts else ("", "", "")


def parse_date(raw: Raw) -> str | None:
    """``{"day": "7", "month": "2", "year": "2022"}`` or ``7.02.2022`` becomes ``2022-02-07``."""
    day_text, month_text, year_text = _date_parts(raw)
    if not (day_text or month_text or year_text):
        return None
    for part, name in ((day_text, "день"), (month_text, "місяць"), (year_text, "рік")):
        if not part:
            raise BadAnswer(f"Допишіть {name}.")
    month, year = _month_number(month_text), _year_number(year_text)
    day = _whole(day_text, "день")
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        length = "був 31 день" if last == 31 else f"було {last} днів"
        raise BadAnswer(f"У {MONTHS_IN[month - 1]} {year} року {length}, а ви вказали {day}.")
    return date(year, month, day).isoformat()


def parse_month(raw: Raw) -> str | None:
    """``{"month": "3", "year": "2026"}``, ``03.2026`` or ``2026-03`` becomes ``2026-03``."""
    if isinstance(raw, str):
        text = _text(raw)
        parts = [part for part in re.split(r"[.\-/\s]+", text) if part]
        if not parts:
            return None
        if len(parts) != 2:
            raise BadAnswer("Вкажіть місяць і рік, наприклад 03 2026.")
        month_text, year_text = (parts[1], parts[0]) if len(parts[0]) == 4 else (parts[0], parts[1])
    else:
        month_text, year_text = _text(raw.get("month", "")), _text(raw.get("year", ""))
    if not month_text and not year_text:
        return None
    if not month_text or not year_text:
        raise BadAnswer("Вкажіть і місяць, і рік.")
    return f"{_year_number(year_text):04d}-{_month_number(month_text):02d}"


def parse_money(raw: Raw) -> int | None:
    """``1 234,50`` hryvnias becomes ``123450`` kopiykas."""
    text = _text(raw)
    if not text:
        return None
    if text.startswith(("-", "−", "–")):
        raise BadAnswer("Сума не може бути меншою за нуль.")
    try:
        return money.parse(text)
    except ValueError as error:
        if re.sub(r"[\s.,]", "", text).isdigit() and len(text) > 9:
            raise BadAnswer("Перевірте суму: вона завелика.") from error
        raise BadAnswer("Вкажіть суму в гривнях цифрами, наприклад 1 234,50.") from error


def parse_year(raw: Raw) -> int | None:
    """``2008`` becomes 2008."""
    text = _text(raw)
    return _year_number(text) if text else None


def _whole_of(name: str) -> Callable[[Raw], int | None]:
    """``30`` becomes 30; «0» is an answer, an empty field is none."""
    return lambda raw: _whole(text, name) if (text := _text(raw).rstrip("% ")) else None


def parse_yes_no(raw: Raw) -> bool | None:
    """``yes`` or ``no`` of a radio button (also ``так``, ``ні``)."""
    text = _text(raw).lower()
    if not text:
        return None
    if text in ("yes", "так", "true", "1", "on"):
        return True
    if text in ("no", "ні", "false", "0"):
        return False
    raise BadAnswer("Оберіть «Так» або «Ні».")


def parse_text(raw: Raw) -> str | None:
    """Text with single spaces and one kind of apostrophe; empty text is no answer."""
    return _text(raw) or None


def parse_digits(raw: Raw) -> str | None:
    """A number that is written with spaces or dashes, kept as digits only."""
    return re.sub(r"[\s\-]", "", _text(raw)) or None


def parse_iban(raw: Raw) -> str | None:
    """An account number without spaces, capital letters."""
    return re.sub(r"\s", "", _text(raw)).upper() or None


def parse_phone(raw: Raw) -> str | None:
    """``067 123 45 67`` becomes ``+380671234567``; what is not a number is kept for the check."""
    text = _text(raw)
    if not text:
        return None
    try:
        number = phonenumbers.parse(text, "UA")
    except phonenumbers.NumberParseException:
        return text
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _must(ok: bool, sentence: str) -> None:
    if not ok:
        raise BadAnswer(sentence)


def _is_text(value: Any) -> None:
    _must(isinstance(value, str) and bool(value.strip()), "Тут має бути текст.")


def _is_name(value: Any) -> None:
    _is_text(value)
    _must(
        bool(NAME.match(value)),
        "Пишіть літерами, можна з апострофом чи дефісом. Перевірте, чи немає зайвих знаків.",
    )


def _is_yes_no(value: Any) -> None:
    _must(isinstance(value, bool), "Оберіть «Так» або «Ні».")


def _is_money(value: Any) -> None:
    _must(isinstance(value, int) and not isinstance(value, bool), "Вкажіть суму в гривнях цифрами.")
    _must(value >= 0, "Сума не може бути меншою за нуль.")
    _must(value <= money.LARGEST, "Перевірте суму: вона завелика.")


def _is_date(value: Any) -> None:
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise BadAnswer("Вкажіть день, місяць і рік.") from error
    _must(day.year >= EARLIEST_YEAR, f"Перевірте рік: {day.year} замалий.")


def _is_month(value: Any) -> None:
    _must(isinstance(value, str) and bool(MONTH.match(value)), "Вкажіть місяць і рік.")


def _is_tax_number(value: Any) -> None:
    _must(
        isinstance(value, str) and len(value) == 10 and value.isascii() and value.isdigit(),
        "Податковий номер (РНОКПП) має 10 цифр.",
    )
    _must(
        rntrc.is_valid(value), "У податковому номері помилка: остання цифра не сходиться. Звірте з карткою."
    )


def _is_unzr(value: Any) -> None:
    _must(
        isinstance(value, str) and bool(UNZR.match(value)),
        "Номер запису в реєстрі (УНЗР) має вигляд 19910512-00123.",
    )


def _is_iban(value: Any) -> None:
    _must(
        isinstance(value, str) and value.startswith("UA") and len(value) == 29,
        "Рахунок IBAN починається з UA і має 29 знаків.",
    )
    _must(iban_number.is_valid(value), "У номері рахунку помилка: цифри не сходяться. Звірте з банком.")


def _is_phone(value: Any) -> None:
    _is_text(value)
    try:
        ok = phonenumbers.is_valid_number(phonenumbers.parse(value, "UA"))
    except phonenumbers.NumberParseException:
        ok = False
    _must(ok, "Перевірте номер телефону, наприклад 067 123 45 67.")


def _is_email(value: Any) -> None:
    _must(
        isinstance(value, str) and bool(EMAIL.match(value)),
        "Перевірте адресу: вона має вигляд ім’я@пошта.укр або name@example.com.",
    )


def _is_post_index(value: Any) -> None:
    _must(isinstance(value, str) and bool(POST_INDEX.match(value)), "Поштовий індекс має 5 цифр.")


def _is_between(low: int, high: int, sentence: str) -> Callable[[Any], None]:
    def check(value: Any) -> None:
        _must(isinstance(value, int) and not isinstance(value, bool) and low <= value <= high, sentence)

    return check


def _decimal(kind: str, after: str = "") -> AnswerType:
    most = decimals.MOST[kind] * 10 ** decimals.SIGNS[kind]

    def parse(raw: Raw) -> int | None:
        try:
            return decimals.parse(kind, _text(raw))
        except ValueError as error:
            raise BadAnswer(str(error)) from error

    return AnswerType(
        parse,
        _is_between(1, most, f"Перевірте число: воно більше за нуль і не більше за {decimals.MOST[kind]}."),
        lambda value: decimals.words(kind, value) + after,
        {"type": "integer", "minimum": 1, "maximum": most},
    )


def _same(value: Any) -> str:
    return str(value)


def show_phone(value: Any) -> str:
    """``+380 67 123 4567``."""
    try:
        number = phonenumbers.parse(str(value), "UA")
    except phonenumbers.NumberParseException:
        return str(value)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


@dataclass(frozen=True)
class AnswerType:
    """Everything that is known about one type of question."""

    parse: Callable[[Raw], Any]
    check: Callable[[Any], None]
    show: Callable[[Any], str]
    schema: Mapping[str, Any]


_STRING: Mapping[str, Any] = {"type": "string"}

TYPES: Mapping[str, AnswerType] = {
    "text": AnswerType(parse_text, _is_text, _same, _STRING),
    "name": AnswerType(parse_text, _is_name, _same, _STRING),
    "choice": AnswerType(parse_text, _is_text, _same, _STRING),
    "member": AnswerType(parse_text, _is_text, _same, _STRING),
    "yes_no": AnswerType(parse_yes_no, _is_yes_no, lambda v: "Так" if v else "Ні", {"type": "boolean"}),
    "date": AnswerType(
        parse_date,
        _is_date,
        lambda v: day_words(date.fromisoformat(v)),
        {"type": "string", "format": "date"},
    ),
    "month": AnswerType(
        parse_month, _is_month, month_words, {"type": "string", "pattern": "^\\d{4}-(0[1-9]|1[0-2])$"}
    ),
    "money": AnswerType(
        parse_money, _is_money, money.hryvnias, {"type": "integer", "minimum": 0, "maximum": money.LARGEST}
    ),
    "year": AnswerType(
        parse_year,
        _is_between(EARLIEST_YEAR, 2200, "Перевірте рік."),
        _same,
        {"type": "integer", "minimum": EARLIEST_YEAR, "maximum": 2200},
    ),
    "days": AnswerType(
        _whole_of("кількість днів"),
        _is_between(0, MOST_DAYS, f"Перевірте кількість днів: найбільше — {MOST_DAYS}."),
        _same,
        {"type": "integer", "minimum": 0, "maximum": MOST_DAYS},
    ),
    "area": _decimal("area", " м²"),
    "rate": _decimal("rate"),
    "percent": AnswerType(
        _whole_of("відсоток"),
        _is_between(0, 100, "Відсоток — це число від 0 до 100."),
        lambda v: f"{v} %",
        {"type": "integer", "minimum": 0, "maximum": 100},
    ),
    "hours": AnswerType(
        _whole_of("кількість годин"),
        _is_between(0, MOST_HOURS, f"Перевірте кількість годин: у місяці найбільше — {MOST_HOURS}."),
        _same,
        {"type": "integer", "minimum": 0, "maximum": MOST_HOURS},
    ),
    "tax_number": AnswerType(parse_digits, _is_tax_number, _same, {"type": "string", "pattern": "^\\d{10}$"}),
    "unzr": AnswerType(parse_text, _is_unzr, _same, {"type": "string", "pattern": "^\\d{8}-\\d{5}$"}),
    "iban": AnswerType(
        parse_iban,
        _is_iban,
        lambda v: " ".join(v[i : i + 4] for i in range(0, len(v), 4)),
        {"type": "string", "pattern": "^UA\\d{27}$"},
    ),
    "phone": AnswerType(parse_phone, _is_phone, show_phone, _STRING),
    "email": AnswerType(parse_text, _is_email, _same, {"type": "string", "format": "email"}),
    "post_index": AnswerType(parse_digits, _is_post_index, _same, {"type": "string", "pattern": "^\\d{5}$"}),
}
