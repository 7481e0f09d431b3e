"""Two people do the same with a mandate at the same moment, and one of them is told to look again."""

import threading
import time

import pytest
from django.db import connection, transaction
from tests.factories.at_once import PATIENCE, at_once
from tests.factories.mandates import AT, LATER, REASON, TARAS, claim_of, draft_for, helped, sent_for

from turbota.applications.models import Application
from turbota.applications.operations import helping, representing, submission, taking_over
from turbota.documents.operations import read
from turbota.kernel.errors import Conflict, Missing, Refused
from turbota.people import mandates
from turbota.people.deaths import undo_death
from turbota.people.models import Death, Mandate, Person
from turbota.people.states import MandateState
from turbota_demo import cast, papers, stage
from turbota_demo.plays import Plays
from turbota_simulators.signing import sign

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.requirement("R036")]


def test_a_claim_pressed_twice_is_one_claim(plays_for_many: Plays) -> None:
    maria = stage.at_home("maria", AT)
    claimed = at_once(*[lambda: claim_of(TARAS, by=maria, evidence=False)] * 3)
    assert len({row.pk for row in claimed if isinstance(row, Mandate)}) == 1
    assert Mandate.objects.count() == 1


def test_two_officers_confirm_and_one_does(plays_for_many: Plays) -> None:
    mandate = claim_of(TARAS, by=stage.at_home("maria", AT))
    sent_for(plays_for_many, mandate, TARAS, signer="maria")
    desk = stage.at_work("umovnyi", LATER)
    acts = [
        lambda: representing.confirm_mandate(by=desk, mandate_id=mandate.pk, reason=REASON, at=LATER),
        lambda: representing.refuse_mandate(by=desk, mandate_id=mandate.pk, reason=REASON, at=LATER),
    ]
    found = at_once(*acts)
    assert sum(isinstance(one, Conflict) for one in found) == 1
    assert Mandate.objects.get(pk=mandate.pk).steps.filter(verb__in=("confirm", "refuse")).count() == 1


def test_who_confirms_waits_for_the_person_before_the_mandate(plays_for_many: Plays) -> None:
    """A claim, a merge and a death hold the person first: were the mandate taken first, the two would wait for each other."""
    mandate = claim_of(TARAS, by=stage.at_home("maria", AT))
    sent_for(plays_for_many, mandate, TARAS, signer="maria")
    desk = stage.at_work("umovnyi", LATER)
    held = threading.Event()

    def claims() -> bool:
        with transaction.atomic():
            Person.objects.select_for_update(no_key=True).get(pk=mandate.representative_id)
            held.set()
            wait_for_a_waiting_one()
            return Mandate.objects.select_for_update(nowait=True).filter(pk=mandate.pk).exists()

    def confirms() -> Mandate:
        held.wait(PATIENCE)
        return representing.confirm_mandate(by=desk, mandate_id=mandate.pk, reason=REASON, at=LATER)

    taken, settled = at_once(claims, confirms)
    assert taken is True and isinstance(settled, Mandate), (taken, settled)


