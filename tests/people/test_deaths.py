"""A recorded death ends the mandates of the person on either side; what is over signs and forms nothing."""

from datetime import date
from importlib import import_module

import pytest
from django.db import connection, transaction
from tests.factories import planned
from tests.factories.mandates import AT, LATER, TARAS, at_the_counter, claim_of, confirmed, sent_for

from turbota.access.actors import Actor
from turbota.applications.operations import attaching, intake, representing
from turbota.kernel.errors import BadInput, Conflict, Forbidden, Missing, Refused
from turbota.messages.models import Message
from turbota.people import mandates
from turbota.people.deaths import undo_death
from turbota.people.models import Death, Mandate, Person
from turbota.people.operations import merge
from turbota.people.states import MandateKind, MandateState
from turbota_demo import cast, papers, stage
from turbota_demo.plays import Plays

POA = MandateKind.POWER_OF_ATTORNEY
DAY = date(2026, 11, 15)
pytestmark = pytest.mark.requirement("R036")


def died(mandate: Mandate, *, by: str = "umovnyi", represented: bool = True, **changed: object) -> Death:
    told_of = {"died_on": DAY, "title": "Свідоцтво про смерть № 1", "scan": papers.scan("Свідоцтво")}
    return representing.record_death_of_side(
        by=stage.at_work(by, LATER),
        mandate_id=mandate.pk,
        represented=represented,
        at=LATER,
        **{**told_of, **changed},  # type: ignore[arg-type]
    )


def sent_by_roman(plays: Plays) -> tuple[Mandate, Actor]:
    stage.at_home("maria", AT)
    roman = stage.at_home("roman", AT)
    mandate = claim_of(cast.citizen("maria"), by=roman, kind=POA)
    sent_for(plays, mandate, cast.citizen("maria"), signer="roman")
    return mandate, roman


def test_the_death_of_the_representative_ends_all_that_he_held(plays: Plays) -> None:
    mandate, roman = sent_by_roman(plays)
    confirmed(mandate)
    other = claim_of(TARAS, by=roman)
    assert died(mandate, represented=False).person_id == roman.person_id
    assert set(Mandate.objects.values_list("state", flat=True)) == {MandateState.ENDED}
    assert Mandate.objects.get(pk=other.pk).steps.get(verb="end").reason == "Записано документ про смерть."
    planned.do_all()
    told = Message.objects.filter(kind="mandate_over")
    assert roman.person_id not in told.values_list("person_id", flat=True)
    assert "документ про смерть" in told.latest("created_at").body
    with pytest.raises(Refused) as stopped:
        claim_of(cast.citizen("olesia"), by=roman, kind=POA, at=LATER)
    assert stopped.value.code == "person_died"


def test_the_death_of_the_represented_is_hers_though_the_claim_is_not_confirmed(plays: Plays) -> None:
    mandate, roman = sent_by_roman(plays)
    maria = stage.at_home("maria", AT)
    assert died(mandate).person_id == maria.person_id
    assert Mandate.objects.get(pk=mandate.pk).state == MandateState.ENDED
    planned.do_all()
    told = Message.objects.filter(kind="mandate_over").values_list("person_id", flat=True)
    assert list(told) == [roman.person_id]
    again = claim_of(cast.citizen("maria"), by=roman, kind=POA, at=LATER)
    sent_for(plays, again, cast.citizen("maria"), signer="roman", at=LATER)
    with pytest.raises(Refused) as stopped:
        confirmed(again)
    assert stopped.value.code == "person_died"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"died_on": None}, "died_on"),
        ({"died_on": date(2027, 1, 1)}, "died_on"),
        ({"died_on": date(1900, 1, 1)}, "died_on"),
        ({"title": "так"}, "title"),
        ({"scan": None}, "files"),
    ],
)
def test_a_death_wants_a_day_and_a_document(plays: Plays, wrong: dict[str, object], field: str) -> None:
    mandate, _ = sent_by_roman(plays)
    with pytest.raises(BadInput) as stopped:
        died(mandate, **wrong)
    assert set(stopped.value.fields) == {field}
    assert Mandate.objects.get(pk=mandate.pk).state == MandateState.CLAIMED


def test_only_an_office_of_the_case_records_a_death_and_once(plays: Plays) -> None:
    mandate, _ = sent_by_roman(plays)
    for code in ("zrazkova", "starosta", "davnii", "admin"):
        with pytest.raises(Missing):
            died(mandate, by=code)
    died(mandate)
    with pytest.raises(Conflict):
        died(mandate)


def test_a_death_found_on_a_merged_row_stays_known(plays: Plays) -> None:
    stepan = cast.citizen("stepan")
    mandate = claim_of(stepan, by=stage.at_home("roman", AT), kind=POA)
    case = sent_for(plays, mandate, stepan, signer="roman")
    died(mandate)
    assert case.applicant_id is not None
    assert Person.objects.get(pk=mandate.represented_id).died_on == DAY


