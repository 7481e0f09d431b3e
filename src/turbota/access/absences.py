"""Verbs of absences and deputies: a colleague is away, and another acts with the rights of the post until a day.

Neither changes a post: when the last day is over, the rights of the deputy are gone by themselves.
"""

import uuid
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from turbota.access import permissions
from turbota.access.actors import Actor
from turbota.access.models import Absence, Deputation, Organisation, Post, Role
from turbota.access.queries import in_force
from turbota.access.rules import Action
from turbota.audit.operations import record
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Missing

ONE_DAY = timedelta(days=1)
SHORTEST_GROUND = 5
HELD_BY_POST = frozenset({Role.SOCIAL_MANAGER})
"""Roles whose work belongs to one post by name: a colleague of the same role sees nothing of it without being a deputy."""


def _dates(since: date, last_day: date, at: datetime) -> dict[str, str]:
    problems = {}
    if since < clock.day_of(at):
        problems["since"] = "Перший день не може бути раніше за сьогодні."
    if last_day < since:
        problems["last_day"] = "Останній день не може бути раніше за перший."
    return problems


@transaction.atomic
def note_absence(
    *,
    by: Actor,
    account_id: uuid.UUID,
    organisation_id: uuid.UUID,
    since: date,
    last_day: date,
    reason: str,
    at: datetime,
) -> Absence:
    """Write down that a colleague is away from `since` to `last_day`, both included.

    Raises BadInput for wrong days, Missing when the actor does not keep the organisation or the person does not work
    there.
    """
    organisation = _kept(by, organisation_id, permissions.NOTE_ABSENCE)
    posts = Post.objects.filter(in_force(clock.day_of(at)), account_id=account_id, organisation=organisation)
    if not posts.exists():
        raise Missing("Ця людина тут не працює. Оновіть сторінку.", code="no_such_post")
    problems = _dates(since, last_day, at)
    if reason not in Absence.Reason.values:
        problems["reason"] = "Виберіть вид відсутності зі списку."
    if problems:
        raise BadInput(problems)
    try:
        with transaction.atomic():
            absence = Absence.objects.create(
                account_id=account_id,
                organisation=organisation,
                since=since,
                until=last_day + ONE_DAY,
                reason=reason,
                noted_by_id=by.account_id,
            )
    except IntegrityError as problem:
        raise BadInput({"since": "На ці дні відсутність цієї людини вже записано."}) from problem
    _record(by, permissions.NOTE_ABSENCE, absence, "запис про відсутність працівника", at)
    return absence


@transaction.atomic
def end_absence(*, by: Actor, absence_id: uuid.UUID, at: datetime) -> Absence:
    """The colleague is back today: the absence ends. Ending it twice changes nothing."""
    absence = Absence.objects.select_for_update(of=("self",)).filter(pk=absence_id).first()
    if absence is None:
        raise Missing
    _kept(by, absence.organisation_id, permissions.END_ABSENCE)
    last = max(clock.day_of(at), absence.since)
    if absence.until > last:
        absence.until = last
        absence.save(update_fields=["until"])
        _record(by, permissions.END_ABSENCE, absence, "працівник повернувся", at)
    return absence


@transaction.atomic
def appoint_deputy(
    *,
    by: Actor,
    post_id: uuid.UUID,
    account_id: uuid.UUID,
    since: date,
    last_day: date,
    ground: str,
    at: datetime,
) -> Deputation:
    """A colleague of the same organisation gets the rights of the post from `since` to `last_day`, both included.

    Raises BadInput with what is wrong: days, the person, or the post (rights of an administrator are never lent),
    Missing when the actor does not keep the organisation.
    """
    today = clock.day_of(at)
    post = Post.objects.select_for_update(of=("self",)).filter(in_force(today), pk=post_id).first()
    if post is None:
        raise Missing("Цієї посади вже немає. Оновіть сторінку.", code="no_such_post")
    _kept(by, post.organisation_id, permissions.APPOINT_DEPUTY)
    problems = _dates(since, last_day, at)
    wrong = _wrong_deputy(post, account_id, today)
    if wrong:
        problems["account"] = wrong
    if len(ground.strip()) < SHORTEST_GROUND:
        problems["ground"] = "Напишіть номер і дату наказу або доручення."
    if problems:
        raise BadInput(problems)
    try:
        with transaction.atomic():
            deputation = Deputation.objects.create(
                post=post,
                account_id=account_id,
                since=since,
                until=last_day + ONE_DAY,
                ground=ground.strip(),
                appointed_by_id=by.account_id,
            )
    except IntegrityError as problem:
        raise BadInput({"since": "На ці дні за цією посадою вже є заступник."}) from problem
    _record(by, permissions.APPOINT_DEPUTY, deputation, "призначення заступника", at)
    return deputation


def _wrong_deputy(post: Post, account_id: uuid.UUID, today: date) -> str:
    """Why this account cannot be the deputy of the post; empty when it can."""
    if post.role == Role.ADMINISTRATOR:
        return "Права адміністратора не передають на час: призначте ще одного адміністратора."
    if account_id == post.account_id:
        return "Людина не заступає сама себе. Виберіть іншу."
    own = Post.objects.filter(
        in_force(today), account_id=account_id, organisation=post.organisation_id, account__is_active=True
    )
    if not own.exists():
        return "Заступником може бути лише той, хто працює в цій самій організації."
    if post.role not in HELD_BY_POST and own.filter(role=post.role).exists():
        return "Ця людина вже має такі права тут. Заступник не потрібен: передайте їй справи."
    return ""


@transaction.atomic
def end_deputation(*, by: Actor, deputation_id: uuid.UUID, at: datetime) -> Deputation:
    """The deputy acts no longer, from now on. Ending it twice changes nothing."""
    rows = Deputation.objects.select_for_update(of=("self",)).select_related("post")
    deputation = rows.filter(pk=deputation_id).first()
    if deputation is None:
        raise Missing
    _kept(by, deputation.post.organisation_id, permissions.END_DEPUTATION)
    last = max(clock.day_of(at), deputation.since)
    if deputation.until > last:
        deputation.until = last
        deputation.save(update_fields=["until"])
        _record(by, permissions.END_DEPUTATION, deputation, "припинення заступництва", at)
    return deputation


def _kept(by: Actor, organisation_id: uuid.UUID, action: Action) -> Organisation:
    organisation = Organisation.objects.filter(pk=organisation_id).first()
    if organisation is None:
        raise Missing
    action.check(by, organisation)
    return organisation


def _record(by: Actor, action: Action, row: Absence | Deputation, purpose: str, at: datetime) -> None:
    record(
        actor=by,
        action=action.name,
        right=action.right,
        subject_kind="absence" if isinstance(row, Absence) else "deputation",
        subject_id=row.pk,
        purpose=purpose,
        at=at,
    )
