"""A filled database gets the proof of its old registers, districts of its cases, and days of grace for its seals.

The rows are given the look that they had before, and the statements of the migrations run over them again.
"""

from datetime import timedelta
from importlib import import_module

import pytest
from django.db import connection
from tests.factories.handovers import live, office, sent
from tests.factories.world import moment

from turbota.access.models import SealOrder
from turbota.applications.models import (
    Application,
    HandoverAlarm,
    HandoverDocument,
    HandoverRegister,
)
from turbota.applications.operations import reconciling
from turbota.kernel import clock
from turbota_demo.plays import Plays

AT = moment("2026-11-16 10:00")
SENT = moment("2026-11-16 12:00")
REGISTERS = import_module("turbota.applications.migrations.0008_registers_of_before")
SEALS = import_module("turbota.access.migrations.0005_grace_for_seals")
AS_BEFORE = (
    "set constraints all immediate",
    "alter table applications_handoverdocument disable trigger user",
    "alter table applications_handoverregister disable trigger user",
    "delete from applications_handoverdocument",
    "update applications_handoverregister set cases = 0, documents = 0, pages = 0, digest = ''",
    "update applications_application set district = ''",
    "update access_organisation set seal_grace_until = null",
)


@pytest.mark.django_db
@pytest.mark.requirement("R140", "R148")
def test_registers_and_seals_of_before_are_carried_over(plays: Plays) -> None:
    case = plays.finished("maria", "starosta", "yavir", AT)
    register = sent(plays, [case], "starosta", SENT)
    orders = SealOrder.objects.count()
    assert case.district
    with connection.cursor() as cursor:
        for statement in (
            *AS_BEFORE, REGISTERS.DISTRICTS, REGISTERS.DOCUMENTS, REGISTERS.TOTALS, SEALS.GRACE
        ):  # fmt: skip
            cursor.execute(statement)
    kept = HandoverRegister.objects.get()
    assert (kept.cases, kept.documents, kept.pages, kept.digest) == (
        register.cases,
        register.documents,
        register.pages,
        register.digest,
    )
    assert HandoverDocument.objects.filter(line__register=kept).count() == 2
    assert Application.objects.get(pk=case.pk).district == case.district
    assert reconciling.count_at_receipt(register_id=kept.pk, at=SENT).matches
    assert live(SENT) == []
    assert not HandoverAlarm.objects.exists()
    assert SealOrder.objects.count() == orders, "no order is invented"
    assert office("yavir").seal_grace_until == clock.today() + timedelta(days=30)
    assert office("kalyna").seal_grace_until is None
