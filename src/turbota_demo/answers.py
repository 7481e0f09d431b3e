"""Answers of the cast to the questions of assistance to low-income families."""

from datetime import date
from typing import Any

from turbota.assistance.income import window_months
from turbota_demo.cast import Citizen

IBAN = "UA213223130000026007233566001"


def _applicant(person: Citizen) -> dict[str, Any]:
    book = person.document[:2].isalpha()
    answers: dict[str, Any] = {
        "surname": person.surname,
        "given_name": person.given_name,
        "patronymic": person.patronymic,
        "birth_date": person.birth_date.isoformat(),
        "citizenship": "ukraine",
        "document_type": "passport_book" if book else "id_card",
        "document_number": person.document[2:] if book else person.document,
        "document_issuer": "1234",
        "document_date": "2018-05-20",
        "tax_number_state": "has" if person.tax_number else "refused",
        "occupation": "pensioner" if person.birth_date.year < 1965 else "works",
        "disability": "none",
    }
    if book:
        answers["document_series"] = person.document[:2]
    if person.tax_number:
        answers["tax_number"] = person.tax_number
    if person.unzr and not book:
        answers["unzr"] = person.unzr
    return answers


def low_income(
    person: Citizen, *, on: date, monthly_income: int = 300_000, deposit: int = 0
) -> dict[str, Any]:
    """A whole application: the family, one income a month (kopiykas), property, payment and contacts."""
    income_class = "pension" if person.birth_date.year < 1965 else "wage"
    members = [
        {
            "id": f"m{number}",
            "surname": surname,
            "given_name": given_name,
            "patronymic": patronymic,
            "birth_date": born.isoformat(),
            "relation": relation,
            "tax_number_state": "none",
            "occupation": "child",
            "disability": "none",
        }
        for number, (surname, given_name, patronymic, born, relation) in enumerate(person.family, start=1)
    ]
    return {
        "applicant": _applicant(person),
        "address": {
            "oblast": "Вишнева область",
            "settlement": "село Вишнедол",
            "street": "Вигадана",
            "house": "7",
            "flat": "12",
            "lives_elsewhere": False,
            "idp": False,
        },
        "members": members,
        "incomes": [
            {
                "id": f"i{number}",
                "member": "applicant",
                "month": month,
                "class": income_class,
                "amount": monthly_income,
            }
            for number, month in enumerate(window_months(on), start=1)
        ],
        "property": {
            "large_family": False,
            "big_purchase": False,
            "has_deposit": bool(deposit),
            **({"deposit_amount": deposit} if deposit else {}),
            "second_dwelling": False,
            "has_car": False,
        },
        "payment": {"way": "bank", "iban": IBAN},
        "contacts": {"email": person.email, "preferred": "email"},
    }
