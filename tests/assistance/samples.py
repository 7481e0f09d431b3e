"""A whole set of answers to the form of low-income assistance; people and numbers are invented."""

import copy
from typing import Any

_COMPLETE: dict[str, Any] = {
    "applicant": {
        "surname": "Прикладенко",
        "given_name": "Марія",
        "patronymic": "Іванівна",
        "birth_date": "1991-05-12",
        "citizenship": "ukraine",
        "document_type": "id_card",
        "document_number": "001234567",
        "document_issuer": "8001",
        "document_date": "2019-04-02",
        "tax_number_state": "has",
        "tax_number": "3336901246",
        "occupation": "works",
        "disability": "none",
    },
    "address": {
        "oblast": "Київська",
        "settlement": "місто Вишневе",
        "street": "Садова",
        "house": "12-А",
        "lives_elsewhere": False,
        "idp": False,
    },
    "members": [
        {
            "id": "m1",
            "surname": "Прикладенко",
            "given_name": "Соломія",
            "birth_date": "2022-02-07",
            "relation": "child",
            "tax_number_state": "none",
            "occupation": "child",
            "disability": "none",
        }
    ],
    "incomes": [
        {"id": "i1", "member": "applicant", "month": "2025-10", "class": "wage", "amount": 600000},
        {"id": "i2", "member": "m1", "month": "2025-11", "class": "alimony", "amount": 150050},
    ],
    "property": {
        "large_family": False,
        "big_purchase": False,
        "has_deposit": False,
        "second_dwelling": False,
        "has_car": False,
    },
    "payment": {"way": "bank", "iban": "UA213223130000026007233566001"},
    "contacts": {"phone": "+380671234567", "email": "maria@example.com", "preferred": "email"},
}


def complete() -> dict[str, Any]:
    """A fresh copy that a test may spoil."""
    return copy.deepcopy(_COMPLETE)
