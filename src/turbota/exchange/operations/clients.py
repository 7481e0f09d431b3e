"""Registering another system, its secrets, its end."""

import secrets
import uuid
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import IntegrityError, transaction

from turbota.access import permissions as access
from turbota.access.actors import SYSTEM, Actor
from turbota.access.models import Organisation
from turbota.access.rules import Action
from turbota.audit.operations import record
from turbota.exchange import permissions
from turbota.exchange.models import AccessToken, Client, ClientSecret, Subscription
from turbota.exchange.states import SECRET_OVERLAP, Scope
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Conflict, Missing
from turbota.kernel.keyed import keyed_hash

USUAL_CALLS = 300
MOST_CALLS = 6000


@dataclass(frozen=True)
class Registered:
    """A client with its secret, which is told this once and kept nowhere."""

    client: Client
    secret: str = field(repr=False)


def secret_digest(secret: str) -> str:
    """Under what a secret is kept and checked."""
    return keyed_hash(f"api-secret:{secret}")


def _problems(
    name: str, scopes: Collection[str], calls: int, since: date, until: date | None
) -> dict[str, str]:
    wrong = {}
    if not name:
        wrong["name"] = "Напишіть назву системи, як її знають люди."
    if not scopes or not set(scopes) <= set(Scope.values):
        wrong["scopes"] = "Виберіть хоча б одне право зі списку."
    if not 1 <= calls <= MOST_CALLS:
        wrong["calls_per_minute"] = f"Вкажіть від 1 до {MOST_CALLS} запитів на хвилину."
    if until is not None and until <= since:
        wrong["until"] = "Останній день має бути після першого."
    return wrong


@transaction.atomic
def add_client(
    *,
    by: Actor,
    name: str,
    organisation: Organisation,
    scopes: Collection[str],
    at: datetime,
    calls_per_minute: int = USUAL_CALLS,
    since: date | None = None,
    until: date | None = None,
) -> Registered:
    """Register a system. Raises BadInput for an empty or taken name, no scope, or days in the wrong order."""
    if by is not SYSTEM:
        permissions.ADD_CLIENT.check_role(by)
        access.READ_ORGANISATION.check(by, organisation)
    first, name = since or clock.day_of(at), name.strip()
    wrong = _problems(name, scopes, calls_per_minute, first, until)
    if wrong:
        raise BadInput(wrong)
    try:
        with transaction.atomic():
            client = Client.objects.create(
                name=name,
                organisation=organisation,
                scopes=sorted(set(scopes)),
                calls_per_minute=calls_per_minute,
                since=first,
                until=until,
                added_at=at,
                added_by_id=by.account_id,
            )
    except IntegrityError as problem:
        raise BadInput({"name": "Ця організація вже має систему з такою назвою."}) from problem
    _note(permissions.ADD_CLIENT, client, by, at)
    return Registered(client, _new_secret(client, at))


def _new_secret(client: Client, at: datetime) -> str:
    secret = secrets.token_urlsafe(32)
    ClientSecret.objects.create(client=client, digest=secret_digest(secret), since=at)
    return secret


def _note(action: Action, client: Client, by: Actor, at: datetime) -> None:
    record(
        actor=by,
        action=action.name,
        right=action.right,
        subject_kind="client",
        subject_id=client.pk,
        purpose="ведення під’єднаних систем",
        at=at,
    )


def _locked(action: Action, client_id: uuid.UUID, by: Actor) -> Client:
    client = Client.objects.select_for_update(of=("self",)).filter(pk=client_id).first()
    if client is None:
        raise Missing(code="client_missing")
    if by is not SYSTEM:
        action.check(by, client)
    if client.revoked_at is not None:
        raise Conflict("Цю систему вже від’єднано. Під’єднайте її заново.", code="client_revoked")
    return client


@transaction.atomic
def new_secret(*, by: Actor, client_id: uuid.UUID, at: datetime) -> Registered:
    """Make a new secret; the former one works 14 days longer, so that the system changes over without a break."""
    client = _locked(permissions.NEW_SECRET, client_id, by)
    ClientSecret.objects.filter(client=client, until__isnull=True).update(until=at + SECRET_OVERLAP)
    _note(permissions.NEW_SECRET, client, by, at)
    return Registered(client, _new_secret(client, at))


@transaction.atomic
def end_old_secret(*, by: Actor, client_id: uuid.UUID, at: datetime) -> Client:
    """The former secret stops working now, and so do all tokens: somebody else may know it."""
    client = _locked(permissions.END_OLD_SECRET, client_id, by)
    ClientSecret.objects.filter(client=client, until__gt=at).update(until=at)
    AccessToken.objects.filter(client=client).delete()
    _note(permissions.END_OLD_SECRET, client, by, at)
    return client


@transaction.atomic
def revoke(*, by: Actor, client_id: uuid.UUID, at: datetime) -> Client:
    """End the client for good: tokens stop at once, events are sent no more. What it submitted stays."""
    client = _locked(permissions.REVOKE_CLIENT, client_id, by)
    client.revoked_at = at
    client.save(update_fields=["revoked_at"])
    AccessToken.objects.filter(client=client).delete()
    Subscription.objects.filter(client=client, until__isnull=True).update(until=at)
    _note(permissions.REVOKE_CLIENT, client, by, at)
    return client
