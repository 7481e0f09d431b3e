"""Providers and services of the demonstration: who offers what, who is referred where, what is served and what is missed."""

from datetime import date, datetime, timedelta

from turbota.access.actors import Actor
from turbota.access.models import Organisation, Post, Role
from turbota.casework.delivery_states import VisitOutcome
from turbota.casework.models import Case, Referral, Visit
from turbota.casework.operations import answering, confirming, delivering, opening, referring
from turbota.casework.operations.delivering import Agreed, Entry
from turbota.casework.operations.opening import Member
from turbota.casework.operations.referring import Wanted
from turbota.casework.states import CaseKind, Ground, Relation
from turbota.people.models import Person
from turbota.providers.models import Offer, Provider
from turbota.providers.operations import entering, offering
from turbota.providers.operations.entering import Card
from turbota.providers.states import Ownership, Place, Section
from turbota_demo import geography, papers, stage

REGISTRAR = "nastavna"
WORKERS = {"care": "dohliadna", "ngo": "plechova"}
HOME_CARE, ADVICE, INFORMATION = "015.1", "002.0", "001.0"
DAY = timedelta(days=1)


def play(now: datetime) -> None:
    """Two providers and a person who helps others; services in most of their states."""
    first = now - 11 * DAY
    offers = _offers(first)
    _served(now, offers["care"])
    _of_a_citizen(now, offers["care"])
    _family(now, offers)


def _registrar(at: datetime) -> Actor:
    return stage.at_work(REGISTRAR, at)


def _entered(key: str, ownership: str, head: str, staff: int, at: datetime) -> Provider:
    body, by = stage.body_of(key), _registrar(at)
    return entering.enter(
        by=by, registrar=Organisation.objects.get(pk=by.posts[0].organisation_id), section=Section.LEGAL,
        ownership=ownership, name=body.name, short_name=body.short_name, code=body.code,
        card=Card(head, phone="0 800 00 00 00", hours="пн–пт 9:00–18:00", address=body.address, staff_count=staff),
        at=at,
    )  # fmt: skip


def _offers(at: datetime) -> dict[str, Offer]:
    here = Organisation.objects.get(code=stage.body_of("kalyna").code)
    care = _entered("care", Ownership.COMMUNAL, "Олена Доглядна", 14, at)
    ngo = _entered("ngo", Ownership.NGO, "Рита Плечова", 6, at)

    def added(
        provider: Provider,
        service: str,
        place: str,
        places: int,
        tariff: int,
        unit: str = "година",
        territory: tuple[str, ...] = (),
    ) -> Offer:
        return offering.offer(
            by=_registrar(at), provider_id=provider.pk, service=service, place=place,
            communities=[] if territory else [here.pk], territory=territory, places=places, tariff=tariff, unit=unit, at=at,
        )  # fmt: skip

    return {
        "care": added(care, HOME_CARE, Place.HOME, 2, 14_500),
        "ngo": added(ngo, HOME_CARE, Place.HOME, 1, 12_000),
        "advice": added(
            ngo, ADVICE, Place.SEMI, 10, 0, "консультація", (geography.ZRAZKOVE, geography.LUHOVE)
        ),
        "information": added(care, INFORMATION, Place.REMOTE, 50, 0, "звернення"),
    }


def _referred(
    case: Case, offer: Offer, task: str, at: datetime, *, frequency: str = "", who: str = "turbotna"
) -> Referral:
    return referring.refer(
        by=stage.at_work(who, at), case_id=case.pk, offer_id=offer.pk,
        wanted=Wanted(person_id=case.main_person_id, task=task, frequency=frequency), at=at,
    )  # fmt: skip


