"""Two act on one register or one cause at the same moment: nothing is doubled, nothing is lost (R140, R150)."""

import pytest
from tests.factories.at_once import at_once
from tests.factories.handovers import sent
from tests.factories.world import moment

from turbota.applications.models import AlarmStep, HandoverAlarm, HandoverReceipt, HandoverRegister
from turbota.applications.operations import acceptance, additional, reconciling, sealing
from turbota.kernel.errors import Refused
from turbota.messages.models import Message
from turbota.signatures.models import Signature
from turbota_demo import cast, stage
from turbota_demo.plays import Plays
from turbota_simulators.signing import sign_digest

pytestmark = pytest.mark.slow
AT = moment("2026-11-16 10:00")
NEXT = moment("2026-11-17 10:00")
AFTER_TERM = moment("2026-11-23 09:00")


def refusals(results: list[object]) -> int:
    """How many were refused with words; anything else that is no result is an error of ours."""
    broken = [one for one in results if isinstance(one, Exception) and not isinstance(one, Refused)]
    assert not broken, broken
    return sum(isinstance(one, Refused) for one in results)


@pytest.mark.requirement("R140")
def test_two_comparisons_at_once_raise_one_alarm_and_tell_once(plays_for_many: Plays) -> None:
    sent(plays_for_many, [plays_for_many.finished("maria", "starosta", "yavir", AT)], "starosta", AT)
    results = at_once(*[lambda: reconciling.reconcile(at=AFTER_TERM)] * 3)
    assert sorted(results) == [(0, 0), (0, 0), (1, 0)]
    assert HandoverAlarm.objects.count() == 1
    assert Message.objects.filter(kind="handover_alarm").count() == 2


@pytest.mark.requirement("R140")
def test_an_answer_during_a_comparison_leaves_no_alarm_behind(plays_for_many: Plays) -> None:
    plays = plays_for_many
    case = plays.finished("maria", "starosta", "yavir", AT)
    sent(plays, [case], "starosta", AT)
    reconciling.reconcile(at=AFTER_TERM)
    umovnyi = stage.at_work("umovnyi", AFTER_TERM)
    results = at_once(
        lambda: acceptance.accept(by=umovnyi, application_id=case.pk, at=AFTER_TERM),
        lambda: reconciling.reconcile(at=AFTER_TERM),
        lambda: reconciling.acknowledge(
            by=umovnyi,
            alarm_id=HandoverAlarm.objects.get().pk,
            reason="Приймаємо справу зараз.",
            at=AFTER_TERM,
        ),
    )
    assert refusals(results) <= 1
    reconciling.reconcile(at=AFTER_TERM)
    alarm = HandoverAlarm.objects.get()
    assert alarm.state == "ended"
    assert alarm.steps.filter(verb="end").count() == 1


@pytest.mark.requirement("R140")
def test_two_sides_acknowledge_one_alarm_once(plays_for_many: Plays) -> None:
    sent(plays_for_many, [plays_for_many.finished("maria", "starosta", "yavir", AT)], "starosta", AT)
    reconciling.reconcile(at=AFTER_TERM)
    alarm = HandoverAlarm.objects.get()
    results = at_once(
        *[
            lambda by=by: reconciling.acknowledge(
                by=by, alarm_id=alarm.pk, reason="Займаємося цим сьогодні.", at=AFTER_TERM
            )
            for by in (stage.at_work("starosta", AFTER_TERM), stage.at_work("umovnyi", AFTER_TERM))
        ]
    )
    assert refusals(results) == 1
    assert AlarmStep.objects.filter(verb="acknowledge").count() == 1


@pytest.mark.requirement("R140")
def test_a_register_counted_by_two_jobs_is_counted_once(plays_for_many: Plays) -> None:
    case = plays_for_many.finished("maria", "starosta", "yavir", AT)
    plays_for_many.handed_over([case], "starosta", AT)
    register = HandoverRegister.objects.get()
    counted = at_once(*[lambda: reconciling.count_at_receipt(register_id=register.pk, at=NEXT).pk] * 3)
    assert len(set(counted)) == 1
    assert HandoverReceipt.objects.count() == 1


@pytest.mark.requirement("R140", "R148")
def test_a_register_sealed_by_a_double_press_has_one_seal(plays_for_many: Plays) -> None:
    plays = plays_for_many
    register = sent(plays, [plays.finished("maria", "starosta", "yavir", AT)], "starosta", AT)
    assert register.paper is not None
    before = Signature.objects.count()
    cms = sign_digest(plays.keys.seal(cast.body("yavir")), bytes.fromhex(register.paper.sha256), at=AT)
    starosta = stage.at_work("starosta", AT)
    kept = at_once(
        *[lambda: sealing.seal_register(by=starosta, register_id=register.pk, cms=cms, at=AT).pk] * 3
    )
    assert len(set(kept)) == 1
    assert Signature.objects.count() == before + 1


@pytest.mark.requirement("R150")
def test_later_documents_sent_by_two_at_once_go_once(plays_for_many: Plays) -> None:
    plays = plays_for_many
    case = plays.finished("stepan", "starosta", "yavir", AT)
    sent(plays, [case], "starosta", AT)
    plays.brought(case, "starosta", NEXT)
    plays.seal_all(case, "starosta", "yavir", NEXT)
    starosta = stage.at_work("starosta", NEXT)
    results = at_once(*[lambda: additional.send_added(by=starosta, application_ids=[case.pk], at=NEXT)] * 2)
    assert refusals(results) == 1
    assert HandoverRegister.objects.filter(additional=True).count() == 1
