"""Answers of the cast to the questions of the kinds of assistance."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from turbota.assistance import catalogue, forms
from turbota.assistance.examples import examples
from turbota.assistance.income import window_months
from turbota.assistance.kinds.housing_subsidy import seasons
from turbota_demo.cast import Citizen

IBAN = "UA213223130000026007233566001"
Answers = dict[str, Any]


def _identity(person: Citizen) -> Answers:
    """Who applies, as every kind asks."""
    book = person.document[:2].isalpha()
    answers: Answers = {
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
    }
    if book:
        answers["document_series"] = person.document[:2]
    if person.tax_number:
        answers["tax_number"] = person.tax_number
    if person.unzr and not book:
        answers["unzr"] = person.unzr
    return answers


def _situation(person: Citizen) -> Answers:
    return {
        "occupation": "pensioner" if person.birth_date.year < 1965 else "works",
        "disability": "none",
    }


def _around(person: Citizen, **more_of_address: Any) -> Answers:
    """Where the applicant lives, where to pay, how to reach: the sections that every kind asks."""
    return {
        "address": {
            "oblast": "Вишнева область",
            "settlement": "село Вишнедол",
            "street": "Вигадана",
            "house": "7",
            "flat": "12",
            "lives_elsewhere": False,
            **more_of_address,
        },
        "payment": {"way": "bank", "iban": IBAN},
        "contacts": {"email": person.email, "preferred": "email"},
    }


def _family(person: Citizen) -> list[Answers]:
    return [
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


def _incomes(person: Citizen, on: date, monthly_income: int) -> list[Answers]:
    income_class = "pension" if person.birth_date.year < 1965 else "wage"
    return [
        {
            "id": f"i{number}",
            "member": "applicant",
            "month": month,
            "class": income_class,
            "amount": monthly_income,
        }
        for number, month in enumerate(window_months(on), start=1)
    ]


def low_income(person: Citizen, *, on: date, monthly_income: int = 300_000, deposit: int = 0) -> Answers:
    """Assistance to a low-income family: one income a month (kopiykas), property, payment and contacts."""
    return {
        "applicant": {**_identity(person), **_situation(person)},
        **_around(person, idp=False),
        "members": _family(person),
        "incomes": _incomes(person, on, monthly_income),
        "property": {
            "large_family": False,
            "big_purchase": False,
            "has_deposit": bool(deposit),
            **({"deposit_amount": deposit} if deposit else {}),
            "second_dwelling": False,
            "has_car": False,
        },
    }


def birth(
    person: Citizen, *, on: date, born: date | None = None, names: tuple[str, ...] = ("Ярина",)
) -> Answers:
    """Assistance at birth: the children born together, a month before the day when nothing else is said."""
    day = born or on - timedelta(days=30)
    return {
        "applicant": _identity(person),
        **_around(person),
        "claim": {"relation": "mother", "lives_with_you": True},
        "members": [
            {
                "id": f"m{number}",
                "surname": person.surname,
                "given_name": name,
                "birth_date": day.isoformat(),
                "certificate": f"І-АБ {day:%d%m}{person.birth_date:%d}{number}",
                "born_abroad": False,
                "paid_before": False,
            }
            for number, name in enumerate(names, start=1)
        ],
    }


def idp_living(person: Citizen, *, on: date, monthly_income: int = 300_000) -> Answers:
    """Living allowance of displaced people: the family with its certificates, one income a month (kopiykas)."""
    stay = {"registered": True, "abroad_in_a_row": 0, "abroad_in_all": 0}
    family = [
        {**row, "certificate": f"3200-{person.birth_date:%Y%m%d}{row['id'][1:]:0>2}", **stay}
        for row in _family(person)
    ]
    own = {"certificate": f"3200-{person.birth_date:%Y%m%d}00", **stay}
    return {
        "applicant": {**_identity(person), **_situation(person), **own},
        **_around(person),
        "members": family,
        "incomes": _incomes(person, on, monthly_income),
        "claim": {"received_before": False, "has_deposit": False, "orphans": False},
    }


OWNS_NOTHING = {
    "big_purchase": False,
    "currency_bought": False,
    "has_deposit": False,
    "second_dwelling": False,
}


def base_assistance(person: Citizen, *, on: date) -> Answers:
    """Base assistance: a family that lives together, no income in the three months before."""
    return {
        "applicant": {**_identity(person), **_situation(person)},
        **_around(person),
        "members": _family(person),
        "incomes": [],
        "property": dict(OWNS_NOTHING),
        "base_assistance": {"receives_listed": True, "occupied": False, "maintained": False},
    }


def _services() -> list[Answers]:
    paid = {"provider": "Вишневе тепло", "basis": "area", "season": "heating"}
    return [
        {"id": "s1", "service": "heating", **paid, "norm": 4310, "tariff": 165_441_000},
        {"id": "s2", "service": "electricity", "provider": "Вишневі мережі", "basis": "household",
         "season": "always", "norm": 10_000_000, "tariff": 432_000},
        {"id": "s3", "service": "cold_water", "provider": "Вишневий водоканал", "basis": "person",
         "season": "always", "norm": 400_000, "tariff": 2_500_000},
    ]  # fmt: skip


def housing_subsidy(person: Citizen, *, on: date, monthly_income: int = 300_000) -> Answers:
    """Housing subsidy: three services with their norms and tariffs, one income a month (kopiykas)."""
    stay = {"abroad_in_all": 0}
    months = seasons.half_year(on) if person.birth_date.year >= 1965 else [seasons.pension_month(on)]
    incomes = [
        {**row, "month": month}
        for row, month in zip(_incomes(person, on, monthly_income), months, strict=False)
    ]
    return {
        "applicant": {**_identity(person), **_situation(person), **stay},
        **_around(person),
        "members": [{**row, **stay} for row in _family(person)],
        "home": {"kind": "flat", "area": 5_230},
        "services": _services(),
        "incomes": incomes,
        "property": dict(OWNS_NOTHING),
        "housing_subsidy": {
            "debt_months": "0", "debt": 0, "debt_settled": False, "overpaid": False, "alimony_months": "0",
            "wants_fuel": False,
        },
    }  # fmt: skip


def privilege_utilities(person: Citizen, *, on: date) -> Answers:
    """A privilege for services of three quarters, not limited by income, till the end of the year."""
    return {
        "applicant": _identity(person),
        **_around(person),
        "members": [{**row, "privilege_covers": True} for row in _family(person)],
        "privilege_utilities": {
            "category": "Вигадана категорія", "proof": "Посвідчення 000001", "percent": 75,
            "income_tested": False, "until": f"{on.year}-12-31", "wants_utilities": True,
            "wants_solid_fuel": False, "wants_lpg": False,
        },
        "home": {"kind": "flat", "area": 5_230},
        "services": _services(),
        "incomes": [],
    }  # fmt: skip


def general(person: Citizen, *, on: date) -> Answers:
    """The general form of a kind whose rules are not known: what is asked, in words."""
    return {
        "applicant": _identity(person),
        **_around(person),
        "request": {
            "what": "Прошу призначити цю виплату за 2026 рік.",
            "ground": "Маю посвідчення, яке дає на неї право.",
            "paper": "Посвідчення № 000417 від 12.03.2020",
            "received_before": False,
        },
        "members": [
            {
                code: row[code]
                for code in ("id", "surname", "given_name", "patronymic", "birth_date", "relation")
            }
            for row in _family(person)
        ],
    }


def for_services(person: Citizen, *, on: date, community: str = "Калинівська", **need: Any) -> Answers:
    """Care at home for somebody who cannot manage alone; `need`: other answers about the trouble."""
    return {
        "applicant": _identity(person),
        **{name: part for name, part in _around(person, community=community).items() if name != "payment"},
        "need": {
            "story": "Після перелому не можу сама виходити по продукти й готувати.",
            "category": "elderly",
            "displaced": False,
            "threat": False,
            "violence": "none",
            **need,
        },
        "wanted": [
            {
                "id": "w1",
                "service": "015.1",
                "words": "Двічі на тиждень продукти, приготування їжі, прибирання.",
                "place": "home",
                "term": "constant",
            }
        ],
        "members": [],
    }


def for_means(person: Citizen, *, on: date) -> Answers:
    """A wheelchair by a doctor's conclusion."""
    return {
        "applicant": _identity(person),
        **{name: part for name, part in _around(person).items() if name != "payment"},
        "means": [{"id": "w1", "kind": "wheelchair", "words": "Крісло для пересування надворі."}],
        "conclusion": {"ready": True},
        "members": [],
    }


