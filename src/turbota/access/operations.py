"""Verbs of organisations and posts. Those of accounts are in `accounts`."""

import uuid
from datetime import date, datetime

from django.db import IntegrityError, transaction
from stdnum.ua import edrpou

from turbota.access import permissions, territories
from turbota.access.actors import SYSTEM, Actor
from turbota.access.models import INTAKE_KINDS, Account, Organisation, OrganisationKind, Post, Role
from turbota.access.queries import posts_of
from turbota.audit.operations import record
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Missing, Refused


@transaction.atomic
def add_organisation(
    *,
    by: Actor,
    kind: str,
    name: str,
    short_name: str,
    code: str,
    parent: Organisation | None,
    at: datetime,
    has_control: bool = False,
    address: str = "",
    phone: str = "",
    hours: str = "",
    place_code: str = "",
    since: date | None = None,
) -> Organisation:
    """Add a body to the tree. Raises BadInput for a wrong code, a taken code or a wrong kind."""
    if by is not SYSTEM:
        permissions.ADD_ORGANISATION.check_role(by)
        if parent is None:
            raise BadInput({"parent": "Виберіть, кому підпорядкована організація."})
        permissions.READ_ORGANISATION.check(by, parent)
    if kind not in OrganisationKind.values:
        raise BadInput({"kind": "Виберіть вид організації зі списку."})
    if not edrpou.is_valid(code):
        raise BadInput({"code": "Перевірте код ЄДРПОУ: це 8 цифр, і остання має збігатися з контрольною."})
    if not name.strip():
        raise BadInput({"name": "Напишіть повну назву організації."})
    if Organisation.objects.filter(code=code).exists():
        raise BadInput({"code": "Організація з таким кодом ЄДРПОУ вже є."})
    body = Organisation(
        kind=kind,
        name=name.strip(),
        short_name=(short_name or name).strip(),
        code=code,
        parent=parent,
        has_control=has_control,
        address=address,
        phone=phone,
        hours=hours,
        since=since or clock.day_of(at),
    )
    body.place = territories.territory(body, place_code)
    body.save(force_insert=True)
    record(
        actor=by,
        action="access.add_organisation",
        right="enter",
        subject_kind="organisation",
        subject_id=body.pk,
        purpose="ведення переліку організацій",
        at=at,
    )
    return body


@transaction.atomic
def change_organisation(
    *,
    by: Actor,
    organisation_id: uuid.UUID,
    has_control: bool,
    address: str,
    phone: str,
    hours: str,
    at: datetime,
    place_code: str | None = None,
) -> Organisation:
    """Change whether cases pass the control (Instruction 345, p. 1.4), how people find the office, and its territory.

    `place_code`: None leaves the territory as it is, an empty one takes it away. Raises BadInput for a territory of
    somebody else.
    """
    body = Organisation.objects.select_for_update(of=("self",)).filter(pk=organisation_id).first()
    if body is None:
        raise Missing
    permissions.CHANGE_ORGANISATION.check(by, body)
    if has_control and body.kind not in INTAKE_KINDS:
        raise BadInput({"has_control": "Контроль буває лише там, де приймають паперові заяви."})
    body.has_control = has_control
    if place_code is not None and place_code != (body.place_id or ""):
        if body.parent is None or not permissions.CHANGE_ORGANISATION.can(by, body.parent):
            raise BadInput({"town": territories.BY_WHOM})
        body.place = territories.territory(body, place_code)
    body.address, body.phone, body.hours = address.strip(), phone.strip(), hours.strip()
    body.save(update_fields=["has_control", "address", "phone", "hours", "place"])
    record(
        actor=by,
        action=permissions.CHANGE_ORGANISATION.name,
        right="modify",
        subject_kind="organisation",
        subject_id=body.pk,
        purpose="ведення переліку організацій",
        at=at,
    )
    return body


@transaction.atomic
def lean(
    *,
    by: Actor,
    organisation_id: uuid.UUID,
    uses_parent_seal: bool,
    uses_parent_control: bool,
    uses_parent_register: bool,
    at: datetime,
) -> Organisation:
    """Say whose seal, control and register a ЦНАП uses: its own or its community's. Cases at work follow at once.

    Raises Refused for anything but a ЦНАП under a community.
    """
    body = Organisation.objects.select_for_update(of=("self",)).filter(pk=organisation_id).first()
    if body is None:
        raise Missing
    if by is not SYSTEM:
        permissions.CHANGE_ORGANISATION.check(by, body)
    parent = body.parent
    under_community = parent is not None and parent.kind == OrganisationKind.COMMUNITY
    if body.kind != OrganisationKind.SERVICE_CENTRE or not under_community:
        raise Refused(
            "Спиратися на громаду може лише ЦНАП, підпорядкований громаді.", code="not_under_a_community"
        )
    body.uses_parent_seal, body.uses_parent_control = uses_parent_seal, uses_parent_control
    body.uses_parent_register = uses_parent_register
    body.save(update_fields=["uses_parent_seal", "uses_parent_control", "uses_parent_register"])
    record(
        actor=by,
        action=permissions.CHANGE_ORGANISATION.name,
        right="modify",
        subject_kind="organisation",
        subject_id=body.pk,
        purpose="чия печатка, контроль і реєстр у ЦНАП",
        at=at,
    )
    return body


@transaction.atomic
def grant_post(
    *,
    by: Actor,
    account: Account,
    organisation: Organisation,
    role: str,
    at: datetime,
    since: date | None = None,
    until: date | None = None,
    title: str = "",
    district: str = "",
) -> Post:
    """Give an account a role in an organisation from a day. Raises BadInput when it already holds it."""
    if by is not SYSTEM:
        permissions.GRANT_POST.check(by, organisation)
    if role not in Role.values:
        raise BadInput({"role": "Виберіть роль зі списку."})
    first = since or clock.day_of(at)
    if until is not None and until <= first:
        raise BadInput({"until": "Останній день має бути після першого."})
    try:
        with transaction.atomic():
            post = Post.objects.create(
                account=account,
                organisation=organisation,
                role=role,
                title=title,
                district=district,
                since=first,
                until=until,
                granted_by_id=by.account_id,
            )
    except IntegrityError as problem:
        raise BadInput({"role": "Ця людина вже має цю роль тут у ці дні."}) from problem
    record(
        actor=by,
        action="access.grant_post",
        right="enter",
        subject_kind="post",
        subject_id=post.pk,
        purpose="призначення на посаду",
        at=at,
    )
    return post


@transaction.atomic
def end_post(*, by: Actor, post: Post, at: datetime) -> Post:
    """End a post today. An organisation with an administrator is never left without one.

    The organisation is locked, so that two administrators cannot end each other at the same moment.
    """
    if by is not SYSTEM:
        permissions.END_POST.check(by, post.organisation)
    Organisation.objects.select_for_update(of=("self",)).get(pk=post.organisation_id)
    row = Post.objects.select_for_update(of=("self",)).get(pk=post.pk)
    on = clock.day_of(at)
    if row.until is not None and row.until <= on:
        return row
    others = posts_of(row.organisation_id, on, Role.ADMINISTRATOR).exclude(pk=row.pk)
    if row.role == Role.ADMINISTRATOR and row.since <= on and not others.exists():
        raise Refused(
            "Це останній адміністратор організації. Спершу призначте іншого.", code="last_administrator"
        )
    row.until = max(on, row.since)
    row.save(update_fields=["until"])
    record(
        actor=by,
        action="access.end_post",
        right="modify",
        subject_kind="post",
        subject_id=row.pk,
        purpose="звільнення з посади",
        at=at,
    )
    return row