def wait_for_a_waiting_one() -> None:
    """Until somebody waits for a lock that we hold."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(
                "select count(*) from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))"
            )
            if cursor.fetchone()[0]:
                return
        time.sleep(0.02)
    raise AssertionError("nobody waits")


def test_two_parents_confirmed_at_once_act_for_one_child(plays_for_many: Plays) -> None:
    held = [claim_of(TARAS, by=stage.at_home(key, AT)) for key in ("maria", "roman")]
    for mandate, signer in zip(held, ("maria", "roman"), strict=True):
        sent_for(plays_for_many, mandate, TARAS, signer=signer)
    desk = stage.at_work("umovnyi", LATER)

    def confirm(mandate: Mandate) -> Mandate:
        return representing.confirm_mandate(by=desk, mandate_id=mandate.pk, reason=REASON, at=LATER)

    found = at_once(lambda: confirm(held[0]), lambda: confirm(held[1]))
    for place, one in enumerate(found):
        if isinstance(one, Conflict):
            confirm(held[place])
    assert not [one for one in found if isinstance(one, Exception) and not isinstance(one, Conflict)]
    assert Person.objects.filter(unzr=TARAS.unzr).count() == 1
    assert len(set(Mandate.objects.values_list("represented", flat=True))) == 1


def test_a_revoked_mandate_never_sends_afterwards(plays_for_many: Plays) -> None:
    """Either the application was sent first, or it was not sent at all; sent twice it has one number."""
    maria = stage.at_home("maria", AT)
    mandate = claim_of(TARAS, by=maria)
    case = draft_for(plays_for_many, mandate, TARAS, by=maria)
    paper = submission.print_for_signing(by=maria, application_id=case.pk, at=AT)
    cms = sign(plays_for_many.keys.person(cast.citizen("maria")), read(paper), at=AT)

    def send() -> Application:
        return submission.submit(by=maria, application_id=case.pk, sha256=paper.sha256, cms=cms, at=AT)

    found = at_once(send, send, lambda: mandates.revoke(by=maria, mandate_id=mandate.pk, reason="", at=AT))
    sent = [one for one in found[:2] if isinstance(one, Application)]
    assert len({one.number for one in sent}) <= 1
    assert all(isinstance(one, Application | Refused) for one in found[:2])
    revoked = Mandate.objects.get(pk=mandate.pk)
    assert revoked.state == MandateState.REVOKED
    with pytest.raises(Refused):
        send()


def test_help_pressed_thrice_is_one_help_and_one_draft(plays_for_many: Plays) -> None:
    stage.at_work("zrazkova", AT)
    begun = at_once(*[lambda: helped(cast.citizen("maria"))] * 3)
    assert len({row.pk for row in begun if isinstance(row, Application)}) == 1
    assert not [one for one in begun if isinstance(one, Exception)]
    assert (Mandate.objects.count(), Application.objects.count()) == (1, 1)


def test_what_the_person_takes_over_the_officer_saves_before_or_not_at_all(plays_for_many: Plays) -> None:
    maria, officer = stage.at_home("maria", AT), stage.at_work("zrazkova", AT)
    case = helped(cast.citizen("maria"))
    assert case.mandate_id is not None
    mandate_id = case.mandate_id

    def save() -> Application:
        told = {"applicant": {"surname": "Пізня"}}
        return helping.save_help(by=officer, application_id=case.pk, answers=told, at=AT)

    def take() -> list[Application]:
        return taking_over.take_over(by=maria, mandate_id=mandate_id, at=AT)

    saved, taken = at_once(save, take)
    assert isinstance(taken, list) and isinstance(saved, Application | Missing | Refused)
    now = Application.objects.get(pk=case.pk)
    assert now.mandate_id is None and now.applicant_id == maria.person_id
    assert (now.answers["applicant"]["surname"] == "Пізня") is isinstance(saved, Application)
    with pytest.raises(Missing):
        save()


def test_a_death_recorded_while_a_colleague_confirms_leaves_nothing_in_force(plays_for_many: Plays) -> None:
    mandate = claim_of(TARAS, by=stage.at_home("maria", AT))
    sent_for(plays_for_many, mandate, TARAS, signer="maria")
    desk, scan = stage.at_work("umovnyi", LATER), papers.scan("Свідоцтво")

    def confirm() -> Mandate:
        return representing.confirm_mandate(by=desk, mandate_id=mandate.pk, reason=REASON, at=LATER)

    def record() -> Death:
        return representing.record_death_of_side(
            by=desk, mandate_id=mandate.pk, represented=False, died_on=AT.date(), title="Свідоцтво № 1",
            scan=scan, at=LATER,
        )  # fmt: skip

    *recorded, confirmed = at_once(record, record, confirm)
    assert sum(isinstance(one, Death) for one in recorded) == 1
    assert all(isinstance(one, Death | Refused) for one in recorded)
    assert isinstance(confirmed, Mandate | Refused)
    assert Mandate.objects.get(pk=mandate.pk).state == MandateState.ENDED
    head, death = stage.at_work("pokazova", LATER), Death.objects.get()

    def undo() -> Death:
        return undo_death(
            by=head, death_id=death.pk, reason="Помилка в документі.", title="Паспорт № 1", scan=scan, at=LATER
        )  # fmt: skip

    undone = at_once(undo, undo)
    assert sorted(type(one).__name__ for one in undone) == ["Conflict", "Death"]
    assert Mandate.objects.get(pk=mandate.pk).steps.filter(verb="undo_death").count() == 1
