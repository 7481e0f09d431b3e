"""Verbs of accounts of staff: opening, passwords, closing, and the first administrator of all.

A password that somebody else made is good for one sign-in: its last day is the day it was made, and the
pages lead to `choose_password` before anything else. No password is ever stored as text or logged.
"""

import secrets
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from stdnum.ua import rntrc

from turbota.access import permissions
from turbota.access.actors import SYSTEM, Actor
from turbota.access.models import Account, Organisation, OrganisationKind, Post, Role
from turbota.access.operations import add_organisation, end_post, grant_post
from turbota.access.queries import account_by_code
from turbota.audit.operations import record
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Missing, Refused

PASSWORD_LENGTH = 12
FIRST_CODE = "admin"
OWNER_NAME = "Міністерство соціальної політики, сім’ї та єдності України"
OWNER_CODE = "37567866"


def new_password() -> str:
    """A first password that a person can type: 12 letters and digits without look-alikes."""
    alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
    return "".join(secrets.choice(alphabet) for _ in range(PASSWORD_LENGTH))


def must_choose_password(account: Account, on: date) -> bool:
    """Whether the password of a member of staff was made by somebody else, or is out of date."""
    return account.is_staff and account.password_expires_on is not None and account.password_expires_on <= on


def _note(by: Actor, action: str, right: str, account: Account, at: datetime) -> None:
    record(
        actor=by,
        action=action,
        right=right,
        subject_kind="account",
        subject_id=account.pk,
        purpose="ведення облікових записів",
        at=at,
    )


def _problems(code: str, name: str, tax_number: str, password: str) -> dict[str, str]:
    wrong = {}
    if not code or account_by_code(code):
        wrong["code"] = "Такий код уже є або порожній. Придумайте інший."
    if not name:
        wrong["name"] = "Напишіть ім’я та прізвище."
    if tax_number and not rntrc.is_valid(tax_number):
        wrong["tax_number"] = "Перевірте РНОКПП: це 10 цифр, і остання має збігатися з контрольною."
    if len(password) < PASSWORD_LENGTH:
        wrong["password"] = f"Пароль має бути щонайменше з {PASSWORD_LENGTH} знаків."
    return wrong


@transaction.atomic
def add_account(
    *,
    by: Actor,
    code: str,
    name: str,
    password: str,
    at: datetime,
    tax_number: str = "",
    email: str = "",
    for_first_sign_in: bool = True,
) -> Account:
    """Open an account of a member of staff with a personal code (Instruction 345, p. 11.4).

    `for_first_sign_in`: the password must be replaced by an own one before any work.
    Raises BadInput when the code is taken, the tax number is wrong or the password is short.
    """
    if by is not SYSTEM:
        permissions.ADD_ACCOUNT.check_role(by)
    code, name, tax_number = code.strip(), name.strip(), tax_number.strip()
    wrong = _problems(code, name, tax_number, password)
    if wrong:
        raise BadInput(wrong)
    account = Account.objects.staff(
        code=code, name=name, password=password, tax_number=tax_number, email=email
    )
    if for_first_sign_in:
        account.password_expires_on = clock.day_of(at)
        account.save(update_fields=["password_expires_on"])
    _note(by, permissions.ADD_ACCOUNT.name, permissions.ADD_ACCOUNT.right, account, at)
    return account


@transaction.atomic
def choose_password(*, account: Account, old: str, password: str, again: str, at: datetime) -> Account:
    """A member of staff chooses the own password. Raises BadInput when it is short, told to others or mistyped."""
    row = Account.objects.select_for_update().filter(pk=account.pk, is_staff=True, is_active=True).first()
    if row is None:
        raise Missing
    wrong = {}
    if not row.check_password(old):
        wrong["old"] = "Теперішній пароль не підходить. Перевірте розкладку клавіатури."
    if len(password) < PASSWORD_LENGTH:
        wrong["password"] = f"Пароль має бути щонайменше з {PASSWORD_LENGTH} знаків."
    elif password.casefold() == (row.code or "").casefold():
        wrong["password"] = "Пароль не може збігатися з вашим кодом. Придумайте інший."
    elif row.check_password(password):
        wrong["password"] = "Це той самий пароль. Придумайте інший."
    elif password != again:
        wrong["again"] = "Паролі не збігаються. Напишіть новий пароль ще раз."
    if wrong:
        raise BadInput(wrong)
    row.set_password(password)
    row.password_expires_on = None
    row.save(update_fields=["password", "password_expires_on"])
    own = Actor(account_id=row.pk, name=row.name, level="staff")
    _note(own, "access.choose_password", "modify", row, at)
    return row


def _posts_ahead(account: Account, on: date) -> list[Post]:
    """Posts in force or still to begin."""
    rows = Post.objects.filter(Q(until__isnull=True) | Q(until__gt=on), account=account)
    return list(rows.select_related("organisation").order_by("organisation_id", "since"))


def _whole_account(by: Actor, account: Account, on: date) -> tuple[Account, list[Post]]:
    """The locked active account and its posts, all of them in the tree of the administrator."""
    row = Account.objects.select_for_update().filter(pk=account.pk, is_staff=True, is_active=True).first()
    if row is None:
        raise Missing
    posts = _posts_ahead(row, on)
    if by is not SYSTEM and not all(permissions.END_POST.can(by, post.organisation) for post in posts):
        raise Refused(
            "Ця людина має посаду і в організації, якої ви не ведете. Зверніться до адміністратора вище.",
            code="post_elsewhere",
        )
    return row, posts


@transaction.atomic
def give_new_password(*, by: Actor, account: Account, password: str, at: datetime) -> Account:
    """A forgotten password is replaced by one for the next sign-in only; open sessions end."""
    if by is not SYSTEM:
        permissions.NEW_PASSWORD.check(by, account)
    row, _ = _whole_account(by, account, clock.day_of(at))
    row.set_password(password)
    row.password_expires_on = clock.day_of(at)
    row.save(update_fields=["password", "password_expires_on"])
    _note(by, permissions.NEW_PASSWORD.name, permissions.NEW_PASSWORD.right, row, at)
    return row


@transaction.atomic
def close_account(*, by: Actor, account: Account, at: datetime) -> Account:
    """End all posts of a member of staff and the right to sign in. The last administrator of an office stays."""
    if by is not SYSTEM:
        permissions.CLOSE_ACCOUNT.check(by, account)
    row, posts = _whole_account(by, account, clock.day_of(at))
    for post in posts:
        end_post(by=by, post=post, at=at)
    row.is_active = False
    row.save(update_fields=["is_active"])
    _note(by, permissions.CLOSE_ACCOUNT.name, permissions.CLOSE_ACCOUNT.right, row, at)
    return row


@transaction.atomic
def first_administrator(*, at: datetime) -> str | None:
    """On an empty platform open the account of the first administrator; gives its first password, else None."""
    if Account.objects.filter(is_staff=True).exists():
        return None
    owner = Organisation.objects.filter(kind=OrganisationKind.MINISTRY).order_by("since").first()
    if owner is None:
        owner = add_organisation(
            by=SYSTEM,
            kind=OrganisationKind.MINISTRY,
            name=OWNER_NAME,
            short_name="Мінсоцполітики",
            code=OWNER_CODE,
            parent=None,
            at=at,
        )
    password = new_password()
    account = add_account(by=SYSTEM, code=FIRST_CODE, name="Адміністратор", password=password, at=at)
    grant_post(by=SYSTEM, account=account, organisation=owner, role=Role.ADMINISTRATOR, at=at)
    return password
