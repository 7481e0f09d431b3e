"""A filled database gets the proof of its old registers, districts of its cases, and days of grace for its seals."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from tests.factories.handovers import live, office, sent
from tests.factories.world import moment

from turbota.access.models import SealOrder
from turbota.applications.models import (
    Application,
    HandoverAlarm,
    HandoverDocument,
    HandoverReceipt,
    HandoverRegister,
)
from turbota.applications.operations import reconciling
from turbota.kernel import clock
from turbota_demo.plays import Plays

AT = moment("2026-11-16 10:00")
SENT = moment("2026-11-16 12:00")
BEFORE = [("applications", "0004_confirmed_without_a_key"), ("access", "0002_identifications")]


@pytest.mark.django_db(transaction=True)
@pytest.mark.requirement("R140", "R148")
def test_registers_and_seals_of_before_are_carried_over(plays: Plays) -> None:
    case = plays.finished("maria", "starosta", "yavir", AT)
    register = sent(plays, [case], "starosta", SENT)
    assert case.district
    executor = MigrationExecutor(connection)
    executor.migrate(BEFORE)
    try:
        executor = MigrationExecutor(connection)
    finally:
        leaves = executor.loader.graph.leaf_nodes()
        executor.migrate(leaves)  # other apps that lean on these were taken back with them
    kept = HandoverRegister.objects.get()
    assert (kept.cases, kept.documents, kept.pages, kept.digest) == (
        register.cases,
        register.documents,
        register.pages,
        register.digest,
    )
    assert HandoverDocument.objects.filter(line__register=kept).count() == 2
    assert Application.objects.get(pk=case.pk).district == case.district
    assert not HandoverReceipt.objects.exists()
    assert reconciling.count_at_receipt(register_id=kept.pk, at=SENT).matches
    assert live(SENT) == []
    assert not HandoverAlarm.objects.exists()
    assert not SealOrder.objects.exists()
    assert office("yavir").seal_grace_until == clock.today() + timedelta(days=30)
    assert office("kalyna").seal_grace_until is None
