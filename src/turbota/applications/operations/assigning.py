"""Who works on a case: taking it, giving it back to the common queue, and giving it to a colleague.

The state of the case does not change. Every change of hands is a dated row (`Assignment`) and makes open pages stale.
"""

import uuid
from datetime import datetime

from django.db import transaction

from turbota.access.actors import Actor, staff_actor
from turbota.access.models import Account, Role
from turbota.access.queries import absence_on, active_account
from turbota.access.rules import Action
from turbota.applications import permissions
from turbota.applications.models import Application
from turbota.applications.operations.locking import assign, locked, release, taken_by_me
from turbota.applications.operations.noting import note
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Conflict, Missing, Refused
from turbota.kernel.legible import legible

SHORTEST_REASON = 10


@transaction.atomic
def take(*, by: Actor, application_id: uuid.UUID, at: datetime) -> Application:
    """The actor takes the case that nobody has; a case of a colleague stays with the colleague.

    Raises Missing when the state asks for another role, Forbidden for who formed the case and wants to control it.
    """
    application = _mine_by_role(by, application_id, permissions.TAKE, None)
    if permissions.WORKER[application.state] == Role.CONTROL_SPECIALIST:
        permissions.check_other_hands(by, application)
    if application.taken_by_id != by.account_id:
        taken_by_me(application, by, at)
        application.save(update_fields=["taken_by"])
        note(application, by=by, action=permissions.TAKE.name, purpose="справу взято", at=at)
    return application


@transaction.atomic
def give_back(
    *, by: Actor, application_id: uuid.UUID, reason: str, at: datetime, version: int | None = None
) -> Application:
    """Give the own case back to the common queue of the organisation, with a reason that colleagues read.

    Raises Conflict when the case is not the actor's.
    """
    if len(legible(reason)) < SHORTEST_REASON:
        raise BadInput({"reason": "Напишіть колегам, чому віддаєте справу й що в ній зроблено."})
    application = _mine_by_role(by, application_id, permissions.GIVE_BACK, version)
    if application.taken_by_id != by.account_id:
        raise Conflict("Ця справа не у вас. Оновіть сторінку.", code="not_mine")
    release(application, at=at, why=legible(reason))
    _changed_hands(application)
    note(application, by=by, action=permissions.GIVE_BACK.name, purpose="справу віддано в чергу", at=at)
    return application


def _mine_by_role(by: Actor, application_id: uuid.UUID, action: Action, version: int | None) -> Application:
    application = locked(application_id, action=action, by=by, version=version)
    if not permissions.works_on(by, application):
        raise Missing(code="not_yours:application.take")
    return application


@transaction.atomic
def reassign(
    *,
    by: Actor,
    application_id: uuid.UUID,
    account_id: uuid.UUID,
    why: str,
    at: datetime,
    version: int | None = None,
) -> Application:
    """The head, for a guarded case the supervisor, gives it to a colleague who has, where it is worked on, the role
    that its state asks for.

    Raises Conflict when the page is stale, Refused when the colleague may not have it: no post in force, away today,
    or the same person who formed the case that is to be controlled (Instruction 345, p. 1.4, R151).
    """
    if len(legible(why)) < SHORTEST_REASON:
        raise BadInput({"why": "Напишіть, чому справу передають, наприклад: «на час відсутності колеги»."})
    application = locked(application_id, action=permissions.REASSIGN, by=by, version=version)
    if application.taken_by_id == account_id:
        raise Conflict("Ця справа вже в цієї людини.", code="already_there")
    check_receiver(application, active_account(account_id), at)
    head = _giver(by, application)
    assign(application, account_id, by=head, at=at, why=legible(why))
    _changed_hands(application)
    note(application, by=head, action=permissions.REASSIGN.name, purpose="справу передано колезі", at=at)
    return application


def _giver(by: Actor, application: Application) -> Actor:
    """Who gives the case out, as history names it: a guarded one the supervisor of the unit, any other the head."""
    if application.guarded and application.holder_id in by.organisations(Role.SUPERVISOR):
        return by.in_role(Role.SUPERVISOR, application.holder_id)
    return by.in_role(Role.HEAD, permissions.headed_by(by, application))


def check_receiver(application: Application, account: Account | None, at: datetime) -> None:
    """Raise Refused when the account may not get the case now."""
    on = clock.day_of(at)
    receiver = staff_actor(account, on) if account is not None else None
    places = permissions.works_at(receiver, application) if receiver is not None else frozenset()
    if account is None or receiver is None or not places:
        role = Role(permissions.WORKER[application.state]).label if _open(application) else ""
        raise Refused(
            f"Ця людина зараз не має тут посади «{role}». Виберіть іншу."
            if role
            else "Справу вже закінчено: передавати нічого.",
            code="no_such_post",
        )
    absences = [absence_on(account.pk, place, on) for place in places]
    away = min((one for one in absences if one is not None), key=lambda one: one.until, default=None)
    if away is not None and None not in absences:
        raise Refused(
            f"Ця людина відсутня до {away.last_day:%d.%m.%Y}. Виберіть того, хто на місці.", code="away"
        )
    if application.state in permissions.CONTROLLED and permissions.formed_by(receiver, application):
        raise Refused(
            "Цю справу сформувала сама ця людина. Перевірити її має інша (Інструкція № 345, п. 1.4).",
            code="same_person:application.control",
        )


def _open(application: Application) -> bool:
    return application.state in permissions.WORKER


def _changed_hands(application: Application) -> None:
    """Open pages of the case become stale: who typed there reads first who has it now."""
    application.version += 1
    application.save(update_fields=["taken_by", "version"])