BY_KIND: dict[str, Callable[..., Answers]] = {
    "low_income": low_income,
    "birth": birth,
    "idp_living": idp_living,
    "base_assistance": base_assistance,
    "housing_subsidy": housing_subsidy,
    "privilege_utilities": privilege_utilities,
    "social_service": for_services,
    "assistive_means": for_means,
}


def whole(kind: str, person: Citizen, *, on: date) -> Answers:
    """A whole application of the kind, as the person would fill it on the day."""
    if catalogue.kind(kind).tier == "registered":
        return general(person, on=on)
    return BY_KIND[kind](person, on=on) if kind in BY_KIND else by_example(kind, person, on=on)


def by_example(code: str, person: Citizen, *, on: date) -> Answers:
    """What a granted example of the law answers, with this applicant. Raises LookupError when none is whole on the day."""
    kind = catalogue.kind(code)
    form = kind.form_on(on)
    for example in examples(kind):
        told = dict(example.answers)
        around = _around(person)
        sections = {code: {**values, **(told.get(code) or {})} for code, values in around.items()}
        own = {**(told.get("applicant") or {}), **_identity(person)}
        blank: Answers = {one.code: [] if one.repeat else {} for one in form.sections}
        answers = {**blank, **told, **sections, "applicant": own}
        if told.get("members"):
            answers["members"] = [{"tax_number_state": "none", **row} for row in told["members"]]
        if not forms.check(form, answers, on) and kind.calculate(answers, on).outcome == "granted":
            return answers
    raise LookupError(f"{code}: no example is whole and granted on {on}")
