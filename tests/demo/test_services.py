"""Services of the demonstration stand in most of their states."""

from collections import Counter

import pytest
from pytest_django import Settings
from tests.factories.fixtures import QUICK_HASHER
from tests.factories.world import moment

from turbota.casework.models import CaseNotice, Referral, Visit
from turbota.providers.models import Provider
from turbota_demo import social

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("at", ["2026-11-27 09:00", "2026-11-29 23:30"])
def test_providers_serve_wait_and_miss(at: str, settings: Settings) -> None:
    settings.PASSWORD_HASHERS = [QUICK_HASHER]
    for play in social.PLAYS:
        play(moment(at))
    assert Provider.objects.count() == 2
    assert Counter(Referral.objects.values_list("state", flat=True)) == {
        "contracted": 2, "waiting": 1, "offered": 1,
    }  # fmt: skip
    assert {row.outcome for row in Visit.objects.current()} == {"planned", "done", "missed"}
    assert set(CaseNotice.objects.values_list("kind", flat=True)) == {"missed_twice", "waiting"}
