"""Where the events of a client are sent."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Status

from turbota.exchange.models import Subscription
from turbota.exchange.operations import events
from turbota.exchange.permissions import check_scope
from turbota.exchange.queries import subscription_of
from turbota.exchange.states import Scope
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Missing
from turbota.web.api.applications import READ_REFUSALS, REFUSALS, actor_of
from turbota.web.api.schemas import SubscriptionIn, SubscriptionOut

router = Router()


def _shown(subscription: Subscription) -> dict[str, Any]:
    return {
        "url": subscription.url,
        "secret": events.secret_of(subscription),
        "since": subscription.since.astimezone(clock.KYIV),
    }


@router.get(
    "/subscription",
    url_name="subscription",
    summary="Куди йдуть події",
    response={200: SubscriptionOut, **READ_REFUSALS},
)
def shown(request: HttpRequest) -> dict[str, Any]:
    """The subscription of the client."""
    actor = actor_of(request)
    check_scope(actor, Scope.EVENTS)
    found = subscription_of(actor.system.client_id) if actor.system else None
    if found is None:
        raise Missing("Підписки на події немає.", code="subscription_missing")
    return _shown(found)


@router.put(
    "/subscription",
    url_name="subscription",
    summary="Надсилати події на цю адресу",
    description="Події підписано: Turbota-Signature: t=секунди,v1=HMAC-SHA256 над «t.тіло». Секрет — у відповіді.",
    response={200: SubscriptionOut, **REFUSALS},
)
def subscribe(request: HttpRequest, sent: SubscriptionIn) -> dict[str, Any]:
    """Make the subscription, or change its address."""
    try:
        found = events.subscribe(
            by=actor_of(request), url=sent.url, new_secret=sent.new_secret, at=clock.now()
        )
    except BadInput as problem:
        raise BadInput({f"body.{name}": words for name, words in problem.fields.items()}) from None
    return _shown(found)


@router.delete(
    "/subscription",
    url_name="subscription",
    summary="Більше не надсилати подій",
    response={204: None, **READ_REFUSALS},
)
def unsubscribe(request: HttpRequest) -> Status[None]:
    """End the subscription."""
    events.unsubscribe(by=actor_of(request), at=clock.now())
    return Status(204, None)
