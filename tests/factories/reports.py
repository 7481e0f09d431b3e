"""Reports of the social cast, made through the operations."""

from datetime import datetime
from typing import Any

from tests.factories import casework

from turbota.access.actors import NOBODY, Actor
from turbota.access.models import Account
from turbota.casework.models import Report
from turbota.casework.operations import reporting
from turbota.casework.operations.reporting import Received, Told
from turbota.casework.states import Urgency
from turbota_demo import geography, social_cast

WORDS = "Сусідка похилого віку третій день не виходить і не відчиняє."
UNIT = ("turbotna", "pomichnyi", "nastavna")
"""Who works in the unit of the cast."""


def people_of_unit(at: datetime) -> None:
    """Two managers and the supervisor, who is the head as well."""
    for code in UNIT:
        casework.at_work(code, at)


def told(at: datetime, **changed: Any) -> Told:
    """What a neighbour tells about an old woman of the unit's community."""
    values: dict[str, Any] = {
        "what": WORDS,
        "urgency": Urgency.SOON,
        "place_code": geography.ZRAZKOVE,
        "place": "вул. Вигадана, 3",
    }
    return Told(**{**values, **changed})


def received(at: datetime, *, by: Actor = NOBODY, network: str = "192.0.2.1", **changed: Any) -> Received:
    """The report with its code."""
    people_of_unit(at)
    return reporting.receive(told=told(at, **changed), at=at, by=by, network=network)


def threat(at: datetime, **changed: Any) -> Report:
    """A report of a life in danger."""
    return received(at, urgency=Urgency.THREAT, **changed).report


def give_addresses() -> None:
    """Everybody of the social cast has an address for letters."""
    for person in social_cast.EMPLOYEES:
        Account.objects.filter(code=person.code).update(email=f"{person.code}@example.invalid")
