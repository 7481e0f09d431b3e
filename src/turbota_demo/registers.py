"""What the training registers know of the people of the demonstration: their children, wards and powers of attorney."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from turbota_demo.cast import TARAS, Citizen, citizen

ZLATA = Citizen(
    "zlata", "Прикладна", "Злата", "Олесівна", date(2020, 6, 1), "ІНВ000203", unzr="20200601-00203"
)
"""A child of Olesia."""
DEED, REVOKED_DEED = "417-НМВ", "418-НМВ"
"""Numbers of powers of attorney: one in force, one that is revoked."""
OFFICE = "Навчальний відділ актів цивільного стану"
NOTARY = "Навчальний приватний нотаріус"


def records() -> list[dict[str, Any]]:
    """All records, as the simulator reads them."""
    return [*_births(), *_wards(), *_deeds()]


def _births() -> Iterator[dict[str, Any]]:
    for parent, child, number in ((citizen("maria"), TARAS, "201"), (citizen("olesia"), ZLATA, "203")):
        yield _record("parentage", parent, child, number, child.birth_date, OFFICE)


def _wards() -> Iterator[dict[str, Any]]:
    yield _record(
        "guardianship", citizen("stepan"), citizen("danylo"), "12-оп", date(2024, 3, 5), "Навчальний суд"
    )


def _deeds() -> Iterator[dict[str, Any]]:
    sides = (citizen("roman"), citizen("vira"))
    yield _record("powerOfAttorney", *sides, DEED, date(2026, 11, 2), NOTARY) | {
        "powers": "social",
        "validTill": "2029-11-02",
    }
    yield _record("powerOfAttorney", *sides, REVOKED_DEED, date(2025, 1, 9), NOTARY) | {
        "powers": "general",
        "reason": "revoked",
        "endedOn": "2026-05-20",
    }


def _record(
    service: str, representative: Citizen, represented: Citizen, number: str, issued: date, issuer: str
) -> dict[str, Any]:
    return {
        "service": service,
        "representative": _person(representative),
        "represented": _person(represented),
        "number": number,
        "issuedOn": issued.isoformat(),
        "issuer": issuer,
    }


def _person(person: Citizen) -> dict[str, str]:
    told = {"taxNumber": person.tax_number, "unzr": person.unzr, "document": person.document}
    return {"birthDate": person.birth_date.isoformat()} | {
        name: value for name, value in told.items() if value
    }
