"""The software of a community of the cast, joined to the API: its secret in a file, its events to the training receiver."""

import json
from datetime import datetime
from pathlib import Path

from django.conf import settings

from turbota.access.actors import SYSTEM
from turbota.access.models import Organisation
from turbota.exchange.models import Client
from turbota.exchange.operations import clients, events
from turbota.exchange.queries import actor_of, subscription_of
from turbota.exchange.states import Scope
from turbota.kernel import clock
from turbota_demo import cast

NAME = "Навчальна програма громади"


def _file() -> Path:
    return Path(settings.TURBOTA_HOME) / "demo" / "system.json"


def ensure() -> Client:
    """The client, joined now if it is not there; who it is stands in `demo/system.json`."""
    at = clock.now()
    office = Organisation.objects.get(code=cast.body("dolyna").code)
    client = Client.objects.filter(name=NAME, organisation=office, revoked_at=None).first()
    if client is None:
        added = clients.add_client(by=SYSTEM, name=NAME, organisation=office, scopes=Scope.values, at=at)
        client = added.client
        _keep(_file(), json.dumps({"client_id": str(client.pk), "client_secret": added.secret}))
    _subscribe(client, at)
    return client


def _subscribe(client: Client, at: datetime) -> None:
    place = settings.TURBOTA_SIMULATORS.get("receiver")
    if place and subscription_of(client.pk) is None:
        made = events.subscribe(by=actor_of(client, frozenset(client.scopes)), url=f"{place}/events", at=at)
        _keep(Path(settings.TURBOTA_HOME) / "receiver" / "secret", events.secret_of(made))


def _keep(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")


def sign_in() -> dict[str, str]:
    """How the client gets a token, as the list of sign-ins prints it."""
    known = json.loads(_file().read_text(encoding="utf-8"))
    return {
        "name": NAME,
        "role": "інша система, приклад викликів у docs/api.md",
        "code": known["client_id"],
        "password": known["client_secret"],
        "key": "",
        "key_password": "",
    }