def test_a_paper_case_is_not_formed_for_a_representative_whose_mandate_is_over(plays: Plays) -> None:
    case = at_the_counter(plays)
    officer = stage.at_work("zrazkova", LATER)
    assert case.mandate_id is not None
    mandates.revoke(by=stage.at_home("roman", LATER), mandate_id=case.mandate_id, reason="", at=LATER)
    for act in (
        lambda: attaching.attach_copy(
            by=officer, application_id=case.pk, code="signed_application", scan=papers.scan("Заява"), at=LATER
        ),
        lambda: intake.finish_forming(by=officer, application_id=case.pk, at=LATER),
    ):
        with pytest.raises(Refused) as stopped:
            act()
        assert stopped.value.code == "mandate_over"


def undone(death: Death, *, by: str = "pokazova", **changed: object) -> Death:
    told_of = {
        "reason": "Записано смерть однофамільця, людина прийшла сама.",
        "title": "Паспорт № 000101",
        "scan": papers.scan("Паспорт"),
    }
    return undo_death(
        by=stage.at_work(by, LATER),
        death_id=death.pk,
        at=LATER,
        **{**told_of, **changed},  # type: ignore[arg-type]
    )


def test_the_head_undoes_a_mistake_and_the_mandate_is_declared_anew(plays: Plays) -> None:
    mandate, roman = sent_by_roman(plays)
    confirmed(mandate)
    maria = stage.at_home("maria", AT)
    death = undone(died(mandate))
    assert (death.recorded_by.code, death.undone_by and death.undone_by.code) == ("umovnyi", "pokazova")
    her = Person.objects.get(pk=maria.person_id)
    assert (her.died_on, her.death_document, her.death_evidence) == (None, "", None)
    ended = Mandate.objects.get(pk=mandate.pk)
    assert ended.state == MandateState.ENDED
    assert list(ended.steps.order_by("at", "pk").values_list("verb", flat=True))[-2:] == ["end", "undo_death"]
    planned.do_all()
    told = Message.objects.filter(subject_kind="mandate", subject_id=mandate.pk)
    who = told.filter(kind="death_undone").values_list("person_id", flat=True)
    assert set(who) == {maria.person_id, roman.person_id}
    assert "Співчуваємо" not in "".join(told.values_list("body", flat=True))
    again = claim_of(cast.citizen("maria"), by=roman, kind=POA, at=LATER)
    sent_for(plays, again, cast.citizen("maria"), signer="roman", at=LATER)
    assert confirmed(again).state == MandateState.CONFIRMED
    with pytest.raises(Conflict):
        undone(death)


def test_a_death_is_undone_by_others_hands_of_the_same_office_alone(plays: Plays) -> None:
    mandate, _ = sent_by_roman(plays)
    death = died(mandate, by="pokazova")
    with pytest.raises(Forbidden) as stopped:
        undone(death)
    assert stopped.value.code == "same_person:person.undo_death"
    for code in ("umovnyi", "zrazkova", "admin"):
        with pytest.raises(Missing):
            undone(death, by=code)
    stage.enter_employee(next(one for one in cast.COLLEAGUES if one.posts[0][:2] == ("dolyna", "head")), AT)
    for colleague in cast.COLLEAGUES:
        if colleague.posts[0][:2] == ("dolyna", "head"):
            with pytest.raises(Missing):
                undone(death, by=colleague.code)
    assert Person.objects.filter(died_on__isnull=False).count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"reason": "так"}, "reason"), ({"title": "\u200b" * 9}, "title"), ({"scan": None}, "files")],
)
def test_undoing_wants_a_reason_and_a_document(plays: Plays, wrong: dict[str, object], field: str) -> None:
    death = died(sent_by_roman(plays)[0])
    with pytest.raises(BadInput) as stopped:
        undone(death, **wrong)
    assert set(stopped.value.fields) == {field}
    assert Death.objects.get().undone_at is None


def test_a_death_found_at_a_merge_ends_what_the_known_person_has(plays: Plays) -> None:
    """The death of a typed row becomes the known person's, and so do its consequences and its undoing."""
    stepan, roman = cast.citizen("stepan"), stage.at_home("roman", AT)
    mandate = claim_of(stepan, by=roman, kind=POA)
    sent_for(plays, mandate, stepan, signer="roman")
    typed = Person.objects.get(pk=mandate.represented_id)
    death = died(mandate)
    assert death.person_id == typed.pk
    known = stage.at_home("stepan", LATER)
    held = claim_of(TARAS, by=known, at=LATER)
    person = Person.objects.get(pk=known.person_id)
    with transaction.atomic():
        merge(typed, person, LATER)
    assert Person.objects.get(pk=person.pk).died_on == DAY
    assert Mandate.objects.get(pk=held.pk).state == MandateState.ENDED
    undone(Death.objects.get(pk=death.pk))
    assert Person.objects.get(pk=person.pk).died_on is None


def test_a_death_recorded_before_it_had_a_row_of_its_own_gets_it_from_the_audit(plays: Plays) -> None:
    mandate, _ = sent_by_roman(plays)
    before = died(mandate)
    before.mandates.clear()
    before.delete()
    migration = import_module("turbota.people.migrations.0006_deaths")
    with connection.cursor() as cursor:
        cursor.execute(migration._KNOWN)
    found = Death.objects.get()
    for name in (
        "person_id",
        "died_on",
        "document",
        "evidence_id",
        "recorded_at",
        "recorded_by_id",
        "recorded_in_id",
    ):
        assert getattr(found, name) == getattr(before, name)
    assert list(found.mandates.all()) == [mandate]
    assert undone(found).undone_at == LATER
