"""Verbs of accounts, organisations and posts."""

import secrets
from datetime import date, datetime

from django.db import IntegrityError, transaction
from stdnum.ua import edrpou

from turbota.access import permissions
from turbota.access.actors import SYSTEM, Actor
from turbota.access.models import Account, Organisation, OrganisationKind, Post, Role
from turbota.access.queries import account_by_code, posts_of
from turbota.audit.operations import record
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Refused

PASSWORD_LENGTH = 12


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
    body = Organisation.objects.create(
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
    record(
        actor=by,
        action="organisation.add",
        right="enter",
        subject_kind="organisation",
        subject_id=body.pk,
        purpose="ведення переліку організацій",
        at=at,
    )
    return body


def new_password() -> str:
    """A first password that a person can type: 12 letters and digits without look-alikes."""
    alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
    return "".join(secrets.choice(alphabet) for _ in range(PASSWORD_LENGTH))


@transaction.atomic
def add_account(
    *, by: Actor, code: str, name: str, password: str, at: datetime, tax_number: str = "", email: str = ""
) -> Account:
    """Open an account of a member of staff with a personal code. Raises BadInput when the code is taken or weak."""
    if by is not SYSTEM:
        permissions.GRANT_POST.check_role(by)
    if not code.strip() or account_by_code(code):
        raise BadInput({"code": "Такий код уже є або порожній. Придумайте інший."})
    if len(password) < PASSWORD_LENGTH:
        raise BadInput({"password": f"Пароль має бути щонайменше з {PASSWORD_LENGTH} знаків."})
    account = Account.objects.staff(
        code=code.strip(), name=name, password=password, tax_number=tax_number, email=email
    )
    record(
        actor=by,
        action="account.add",
        right="enter",
        subject_kind="account",
        subject_id=account.pk,
        purpose="ведення облікових записів",
        at=at,
    )
    return account


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
        action="post.grant",
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
        action="post.end",
        right="modify",
        subject_kind="post",
        subject_id=row.pk,
        purpose="звільнення з посади",
        at=at,
    )
    return row
