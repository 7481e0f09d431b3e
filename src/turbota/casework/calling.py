"""Whom an alarm calls: those on duty, their deputies, the supervisor, the head. Pure reads."""

import uuid
from datetime import date, datetime

from django.db.models import Q

from turbota.access.models import Absence, Account, Deputation, Post, Role
from turbota.access.queries import in_force
from turbota.casework.models import DutyShift
from turbota.casework.models.alarms import Level
from turbota.kernel.clock import day_of

LAST = Level.HEAD


def called(unit_id: uuid.UUID, level: int, at: datetime) -> list[Account]:
    """Accounts that the level calls, by name; empty when the level has nobody.

    Nobody on duty, or everybody on duty away today: all managers of the unit and its supervisors are called at once.
    """
    on = day_of(at)
    duty = _on_duty(unit_id, at)
    if level == Level.DUTY:
        present = _accounts(duty, on, without_absent=True)
        return present or _of_roles(unit_id, on, Role.SOCIAL_MANAGER, Role.SUPERVISOR)
    if level == Level.DEPUTY:
        posts = duty or _posts(unit_id, on, Role.SOCIAL_MANAGER)
        deputies = Deputation.objects.filter(in_force(on), post__in=posts).values("account_id")
        return list(Account.objects.filter(pk__in=deputies, is_active=True).order_by("name", "pk"))
    return _of_roles(unit_id, on, Role.SUPERVISOR if level == Level.SUPERVISOR else Role.HEAD)


def supervisors(unit_id: uuid.UUID, at: datetime) -> list[Account]:
    """The supervisors of the unit, by name."""
    return _of_roles(unit_id, day_of(at), Role.SUPERVISOR)


def next_level(unit_id: uuid.UUID, level: int, at: datetime) -> int:
    """The next level that has somebody; the last one is called again and again."""
    for following in range(level + 1, LAST + 1):
        if called(unit_id, following, at):
            return following
    return level


def _on_duty(unit_id: uuid.UUID, at: datetime) -> list[uuid.UUID]:
    shifts = DutyShift.objects.going(at).filter(unit_id=unit_id)
    return list(shifts.values_list("post_id", flat=True))


def _posts(unit_id: uuid.UUID, on: date, *roles: str) -> list[uuid.UUID]:
    rows = Post.objects.filter(in_force(on), organisation_id=unit_id, role__in=roles)
    return list(rows.values_list("pk", flat=True))


def _of_roles(unit_id: uuid.UUID, on: date, *roles: str) -> list[Account]:
    return _accounts(_posts(unit_id, on, *roles), on)


def _accounts(posts: list[uuid.UUID], on: date, *, without_absent: bool = False) -> list[Account]:
    own = Q(posts__in=Post.objects.filter(in_force(on), pk__in=posts))
    rows = Account.objects.filter(own, is_active=True)
    if without_absent:
        rows = rows.exclude(pk__in=Absence.objects.filter(in_force(on)).values("account_id"))
    return list(rows.distinct().order_by("name", "pk"))
