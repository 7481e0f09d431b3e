"""Providers, referrals and visits, made through the operations."""

from datetime import datetime, timedelta

from django.conf import settings
from django.test import Client
from tests.factories import casework

from turbota.access.actors import Actor
from turbota.access.models import Organisation
from turbota.casework.delivery_states import VisitOutcome
from turbota.casework.jobs.delivery import settle
from turbota.casework.models import Case, Contract, Referral, Visit
from turbota.casework.operations import answering, delivering, referring
from turbota.casework.operations.delivering import Agreed, Entry
from turbota.casework.operations.referring import Wanted
from turbota.kernel import clock
from turbota.providers.models import Offer, Provider
from turbota.providers.operations import entering, offering
from turbota.providers.operations.entering import Card
from turbota.providers.states import Ownership, Place, Section
from turbota.web.shared.session import open_session
from turbota_demo import papers, social_cast, stage

HOME_CARE = "015.1"
ADVICE = "002.0"


def registrar(at: datetime) -> Actor:
    """The head of the unit, who keeps the register for the council."""
    return casework.at_work("nastavna", at)


def provider(at: datetime, key: str = "care") -> Provider:
    """A provider of the cast in the register, entered now if it is not there."""
    body = stage.body_of(key)
    stage.enter_body(body, at)
    found = Provider.objects.filter(organisation__code=body.code).first()
    if found is not None:
        return found
    return entering.enter(
        by=registrar(at),
        registrar=casework.unit(at),
        section=Section.LEGAL,
        ownership=Ownership.COMMUNAL if key == "care" else Ownership.NGO,
        name=body.name,
        short_name=body.short_name,
        code=body.code,
        card=Card(head_name="Олена Доглядна", phone="0 800 00 00 00", staff_count=7),
        at=at,
    )


def offer(
    at: datetime,
    key: str = "care",
    *,
    service: str = HOME_CARE,
    places: int = 3,
    tariff: int = 12_000,
    place: str = Place.HOME,
    territory: tuple[str, ...] = (),
) -> Offer:
    """A service of a provider for the community of the cast, or for the places of a territory instead."""
    offering_body = provider(at, key)
    whole = [] if territory else [Organisation.objects.get(code=stage.body_of("kalyna").code).pk]
    return offering.offer(
        by=registrar(at),
        provider_id=offering_body.pk,
        service=service,
        place=place,
        communities=whole,
        territory=territory,
        places=places,
        tariff=tariff,
        at=at,
    )


def wanted(case: Case, **said: object) -> Wanted:
    """What a manager asks for the main person of a case."""
    told = {"task": "Купувати продукти, прибирати, міряти тиск", "frequency": "двічі на тиждень", **said}
    return Wanted(person_id=case.main_person_id, **told)  # type: ignore[arg-type]


def referred(
    at: datetime,
    case: Case | None = None,
    row: Offer | None = None,
    manager: str = "turbotna",
    **said: object,
) -> Referral:
    """A case sent to a provider by its manager."""
    case = case or casework.opened(at, manager=manager)
    return referring.refer(
        by=casework.at_work(manager, at),
        case_id=case.pk,
        offer_id=(row or offer(at)).pk,
        wanted=wanted(case, **said),
        at=at,
    )


def accepted(at: datetime, referral: Referral | None = None, worker: str = "dohliadna") -> Referral:
    """A referral that the provider took."""
    referral = referral or referred(at)
    return answering.accept(
        by=casework.at_work(worker, at),
        referral_id=referral.pk,
        contact="Олена Доглядна, 0 800 00 00 00",
        at=at,
    )


def contracted(at: datetime, referral: Referral | None = None, worker: str = "dohliadna") -> Contract:
    """A referral with a contract for half a year."""
    referral = accepted(at, referral, worker)
    return delivering.contract(
        by=casework.at_work(worker, at),
        referral_id=referral.pk,
        agreed=Agreed("17/2026", at.date(), at.date() + timedelta(days=180), signed_on=at.date()),
        scan=papers.scan("Договір"),
        at=at,
    )


def entry(starts_at: datetime, outcome: str = VisitOutcome.DONE, **said: object) -> Entry:
    """An entry of the journal: an hour at home."""
    told = {
        "minutes": 60,
        "what": "Прибирання, покупки",
        "where": "вдома",
        "worker": "Олена Доглядна",
        "reason": "absent" if outcome == VisitOutcome.MISSED else "",
        **said,
    }
    return Entry(outcome=outcome, starts_at=starts_at, **told)  # type: ignore[arg-type]


def visited(referral: Referral, at: datetime, outcome: str = VisitOutcome.DONE, **said: object) -> Visit:
    """A visit written at its end."""
    return delivering.write(
        by=casework.at_work("dohliadna", at),
        referral_id=referral.pk,
        entry=entry(at - timedelta(hours=1), outcome, **said),
        at=at,
    )


def desk_of(code: str, at: datetime, *, raises: bool = True) -> Client:
    """A client with the open session of a member of the social cast."""
    client = Client(raise_request_exception=raises)
    session = client.session
    account = stage.enter_employee(social_cast.worker(code), at)
    open_session(session, account, level="staff", shared=False, at=at)
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    return client


def settled(at: datetime) -> None:
    """What the periodic job of referrals does at the moment."""
    with clock.frozen(at):
        settle()
