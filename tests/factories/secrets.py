"""Words of the cast that may stand in no log, no address, no argument of a job and no subject of a letter."""

import re
from urllib.parse import unquote_plus

from turbota_demo import answers as told
from turbota_demo import cast

SHORTEST = 5
"""Shorter words (a first name «Олег» too) are found by chance inside other words."""


def _of_answers() -> set[str]:
    """Streets, e-mail and account numbers that the cast types."""
    found = set()
    for person in cast.CITIZENS:
        answers = told.low_income(person, on=person.birth_date.replace(year=2026, day=1))
        for section in ("address", "payment", "contacts"):
            values = answers[section].items()
            found |= {str(v) for k, v in values if k in ("street", "email", "phone", "iban") and v}
    return found


def personal_words() -> set[str]:
    """Surnames, own names, numbers, documents, e-mails, streets of all people of the cast, as written."""
    found = _of_answers()
    for person in cast.CITIZENS:
        found |= {person.surname, person.given_name, person.patronymic, person.document, person.email}
        found |= {person.tax_number, person.unzr, person.birth_date.isoformat()}
        found |= {name for relative in person.family for name in relative[:2]}
    for employee in cast.EMPLOYEES:
        found |= {employee.tax_number}
    return {word for word in found if len(word) >= SHORTEST}


_WORDS = re.compile("|".join(sorted(map(re.escape, personal_words()), key=len, reverse=True)), re.IGNORECASE)


def found_personal_data(text: str) -> set[str]:
    """Words of the cast that stand in the text, also percent-encoded and escaped ones."""
    plain = f"{text}\n{unquote_plus(text)}"
    if "\\u" in text:
        plain += "\n" + re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    return set(_WORDS.findall(plain))


def assert_no_personal_data(text: str, where: str = "the text") -> None:
    """Fail when somebody of the cast can be recognised in the text. The failure names the words, not the text."""
    found = found_personal_data(text)
    assert not found, f"{where} names people of the cast: {sorted(found)}"