def _contracted(referral: Referral, key: str, number: str, at: datetime) -> Referral:
    worker = stage.at_work(WORKERS[key], at)
    answering.accept(
        by=worker, referral_id=referral.pk, contact=f"{worker.name}, 0 800 00 00 00", at=at
    )  # fmt: skip
    day: date = at.date()
    delivering.contract(
        by=worker, referral_id=referral.pk,
        agreed=Agreed(number, day, day + timedelta(days=182), signed_on=day), scan=papers.scan("Договір"), at=at,
    )  # fmt: skip
    return referral


def _entry(starts_at: datetime, outcome: str, **more: str) -> Entry:
    return Entry(
        outcome=outcome, starts_at=starts_at, minutes=90, what="Покупки, прибирання, тиск", where="вдома",
        worker="Олена Доглядна", **more,
    )  # fmt: skip


def _visited(referral: Referral, starts_at: datetime, outcome: str = VisitOutcome.DONE, **more: str) -> Visit:
    at = starts_at + timedelta(minutes=100)
    return delivering.write(
        by=stage.at_work("dohliadna", at), referral_id=referral.pk, entry=_entry(starts_at, outcome, **more), at=at
    )  # fmt: skip


def _planned(referral: Referral, now: datetime, *days: int) -> None:
    """Visits ahead, at half past ten."""
    for day in days:
        starts_at = (now + day * DAY).replace(hour=10, minute=30, second=0, microsecond=0)
        if starts_at > now:
            delivering.plan_visits(
                by=stage.at_work("dohliadna", now), referral_id=referral.pk,
                entry=_entry(starts_at, VisitOutcome.PLANNED), weeks=2, at=now,
            )  # fmt: skip


def _served(now: datetime, offer: Offer) -> None:
    """The old woman gets care at home; two visits were missed in a row."""
    case = Case.objects.get(main_person__surname="Самотинська")
    referral = _referred(
        case, offer, "Купувати продукти, прибирати, міряти тиск", now - 10 * DAY, frequency="тричі на тиждень"
    )
    _contracted(referral, "care", "21/2026", now - 9 * DAY)
    for back, outcome in (
        (8, VisitOutcome.DONE),
        (6, VisitOutcome.DONE),
        (4, VisitOutcome.MISSED),
        (2, VisitOutcome.MISSED),
    ):
        reason = {"reason": "absent"} if outcome == VisitOutcome.MISSED else {}
        row = _visited(referral, now - back * DAY, outcome, **reason)
        if back == 8:
            at = now - 7 * DAY
            confirming.confirm_by_code(
                by=stage.at_work("dohliadna", at), visit_id=row.pk, code=confirming.code_of(row), at=at
            )
    _planned(referral, now, 1, 3)


def _of_a_citizen(now: datetime, offer: Offer) -> None:
    """Somebody who signs in to the cabinet and confirms a visit there."""
    at = now - 6 * DAY
    manager = stage.at_work("turbotna", at)
    post = Post.objects.select_related("organisation").get(account__code="turbotna", role=Role.SOCIAL_MANAGER)
    case = opening.open_case(
        by=manager, unit=post.organisation, post=post, kind=CaseKind.PERSON, ground=Ground.OWN,
        members=(Member(Person.objects.get(ties__account=stage.at_home("stepan", at).account_id), Relation.MAIN),),
        address="м. Зразкове, вул. Садова, 2", place_code=geography.ZRAZKOVE, phone="067 000 00 01", at=at,
    )  # fmt: skip
    referral = _contracted(
        _referred(case, offer, "Допомога по дому, прогулянки", at, frequency="щовівторка"), "care", "22/2026",
        now - 5 * DAY,
    )  # fmt: skip
    _visited(referral, now - 3 * DAY)
    _planned(referral, now, 0, 1, 2)


def _family(now: datetime, offers: dict[str, Offer]) -> None:
    """The mother waits for a free place; advice waits for an answer."""
    case = Case.objects.get(main_person__surname="Переїжджа")
    _referred(case, offers["care"], "Допомога з дітьми вдома, двічі на тиждень", now - 2 * DAY)
    _referred(case, offers["advice"], "Консультація психолога для мами", now - DAY)
