"""Reads of clients, tokens, subscriptions and deliveries."""

import uuid
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from turbota.access.actors import CLIENT, Actor, SystemHeld
from turbota.access.queries import in_force
from turbota.exchange import permissions
from turbota.exchange.models import AccessToken, Client, ClientSecret, EventDelivery, Subscription
from turbota.exchange.states import OPEN
from turbota.kernel import clock
from turbota.kernel.errors import Missing
from turbota.kernel.keyed import keyed_hash


def clients_in_force(on: date) -> QuerySet[Client]:
    """Clients that may work on the day."""
    return Client.objects.filter(in_force(on), revoked_at__isnull=True)


def token_digest(token: str) -> str:
    """Under what a token is kept and found."""
    return keyed_hash(f"api-token:{token}")


def actor_of_token(token: str, at: datetime) -> Actor | None:
    """The client of a token as an actor; None when it is unknown, over, or its client is revoked or out of force.

    A scope that was taken from the client since is gone from the token too.
    """
    row = (
        AccessToken.objects.select_related("client__organisation")
        .filter(digest=token_digest(token), expires_at__gt=at, client__revoked_at__isnull=True)
        .first()
    )
    today = clock.day_of(at)
    if row is None or not row.client.since <= today or (row.client.until or date.max) <= today:
        return None
    return actor_of(row.client, frozenset(row.scopes) & frozenset(row.client.scopes))


def actor_of(client: Client, scopes: frozenset[str]) -> Actor:
    """A client at work with these scopes."""
    return Actor(
        account_id=None,
        name=client.name,
        level=CLIENT,
        system=SystemHeld(
            client_id=client.pk,
            organisation_id=client.organisation_id,
            organisation_name=client.organisation.name,
            scopes=scopes,
        ),
    )


def clients_kept(actor: Actor) -> QuerySet[Client]:
    """Clients of the organisations that the administrator keeps, those in force first. Raises Forbidden for others."""
    permissions.READ_CLIENTS.check_role(actor)
    rows: QuerySet[Client] = permissions.READ_CLIENTS.visible(actor, Client.objects.all())
    return rows.select_related("organisation").order_by("-revoked_at", "organisation__name", "name")


def client_kept(actor: Actor, client_id: uuid.UUID) -> Client:
    """One client that the administrator keeps. Raises Missing for any other."""
    found = clients_kept(actor).filter(pk=client_id).first()
    if found is None:
        raise Missing(code="client_missing")
    return found


def secrets_in_force(client: Client, at: datetime) -> list[ClientSecret]:
    """Secrets that work at the moment, the newest first: one, or two while they overlap."""
    rows = client.secrets.filter(Q(until__isnull=True) | Q(until__gt=at), since__lte=at)
    return list(rows.order_by("-since"))


def subscription_of(client_id: uuid.UUID) -> Subscription | None:
    """Where the events of the client go now."""
    return Subscription.objects.filter(client_id=client_id, until__isnull=True).first()


def deliveries_of(actor: Actor, client: Client, *, state: str = "") -> QuerySet[EventDelivery]:
    """Events sent or to be sent to the client, the newest first."""
    every = EventDelivery.objects.filter(subscription__client=client)
    rows: QuerySet[EventDelivery] = permissions.READ_DELIVERIES.visible(actor, every)
    rows = rows.select_related("event").order_by("-pk")
    return rows.filter(state=state) if state else rows


def delivery_counts(actor: Actor, client: Client) -> dict[str, int]:
    """How many deliveries of the client are in each state."""
    rows = deliveries_of(actor, client).order_by().values_list("state").annotate(number=Count("pk"))
    return dict(rows)


def subscriptions_due(*, at: datetime, limit: int = 200) -> list[uuid.UUID]:
    """Subscriptions of clients in force with an event whose time has come, the longest waiting first.

    Those that rest or are busy are left out.
    """
    working = clients_in_force(clock.day_of(at)).values("pk")
    rows = (
        EventDelivery.objects.filter(state__in=OPEN, next_at__lte=at, subscription__until__isnull=True)
        .filter(subscription__client__in=working)
        .exclude(subscription__resting_until__gt=at)
        .exclude(subscription__busy_until__gt=at)
        .order_by("next_at")
        .values_list("subscription_id", flat=True)
    )
    return list(dict.fromkeys(rows[:limit]))
