"""Applications for another person: which mandate is used, who confirms it, and how the person takes a case over."""

import uuid
from datetime import date, datetime
from typing import Any

from turbota.access.actors import Actor
from turbota.applications import mandate_permissions
from turbota.applications.models import Application
from turbota.documents.scans import Scan
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Missing, Refused
from turbota.people import mandates
from turbota.people.deaths import record_death
from turbota.people.locking import held_with_sides
from turbota.people.models import Death, Mandate, Person
from turbota.people.queries import email_of, phone_of
from turbota.people.states import Power


def mandate_to_use(*, by: Actor, mandate_id: uuid.UUID, kind: str, at: datetime) -> Mandate:
    """The actor's own mandate, claimed or confirmed and in force, that lets an application of the kind be filled.

    Raises Missing for a foreign one, Refused for one that is over or does not cover the kind.
    """
    mandate = Mandate.objects.select_related("represented", "representative").filter(pk=mandate_id).first()
    if mandate is None or mandate.representative_id != by.person_id:
        raise Missing
    live = Mandate.objects.live(clock.day_of(at)).filter(pk=mandate.pk, powers__contains=[Power.FILL])
    if not live.exists() or not mandate.covers(kind):
        raise Refused(
            "За цими повноваженнями таку заяву подати не можна. Відкрийте «За кого я подаю» і перевірте.",
            code="mandate_over",
        )
    return mandate


def confirmed_mandate(*, mandate_id: uuid.UUID, kind: str, at: datetime) -> Mandate:
    """The confirmed mandate by which an application of the kind may come from another system today.

    Who signs is compared with its representative later. Raises BadInput, the same for an unknown one, one that is over or
    not confirmed, and one that does not let fill and submit the kind.
    """
    rows = Mandate.objects.confirmed(clock.day_of(at)).filter(
        pk=mandate_id, representative__isnull=False, powers__contains=[Power.FILL, Power.SUBMIT]
    )
    mandate = rows.select_related("represented", "representative", "evidence").first()
    if mandate is None or not mandate.covers(kind):
        raise BadInput(
            {
                "body.mandate": "Таких підтверджених повноважень немає, або вони не дають подати цю заяву. Звірте номер "
                "на сторінці «За кого я подаю» у кабінеті представника."
            }
        )
    return mandate


def hold_mandate(application: Application) -> None:
    """Read the mandate of a locked application anew and keep it as it stands until the end of the transaction."""
    if application.mandate_id is not None:
        application.mandate = held_with_sides(application.mandate_id, application.applicant_id)


def own_contacts(case: Application, person: Person) -> None:
    """The contacts of who acted for the person go from the answers; hers, as far as we know them, come."""
    own = {"email": email_of(person), "phone": phone_of(person)}
    told: dict[str, Any] = dict(case.answers.get("contacts", {}))
    case.answers["contacts"] = {
        **{key: value for key, value in told.items() if key not in own},
        **{key: value for key, value in own.items() if value},
    }


def confirm_mandate(*, by: Actor, mandate_id: uuid.UUID, reason: str, at: datetime) -> Mandate:
    """An officer of the body that holds a case under the mandate compared its document and confirms it."""
    return mandates.confirm(
        by=by, action=mandate_permissions.CONFIRM_MANDATE, mandate_id=mandate_id, reason=reason, at=at
    )


def refuse_mandate(*, by: Actor, mandate_id: uuid.UUID, reason: str, at: datetime) -> Mandate:
    """The same officer does not confirm it, and says why."""
    return mandates.refuse(
        by=by, action=mandate_permissions.REFUSE_MANDATE, mandate_id=mandate_id, reason=reason, at=at
    )


def record_death_of_side(
    *,
    by: Actor,
    mandate_id: uuid.UUID,
    represented: bool,
    died_on: date | None,
    title: str,
    scan: Scan | None,
    at: datetime,
) -> Death:
    """An officer of an office that holds or held a case under the mandate records the death of one of its sides."""
    return record_death(
        by=by,
        action=mandate_permissions.RECORD_DEATH,
        mandate_id=mandate_id,
        represented=represented,
        died_on=died_on,
        title=title,
        scan=scan,
        at=at,
    )


def stop_mandate(*, by: Actor, mandate_id: uuid.UUID, reason: str, at: datetime) -> Mandate:
    """The same officer ends a mandate, with a reason: a court's decision, the person's word at the counter."""
    return mandates.revoke(
        by=by, action=mandate_permissions.STOP_MANDATE, mandate_id=mandate_id, reason=reason, at=at
    )
