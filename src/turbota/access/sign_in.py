"""Ways in: a citizen by the identity that id.gov.ua confirmed, staff by code and password, both with a limit of tries."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from turbota.access import limits
from turbota.access.idgov import Identity
from turbota.access.models import Account, Identification
from turbota.access.queries import account_by_code
from turbota.kernel.errors import Refused
from turbota.kernel.keyed import keyed_hash


class AccountBackend(BaseBackend):
    """Tells Django which account a session belongs to; passwords are checked by `staff_account`."""

    def authenticate(self, request: HttpRequest | None, **credentials: str) -> Account | None:
        """Never authenticates by itself: the two functions below do."""
        return None

    def get_user(self, user_id: object) -> Account | None:
        """The active account of a session."""
        return Account.objects.filter(pk=str(user_id), is_active=True).first()


def staff_account(*, code: str, password: str, at: datetime, place: str = "") -> Account:
    """The account with this code and password. Raises Refused with the same words for a wrong code and password.

    `place` is the network address of who tries. Tries are counted for a code from a place, so that a stranger cannot
    lock a colleague out from elsewhere, and for a place, so that nobody tries one password on many codes.
    """
    who = f"{code.strip().casefold()} {place}"
    limits.check(limits.WRONG_PASSWORDS, who, at)
    limits.check(limits.WRONG_PASSWORDS_FROM_PLACE, place, at)
    account = account_by_code(code)
    good = account is not None and account.check_password(password) and account.is_active
    if account is None:
        Account().set_password(password)
    limits.count(limits.WRONG_PASSWORDS, who, at, good=good)
    limits.count(limits.WRONG_PASSWORDS_FROM_PLACE, place, at, good=good)
    if not good or account is None:
        raise Refused(
            "Код або пароль не підходить. Перевірте розкладку клавіатури й спробуйте ще раз.",
            code="wrong_password",
        )
    account.last_login = at
    account.save(update_fields=["last_login"])
    return account


def citizen_account(*, identity: str, name: str) -> Account:
    """The account of a confirmed identity, opened at the first sign-in. `identity` is e.g. "tax:…" or "document:…"."""
    account, _ = Account.objects.get_or_create(identity_key=keyed_hash(identity), defaults={"name": name})
    if not account.is_active:
        raise Refused("Цей кабінет закрито. Зателефонуйте нам, і ми допоможемо.", code="account_closed")
    if account.name != name:
        account.name = name
        account.save(update_fields=["name"])
    return account


def note_identification(*, account: Account, identity: Identity, at: datetime) -> Identification:
    """Keep when and by what means the person was identified: the evidence of an application without a signature."""
    return Identification.objects.create(
        account=account,
        at=at,
        provider=str(settings.IDGOV_URL)[:200],
        means=identity.auth_type[:30],
        level=identity.level,
        issuer=identity.issuer[:300],
        serial=identity.serial[:80],
    )
