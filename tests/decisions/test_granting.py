"""The same days are granted once: what happens to an application for days already granted."""

import pytest
from tests.decisions.acts import (
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    approved,
    in_work,
    prepared,
    signed,
)

from turbota.decisions import operations
from turbota.decisions.models import Decision
from turbota.decisions.states import State
from turbota.kernel.errors import Conflict, Refused
from turbota.personal_files import operations as files
from turbota_demo import answers as told
from turbota_demo import cast, stage
from turbota_demo.plays import Plays

# ── preparing ────────────────────────────────────────────────────────────────────────────────────


def test_the_same_assistance_is_not_granted_twice_for_the_same_days(plays: Plays) -> None:
    first = approved(plays)
    again = in_work(plays)
    with pytest.raises(Refused) as caught:
        prepared(plays, again, WEDNESDAY)
    assert caught.value.code == "granted_already"
    assert first.number in caught.value.sentence
    assert not Decision.objects.filter(application=again).exists()
    poor = told.low_income(cast.citizen("olesia"), on=MONDAY.date(), monthly_income=50_000)
    other = plays.proposed(in_work(plays, "olesia", answers=poor), "umovnyi", TUESDAY)
    assert other.outcome == "granted"
    assert signed(plays, other, "pokazova", operations.approve, WEDNESDAY).state == State.APPROVED


def test_an_application_for_days_already_granted_may_be_refused_with_that_reason(plays: Plays) -> None:
    first = approved(plays)
    again = in_work(plays)
    umovnyi = stage.at_work("umovnyi", WEDNESDAY)
    decision = files.prepare_decision(by=umovnyi, application_id=again.pk, at=WEDNESDAY, repeated=True)
    assert (decision.outcome, decision.amount, decision.since) == ("refused", None, None)
    reason = decision.calculation["reasons"][0]
    assert first.number in reason["text"] and "не звірено" in reason["clause"]
    signed(plays, decision, "umovnyi", operations.propose, WEDNESDAY)
    assert signed(plays, decision, "pokazova", operations.approve, WEDNESDAY).state == State.APPROVED
    other = in_work(plays, "olesia")
    with pytest.raises(Conflict) as nothing:
        files.prepare_decision(by=umovnyi, application_id=other.pk, at=WEDNESDAY, repeated=True)
    assert nothing.value.code == "not_repeated"


def test_what_was_granted_after_the_paper_was_printed_stops_the_head(plays: Plays) -> None:
    waiting = [plays.proposed(in_work(plays), "umovnyi", TUESDAY) for _ in range(2)]
    signed(plays, waiting[0], "pokazova", operations.approve, WEDNESDAY)
    with pytest.raises(Refused) as caught:
        signed(plays, waiting[1], "pokazova", operations.approve, WEDNESDAY)
    assert caught.value.code == "granted_already"
    assert Decision.objects.get(pk=waiting[1].pk).state == State.PROPOSED
