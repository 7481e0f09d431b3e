"""Answers of the check of rights come into the draft of whoever brought them, once, and are nowhere else."""

from datetime import timedelta

import pytest
from tests.factories.desk import cabinet_of
from tests.factories.world import moment

from turbota.access.actors import NOBODY
from turbota.applications.models import Application, CarriedAnswers
from turbota.applications.operations import carrying, drafting
from turbota.assistance import catalogue, union
from turbota.kernel import clock
from turbota.kernel.errors import Missing, Refused, Unavailable
from turbota_demo import stage
from turbota_demo.plays import KIND, Plays

AT = moment("2026-11-16 10:00")
HOUSEHOLD = {
    "applicant": {"birth_date": "1991-05-12", "occupation": "works", "disability": "none"},
    "members": [{"id": "m1", "given_name": "Соломія", "birth_date": "2022-02-07", "relation": "child"}],
    "incomes": [
        {"id": "i1", "member": "applicant", "month": "2026-05", "class": "wage", "amount": 100},
        {"id": "i2", "member": "m1", "month": "2026-06", "class": "other", "amount": 200},
        {"id": "i3", "member": "applicant", "month": "2024-01", "class": "wage", "amount": 300},
    ],
    "birth": {"relation": "mother"},
    "idp_living": {"orphans": False},
}


def carried(kind: str = KIND) -> str:
    answers = union.for_application(catalogue.kind(kind), HOUSEHOLD, AT.date())
    return carrying.carry(kind=kind, answers=answers, at=AT)


@pytest.mark.requirement("R079")
def test_they_fill_what_the_draft_does_not_know_and_go(plays: Plays) -> None:
    maria, token = stage.at_home("maria", AT), carried()
    application = carrying.take_carried(by=maria, token=token, at=AT)
    own = application.answers["applicant"]
    assert own["occupation"] == "works" and own["tax_number"] == "3336900025"
    assert (
        own["birth_date"]
        == drafting.open_draft(by=maria, kind=KIND, at=AT).answers["applicant"]["birth_date"]
    )
    assert application.answers["members"][0]["given_name"] == "Соломія"
    assert [row["id"] for row in application.answers["incomes"]] == ["i1", "i2"]
    assert "birth" not in application.answers and "idp_living" not in application.answers
    assert application.version == 1 and CarriedAnswers.objects.count() == 0
    with pytest.raises(Missing):
        carrying.take_carried(by=maria, token=token, at=AT)


def test_what_stands_in_the_draft_stays(plays: Plays) -> None:
    maria = stage.at_home("maria", AT)
    draft = drafting.open_draft(by=maria, kind=KIND, at=AT)
    kept = [{"id": "x1", "given_name": "Тарас"}]
    drafting.save_section(by=maria, application_id=draft.pk, section="members", values=kept, at=AT)
    application = carrying.take_carried(by=maria, token=carried(), at=AT)
    assert application.pk == draft.pk
    assert application.answers["members"] == kept
    assert [row["id"] for row in application.answers["incomes"]] == ["i1"]


def test_a_kind_with_paths_of_its_own_gets_its_own_answers(plays: Plays) -> None:
    birth = carrying.take_carried(by=stage.at_home("maria", AT), token=carried("birth"), at=AT)
    assert birth.answers["claim"] == {"relation": "mother"}
    assert "incomes" not in birth.answers
    displaced = carrying.take_carried(by=stage.at_home("maria", AT), token=carried("idp_living"), at=AT)
    assert displaced.answers["claim"] == {"orphans": False}


def test_only_the_secret_of_the_browser_opens_them(plays: Plays) -> None:
    token = carried()
    assert (found := carrying.carried(token, AT)) and found.kind == KIND
    row = CarriedAnswers.objects.get()
    assert "Соломія".encode() not in bytes(row.content) and token not in row.token_hash
    for other in ("", token[:-1] + ("A" if token[-1] != "A" else "B"), row.token_hash):
        assert carrying.carried(other, AT) is None
    CarriedAnswers.objects.update(content=bytes(row.content)[:-1] + b"!")
    assert carrying.carried(token, AT) is None
    with pytest.raises(Missing):
        carrying.take_carried(by=stage.at_home("maria", AT), token=token, at=AT)


def test_they_wait_half_an_hour_and_no_longer(plays: Plays) -> None:
    token = carried()
    assert carrying.carried(token, AT + timedelta(minutes=29, seconds=59))
    late = AT + timedelta(minutes=30)
    assert carrying.carried(token, late) is None
    with pytest.raises(Missing):
        carrying.take_carried(by=stage.at_home("maria", AT), token=token, at=late)
    assert carrying.drop_carried(at=late - timedelta(seconds=1)) == 0
    assert carrying.drop_carried(at=late) == 1


def test_new_ones_sweep_the_old_and_nobody_needs_them_kept(plays: Plays) -> None:
    carried()
    token = carrying.carry(kind=KIND, answers={}, at=AT + timedelta(hours=1))
    assert CarriedAnswers.objects.count() == 1
    carrying.forget_carried(token=token)
    assert CarriedAnswers.objects.count() == 0


def test_only_a_person_takes_them_and_only_so_many(plays: Plays) -> None:
    with pytest.raises(Refused):
        carrying.take_carried(by=NOBODY, token=carried(), at=AT)
    assert Application.objects.count() == 0
    with pytest.raises(Missing):
        carrying.carry(kind=KIND, answers={"a": "х" * carrying.LARGEST}, at=AT)


def test_a_flood_ends_before_the_disk_and_old_ones_make_room(
    plays: Plays, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carrying, "MOST_WAITING", 2)
    carried(), carried()
    with pytest.raises(Unavailable):
        carried()
    assert CarriedAnswers.objects.count() == 2
    assert carrying.carry(kind=KIND, answers={}, at=AT + carrying.KEPT)


def test_signing_out_leaves_nothing_to_who_sits_down_next(plays: Plays) -> None:
    with clock.frozen(AT):
        browser = cabinet_of("maria", AT)
        browser.cookies["carried"] = carried()
        assert "Перенести" in browser.get("/cabinet/carried/").content.decode()
        answer = browser.post("/sign-out/")
    assert answer.cookies["carried"]["max-age"] == 0
    assert not CarriedAnswers.objects.exists()
