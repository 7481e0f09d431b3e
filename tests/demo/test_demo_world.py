"""The demonstration world: cases in every state of both routes, made once, with clocks that differ."""

import json
from collections import Counter
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.factories.fixtures import QUICK_HASHER

from turbota.access.models import Absence, Deputation
from turbota.applications.models import Application
from turbota.applications.states import State
from turbota.assistance import catalogue
from turbota.deadlines.models import Clock
from turbota.decisions.models import Annulment, Decision
from turbota_demo import cast, social_cast, world
from turbota_simulators.issuing import Authority


@pytest.mark.slow
def test_the_world_shows_every_state_and_is_made_once(
    db: None, session_authority: Authority, settings: Settings, tmp_path: Path
) -> None:
    settings.TURBOTA_HOME = str(tmp_path)
    settings.TURBOTA_TRUST_DIR = str(session_authority.trust)
    settings.PASSWORD_HASHERS = [QUICK_HASHER]
    world.ensure()
    states = Counter(Application.objects.values_list("state", flat=True))
    assert set(states) == set(State.values)
    assert set(Decision.objects.values_list("state", flat=True)) >= {"approved", "proposed", "sent_back"}
    codes = set(Application.objects.values_list("kind", flat=True))
    assert {"birth", "idp_living", "low_income"} <= codes <= {kind.code for kind in catalogue.kinds()}
    assert any(catalogue.kind(code).tier == "registered" for code in codes)
    assert Decision.objects.filter(calculation__by_hand__who__gt="", state="proposed").count() == 1
    assert Decision.objects.filter(amount=0, once__gt=0, state="approved").exists()
    assert Decision.objects.filter(amount__gt=0, once__gt=0, state="proposed").exists()
    assert Clock.objects.running().values("due_on").distinct().count() > 3
    assert Absence.objects.count() == Deputation.objects.count() == 1
    assert Annulment.objects.get().state == "approved"
    before = sum(states.values())
    world.ensure()
    assert Application.objects.count() == before

    entries = world.sign_ins()
    staff = len(cast.EMPLOYEES) + len(cast.COLLEAGUES) + len(social_cast.EMPLOYEES)
    assert len(entries) == staff + len(cast.CITIZENS) + 1
    sent = Application.objects.get(channel="api")
    assert sent.client is not None and sent.state == "received"
    kept = tmp_path / "demo" / "system.json"
    assert json.loads(kept.read_text())["client_id"] == str(sent.client.pk) == entries[-1]["code"]
    assert kept.stat().st_mode & 0o777 == 0o600
    assert all(Path(entry["key"]).stat().st_mode & 0o777 == 0o600 for entry in entries if entry["key"])
