"""Tokens by OAuth 2, client credentials (RFC 6749, 4.4), and how many calls a client may make."""

import secrets
import uuid
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F
from django.utils.crypto import constant_time_compare

from turbota.access import limits
from turbota.exchange.models import AccessToken, Calls, Client
from turbota.exchange.operations.clients import secret_digest
from turbota.exchange.queries import clients_in_force, secrets_in_force, token_digest
from turbota.exchange.states import TOKEN_LIFE
from turbota.kernel import clock
from turbota.kernel.errors import Refused

WRONG_SECRETS = limits.Limit(
    "api-client",
    10,
    limits.HOUR,
    "Забагато невдалих спроб отримати токен. Зачекайте годину або попросіть новий секрет.",
)
WRONG_SECRETS_FROM_PLACE = limits.Limit(
    "api-place", 100, limits.HOUR, "З вашої мережі забагато невдалих спроб отримати токен. Зачекайте годину."
)
TOO_MANY_CALLS = "Забагато запитів за хвилину. Зачекайте до наступної хвилини й повторіть."


@dataclass(frozen=True)
class Issued:
    """A token, told this once; `scopes` are those it carries."""

    token: str = field(repr=False)
    scopes: tuple[str, ...]
    seconds: int


def issue(*, client_id: str, secret: str, wanted: tuple[str, ...], place: str, at: datetime) -> Issued:
    """A token for a client that knows its secret. `wanted`: scopes, all of the client when empty.

    Raises Refused with the code "invalid_client" in the same words for an unknown client and a wrong secret,
    "invalid_scope" for a scope the client has not, "too_many_tries" after too many failures.
    """
    who = f"{client_id[:64]} {place}"
    limits.check(WRONG_SECRETS, who, at)
    limits.check(WRONG_SECRETS_FROM_PLACE, place, at)
    client = _client(client_id, secret, at)
    if client is None:
        limits.count(WRONG_SECRETS, who, at)
        limits.count(WRONG_SECRETS_FROM_PLACE, place, at)
        raise Refused("Система невідома, від’єднана, або секрет не підходить.", code="invalid_client")
    if not set(wanted) <= set(client.scopes):
        raise Refused("Цього права ваша система не має.", code="invalid_scope")
    scopes = tuple(sorted(set(wanted) or client.scopes))
    token = secrets.token_urlsafe(32)
    AccessToken.objects.create(
        client=client,
        digest=token_digest(token),
        scopes=list(scopes),
        issued_at=at,
        expires_at=at + TOKEN_LIFE,
    )
    return Issued(token, scopes, int(TOKEN_LIFE.total_seconds()))


def _client(client_id: str, secret: str, at: datetime) -> Client | None:
    try:
        number = uuid.UUID(client_id)
    except ValueError:
        return None
    client = clients_in_force(clock.day_of(at)).filter(pk=number).first()
    digest = secret_digest(secret)
    good = [
        row
        for row in (secrets_in_force(client, at) if client else [])
        if constant_time_compare(row.digest, digest)
    ]
    return client if good else None


def count_call(*, client_id: uuid.UUID, at: datetime) -> None:
    """Count one call of the client. Raises Refused with the code "too_many_calls" over the number of its minute."""
    minute = at.replace(second=0, microsecond=0)
    row = Calls.objects.filter(client_id=client_id, minute=minute)
    if not row.update(number=F("number") + 1):
        Calls.objects.bulk_create([Calls(client_id=client_id, minute=minute)], ignore_conflicts=True)
        row.update(number=F("number") + 1)
    made, most = row.values_list("number", "client__calls_per_minute").get()
    if made > most:
        raise Refused(TOO_MANY_CALLS, code="too_many_calls")
