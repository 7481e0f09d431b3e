"""A correction and a calculation at the same moment: the paper says what the answers in force say."""

import threading
import time

import pytest
from django.db import transaction
from tests.decisions.acts import TUESDAY, corrected, in_work, prepared
from tests.factories.at_once import at_once

from turbota.decisions.calculating import calculate
from turbota.decisions.models import Decision
from turbota_demo.plays import Plays

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.requirement("R215")
def test_a_decision_is_never_printed_of_answers_from_before_a_correction(plays_for_many: Plays) -> None:
    application = in_work(plays_for_many)
    assert application.received_on is not None
    before = calculate(application, application.received_on).amount
    written = threading.Event()

    def correct() -> None:
        with transaction.atomic():
            corrected(application, at=TUESDAY)
            written.set()
            time.sleep(0.5)  # the calculation has begun by then

    def prepare() -> Decision:
        assert written.wait(20)
        return prepared(plays_for_many, application)

    nothing, decision = at_once(correct, prepare)
    assert nothing is None and isinstance(decision, Decision)
    now = calculate(application, application.received_on).amount
    assert now != before and decision.amount == now
