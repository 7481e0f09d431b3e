"""What a session remembers: the account and how sure we are who it is. Nothing personal."""

import uuid
from datetime import datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase
from django.utils.crypto import constant_time_compare

from turbota.access.models import Account
from turbota.access.queries import active_account

_ACCOUNT, _PROOF, _LEVEL, _SHARED, _SEEN, _IDENTIFIED = (
    "account",
    "proof",
    "level",
    "shared",
    "seen",
    "identified",
)
SHARED_IDLE = timedelta(minutes=10)


def open_session(
    session: SessionBase,
    account: Account,
    *,
    level: str,
    shared: bool,
    at: datetime,
    identification: uuid.UUID | None = None,
) -> None:
    """Begin a new session for the account; the old key dies. `shared`: a computer that others use too.

    `identification`: the row that says how a citizen was identified when this session began.
    """
    session.flush()
    session[_ACCOUNT] = str(account.pk)
    session[_PROOF] = account.get_session_auth_hash()
    session[_LEVEL] = level
    session[_SHARED] = shared
    session[_SEEN] = at.timestamp()
    session[_IDENTIFIED] = str(identification) if identification else ""
    if shared:
        session.set_expiry(0)


def account_of(session: SessionBase, at: datetime) -> Account | None:
    """The account of the session, if it is still good: not closed, same password, not idle on a shared computer."""
    stored = session.get(_ACCOUNT)
    if stored is None:
        return None
    if session.get(_SHARED) and not _still_used(session, at):
        session.flush()
        return None
    account = active_account(uuid.UUID(stored))
    if account is None or not constant_time_compare(session.get(_PROOF, ""), account.get_session_auth_hash()):
        session.flush()
        return None
    return account


def _still_used(session: SessionBase, at: datetime) -> bool:
    if at.timestamp() - float(session.get(_SEEN, 0)) > SHARED_IDLE.total_seconds():
        return False
    session[_SEEN] = at.timestamp()
    return True


def level_of(session: SessionBase) -> str:
    """ "high", "medium" or "low" for a citizen, "staff" for staff."""
    return str(session.get(_LEVEL, "none"))


def identification_of(session: SessionBase) -> uuid.UUID | None:
    """The row that says how the citizen was identified at the beginning of this session; None for staff."""
    stored = session.get(_IDENTIFIED)
    return uuid.UUID(stored) if stored else None


def is_shared(session: SessionBase) -> bool:
    """Whether the person said that others use this computer too."""
    return bool(session.get(_SHARED, False))
