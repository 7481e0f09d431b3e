"""A basis is opened and ended; the person is told each time."""

import uuid
from datetime import date, datetime

from django.db import transaction

from turbota.access.actors import Actor
from turbota.access.rules import ENTER, MODIFY
from turbota.audit.operations import record
from turbota.casework import policies
from turbota.casework.models import CaseMember
from turbota.casework.operations.opening import locked
from turbota.kernel.clock import day_of
from turbota.kernel.errors import BadInput, Missing
from turbota.kernel.legible import legible
from turbota.messages.operations import tell
from turbota.timeline import permissions
from turbota.timeline.models import Basis

SUBJECT = "basis"
SHORTEST_DOCUMENT = 10
TOLD = "Ваші відомості про виплати відкрито соціальному менеджеру"
TOLD_BODY = (
    "{name} бачить суми й причини рішень про вашу допомогу, щоб вести ваш випадок.\n\n"
    "Підстава: {ground}. Документ: {document}.\n"
    "Доступ закриється {until}. Якщо ви з цим не згодні, напишіть своєму соціальному менеджерові або у відділ."
)
"""Screens and letters say the ground and the day; no sum."""


@transaction.atomic
def open_basis(
    *,
    by: Actor,
    case_id: uuid.UUID,
    person_id: uuid.UUID,
    ground: str,
    document: str,
    until: date,
    at: datetime,
) -> Basis:
    """Let the manager and the supervisor of the case see the money of one of its people up to the day (not included).

    The person is told (R274: personal responsibility needs a trace). The same said twice is one.

    Raises Missing for a foreign case or person,
    BadInput for an unknown ground, an empty document or a day that is not ahead.
    """
    case = locked(case_id)
    permissions.OPEN_BASIS.check(by, case)
    assert by.account_id is not None
    policies.check_open(case)
    member = CaseMember.objects.filter(case=case, person_id=person_id, until__isnull=True)
    found = member.select_related("person").first()
    if found is None:
        raise Missing(code="no_such_member")
    _check(ground, document, until, day_of(at))
    same = Basis.objects.live(day_of(at)).filter(case=case, person=found.person, ground=ground, until=until)
    if (opened := same.filter(document=legible(document)).first()) is not None:
        return opened
    basis = Basis.objects.create(
        case=case, person=found.person, ground=ground, document=legible(document), since=day_of(at), until=until,
        opened_at=at, opened_by_id=by.account_id,
    )  # fmt: skip
    _note(by, "basis.open", ENTER, basis, at)
    tell(
        person=found.person,
        kind="basis_opened",
        subject=TOLD,
        body=TOLD_BODY.format(
            name=by.name,
            ground=basis.get_ground_display(),
            document=basis.document,
            until=f"{until:%d.%m.%Y}",
        ),
        subject_kind=SUBJECT,
        subject_id=basis.pk,
        at=at,
        by=by,
        organisation=case.unit,
    )
    return basis


@transaction.atomic
def end_basis(*, by: Actor, basis_id: uuid.UUID, at: datetime) -> Basis:
    """Close the money again from today. Ending one that is over changes nothing. Raises Missing for a foreign one."""
    basis = Basis.objects.select_for_update(of=("self",)).select_related("case").filter(pk=basis_id).first()
    if basis is None:
        raise Missing(code="no_such_basis")
    permissions.END_BASIS.check(by, basis.case)
    if basis.until > day_of(at):
        basis.until = day_of(at)
        basis.save(update_fields=["until"])
        _note(by, "basis.end", MODIFY, basis, at)
    return basis


def _check(ground: str, document: str, until: date, today: date) -> None:
    wrong: dict[str, str] = {}
    if ground not in Basis.Ground.values:
        wrong["ground"] = "Виберіть підставу зі списку."
    if len(legible(document)) < SHORTEST_DOCUMENT:
        wrong["document"] = "Назвіть документ: що це, номер і дата."
    if until <= today:
        wrong["until"] = "День закриття має бути пізніший за сьогодні."
    if wrong:
        raise BadInput(wrong)


def _note(by: Actor, action: str, right: str, basis: Basis, at: datetime) -> None:
    record(
        actor=by, action=action, right=right, subject_kind=SUBJECT, subject_id=basis.pk,
        purpose="лінія життя випадку", at=at,
    )  # fmt: skip
