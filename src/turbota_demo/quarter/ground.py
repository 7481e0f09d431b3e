"""Who works in the quarter, and what providers offer. All names are invented words."""

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime

from turbota.access.actors import Actor, staff_actor
from turbota.access.models import Account, Organisation, Post, Role
from turbota.people.models import Person
from turbota.people.operations import PersonData, known_or_new
from turbota.providers.models import Offer, Provider
from turbota.providers.operations import entering, offering
from turbota.providers.operations.entering import Card
from turbota.providers.states import Ownership, Place, Section
from turbota_demo import social_cast, stage
from turbota_demo.cast import Employee
from turbota_demo.quarter.engine import Days

HOME_CARE = "015.1"
NEWCOMER = Employee(
    "khystka",
    "Хистка",
    "Оксана",
    "Юріївна",
    "3101200441",
    (
        ("unit", "social_manager", "Соціальна менеджерка", ""),
        ("unit", "specialist", "Спеціалістка з надання соціальних послуг", ""),
    ),
)
MANAGERS = ("turbotna", "pomichnyi", NEWCOMER.code)
SUPERVISOR, DOCTOR = "nastavna", "likarnyi"
WORKERS = {"care": "dohliadna", "ngo": "plechova"}
SURNAMES = ("Вигадана", "Придумана", "Казкова", "Зразкова", "Прикладна", "Умовна", "Уявна")
NAMES = ("Ганна", "Ніна", "Олена", "Раїса", "Тамара", "Галина", "Лідія", "Зоя", "Клавдія", "Стефанія", "Юлія")


@dataclass
class Away:
    """A manager who is away from a day to a day (not included), and who stands in for the post."""

    code: str
    since: date
    until: date
    deputy: str


@dataclass
class Ground:
    """What the quarter stands on. `posts`: code of a manager → the post; `offers`: key of a provider → its offer."""

    unit: Organisation
    posts: dict[str, Post]
    accounts: dict[str, Account]
    offers: dict[str, Offer] = field(default_factory=dict)
    organisations: dict[str, uuid.UUID] = field(default_factory=dict)
    away: list[Away] = field(default_factory=list)
    gone: dict[str, date] = field(default_factory=dict)

    def present(self, on: date) -> list[str]:
        """Managers who are at work on the day."""
        absent = {one.code for one in self.away if one.since <= on < one.until}
        absent |= {code for code, since in self.gone.items() if since <= on}
        return [code for code in MANAGERS if code not in absent]

    def acting(self, code: str, on: date) -> str:
        """Who works for the manager on the day: himself or the deputy."""
        for one in self.away:
            if one.code == code and one.since <= on < one.until:
                return one.deputy
        return code


def employee(code: str) -> Employee:
    """The member of staff with this code."""
    return NEWCOMER if code == NEWCOMER.code else social_cast.worker(code)


def at_work(code: str, at: datetime) -> Actor:
    """The member of staff at work, with today's posts and deputations."""
    return staff_actor(stage.enter_employee(employee(code), at), at.date())


def laid(days: Days, at: datetime) -> Ground:
    """Enter the unit, its staff, and two providers with their offers."""
    accounts = {
        code: stage.enter_employee(employee(code), at)
        for code in (*MANAGERS, SUPERVISOR, DOCTOR, *WORKERS.values())
    }
    posts = {
        code: Post.objects.select_related("organisation").get(
            account=accounts[code], role=Role.SOCIAL_MANAGER
        )
        for code in MANAGERS
    }
    ground = Ground(unit=stage.enter_body(stage.body_of("unit"), at), posts=posts, accounts=accounts)
    for key, places in (("care", 4), ("ngo", 3)):
        offer = _offer(ground, key, places, at)
        ground.offers[key], ground.organisations[key] = offer, offer.provider.organisation_id
        days.note("offer", at, SUPERVISOR, key, places=places)
    return ground


def _offer(ground: Ground, key: str, places: int, at: datetime) -> Offer:
    body, registrar = stage.body_of(key), at_work(SUPERVISOR, at)
    stage.enter_body(body, at)
    provider = Provider.objects.filter(organisation__code=body.code).first()
    if provider is None:
        provider = entering.enter(
            by=registrar,
            registrar=ground.unit,
            section=Section.LEGAL,
            ownership=Ownership.COMMUNAL if key == "care" else Ownership.NGO,
            name=body.name,
            short_name=body.short_name,
            code=body.code,
            card=Card(head_name="Олена Доглядна", phone="0 800 00 00 00", staff_count=7),
            at=at,
        )
    return offering.offer(
        by=registrar,
        provider_id=provider.pk,
        service=HOME_CARE,
        place=Place.HOME,
        communities=[Organisation.objects.get(code=stage.body_of("kalyna").code).pk],
        places=places,
        tariff=12_000,
        at=at,
    )


def person(number: int, at: datetime) -> Person:
    """The invented person with this number; every one is another."""
    data = PersonData(
        surname=SURNAMES[number % len(SURNAMES)],
        given_name=NAMES[number % len(NAMES)],
        patronymic="Квартальна",
        birth_date=date(1938 + number % 50, 1 + number % 12, 1 + number % 28),
    )
    return known_or_new(data=data, at=at)
