"""From an application for social services to the decision: both routes, its terms, its case, and when none may refuse."""

from datetime import date, datetime
from typing import Any

import pytest
from tests.factories import assessments, casework, planned
from tests.factories.desk import cabinet_of
from tests.factories.world import moment, sign_paper

from turbota.access.queries import community_named
from turbota.applications.models import Application
from turbota.applications.operations import acceptance, assigning, submission
from turbota.assistance.calculation import Service
from turbota.casework.models import Case, CaseApplication
from turbota.casework.operations import deciding, opening
from turbota.casework.states import CaseState, Sensitivity
from turbota.deadlines.models import Clock
from turbota.decisions import operations as decisions
from turbota.decisions import services
from turbota.decisions.models import Decision
from turbota.decisions.services import ServiceEntry
from turbota.documents.operations import read
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Missing, Refused
from turbota.messages.letters import compose
from turbota.messages.models import Delivery, Message
from turbota.personal_files.models import Award
from turbota_demo import answers as told
from turbota_demo import cast, social_cast, stage
from turbota_demo.plays import Plays

KIND = "social_service"
MONDAY = moment("2026-11-16 10:00")
TUESDAY = moment("2026-11-17 10:00")
ASSESSED = "Оцінювання показало: людина не може сама виходити з дому й готувати їжу."


def service(**changes: Any) -> Service:
    """Care at home, six hours a week for half a year."""
    given = {
        "code": "015.1", "title": "Догляд удома", "volume": 6, "unit": "hour_week", "since": date(2026, 11, 20),
        "until": date(2027, 5, 19), "place": "удома", "provider": "Оселя турботи", "payment": "безоплатно", **changes,
    }  # fmt: skip
    return Service(**given)


def entry(**changes: Any) -> ServiceEntry:
    given = {"outcome": "granted", "services": (service(),), "assessment": ASSESSED, **changes}
    return ServiceEntry(**given)


def refusal(**changes: Any) -> ServiceEntry:
    return entry(
        outcome="refused", services=(), ground="no_need", reason="Доглядає донька, яка живе разом.", **changes
    )


def submitted(plays: Plays, at: datetime = MONDAY, **need: Any) -> Application:
    casework.unit(at)
    answers = told.for_services(cast.citizen("maria"), on=at.date(), **need)
    return plays.submitted("maria", at, answers=answers, kind=KIND)


def assigned(application: Application, code: str, at: datetime) -> Application:
    """The supervisor gives a guarded application to the specialist."""
    account_id = casework.at_work(code, at).account_id
    assert account_id is not None
    return assigning.reassign(
        by=casework.at_work("nastavna", at), application_id=application.pk, account_id=account_id, at=at,
        why="Має підготовку з протидії насильству.",
    )  # fmt: skip


def accepted(plays: Plays, by: str = "turbotna", at: datetime = TUESDAY, **need: Any) -> Application:
    for worker in ("turbotna", "pomichnyi", "nastavna"):
        casework.at_work(worker, at)
    application = submitted(plays, **need)
    if application.guarded:
        assigned(application, by, at)
    acceptance.accept(by=casework.at_work(by, at), application_id=application.pk, at=at)
    planned.do_all()
    return Application.objects.get(pk=application.pk)


def assess(application: Application, at: datetime = TUESDAY) -> Case:
    """The needs of the person are assessed."""
    case = Case.objects.get(applications__application=application)
    assessments.submitted(case, at)
    return Case.objects.get(pk=case.pk)


def prepared(application: Application, given: ServiceEntry, by: str = "turbotna") -> Decision:
    actor = casework.at_work(by, TUESDAY)
    return deciding.prepare_services(by=actor, application_id=application.pk, entry=given, at=TUESDAY)


def approved(plays: Plays, decision: Decision) -> Decision:
    for code, verb in (("turbotna", decisions.propose), ("nastavna", decisions.approve)):
        key = plays.keys.person(social_cast.worker(code))
        decision = sign_paper(verb, casework.at_work(code, TUESDAY), decision, key, TUESDAY)
    with clock.frozen(TUESDAY):
        planned.do_all()
    return decision


@pytest.mark.requirement("R012", "R034", "R270", "R277")
def test_an_application_of_the_portal_becomes_a_decision_of_the_community_and_moves_the_case(
    plays: Plays,
) -> None:
    application = accepted(plays)
    assert application.holder == casework.unit(MONDAY)
    link = CaseApplication.objects.select_related("case").get(application=application)
    assert (link.joined, link.case.ground, link.case.state) == (False, "application", CaseState.OPENED)
    assert link.case.main_person_id == application.applicant_id

    assess(application)
    decision = approved(plays, prepared(application, entry()))

    assert (decision.outcome, decision.amount, decision.since) == ("granted", 0, date(2026, 11, 20))
    assert [row["title"] for row in decision.services] == ["Догляд удома"]
    assert read(decision.paper).startswith(b"%PDF") and decision.sheet is None
    assert Case.objects.get().state == CaseState.DECIDED
    assert not Award.objects.exists()
    rules = dict(Clock.objects.filter(subject_id=application.pk).values_list("rule_code", "outcome"))
    assert rules["service_decision_martial"] == "met" and rules["service_notice"] == "met"
    message = Message.objects.get(kind="decision_granted")
    assert "Догляд" not in message.subject + message.letter
    for words in (
        ASSESSED,
        "Догляд удома: 6 годин на тиждень",
        "надає Оселя турботи",
        "безоплатно",
        "суду",
    ):
        assert words in message.body
    letter = Delivery.objects.filter(message=message, channel="email").first()
    if letter is not None:
        assert "Догляд" not in compose(letter).body and "Є рішення" in compose(letter).subject
    case_clocks = dict(Clock.objects.filter(subject_kind="case").values_list("rule_code", "outcome"))
    assert case_clocks["service_decision"] == "met"


@pytest.mark.requirement("R012", "R270")
def test_an_application_at_the_counter_goes_by_register_to_the_unit_of_the_community(plays: Plays) -> None:
    casework.unit(MONDAY)
    ready = plays.finished("maria", "centrova", "centre", MONDAY, kind=KIND)
    assert ready.state in ("ready", "on_control")
    assert ready.decider == casework.unit(MONDAY)
    plays.handed_over([ready], "centrova", TUESDAY)
    application = Application.objects.get(pk=ready.pk)
    assert (application.state, application.holder) == ("received", casework.unit(MONDAY))
    assert Clock.objects.filter(subject_id=ready.pk, rule_code="service_decision_martial").exists()


def test_a_community_without_a_unit_loses_nothing(plays: Plays) -> None:
    application = submitted(plays, community="Долинська")
    assert application.holder is not None and application.holder.kind == "department"
    step = application.steps.get(verb="submit")
    assert "ще немає відділу" in step.reason and application.holder.name in step.reason
    plays.accepted(application, "davnii", TUESDAY)
    planned.do_all()
    assert not CaseApplication.objects.exists()
    by = stage.at_work("davnii", TUESDAY)
    decision = deciding.prepare_services(by=by, application_id=application.pk, entry=entry(), at=TUESDAY)
    assert decision.organisation == application.holder and decision.services


@pytest.mark.parametrize(
    ("need", "rule"),
    [
        ({}, "service_decision_martial"),
        ({"displaced": True}, "service_decision_displaced"),
        ({"threat": True, "displaced": True}, "service_decision_urgent"),
        ({"violence": "domestic"}, "service_decision_urgent"),
    ],
)
def test_the_answers_choose_the_clock_and_it_is_explained(
    plays: Plays, need: dict[str, Any], rule: str
) -> None:
    application = submitted(plays, **need)
    rules = set(Clock.objects.filter(subject_id=application.pk).values_list("rule_code", flat=True))
    assert rules == {"department_acceptance", rule}
    assert application.steps.get(verb="submit").reason.endswith(".")


def test_the_person_is_not_told_a_day_of_acceptance_after_the_day_of_the_decision(plays: Plays) -> None:
    application = submitted(plays)
    with clock.frozen(MONDAY):
        page = cabinet_of("maria", MONDAY).get(f"/cabinet/application/{application.pk}/").content.decode()
    said = page.replace("\xa0", " ")
    assert "Строк — до 17 листопада" in said and "Строк — до 19 листопада" not in said


def test_a_threat_on_a_day_off_does_not_wait_for_monday(plays: Plays) -> None:
    saturday = moment("2026-11-14 20:00")
    application = submitted(plays, saturday, threat=True)
    clock_ = Clock.objects.get(subject_id=application.pk, rule_code="service_decision_urgent")
    assert clock_.due_at == moment("2026-11-15 20:00")


@pytest.mark.parametrize(
    "need", [{"threat": True}, {"violence": "domestic"}, {"violence": "gender"}, {"violence": "child"}]
)
def test_no_refusal_where_the_law_forbids_it(plays: Plays, need: dict[str, Any]) -> None:
    application = accepted(plays, **need)
    case = assess(application)
    assert case.sensitive == ("violence" in need)
    with pytest.raises(Refused) as caught:
        prepared(application, refusal())
    assert caught.value.code == "refusal_forbidden"
    assert not Decision.objects.exists()


def test_a_refusal_has_its_ground_by_article_21_and_how_to_appeal(plays: Plays) -> None:
    application = accepted(plays)
    assess(application)
    with pytest.raises(BadInput) as caught:
        prepared(application, entry(outcome="refused", services=(), ground="dislike", reason="ні"))
    assert set(caught.value.fields) == {"ground", "reason"}
    decision = approved(plays, prepared(application, refusal()))
    assert (decision.outcome, decision.services, decision.amount) == ("refused", [], None)
    reason = decision.calculation["reasons"][0]
    assert "ст. 21" in reason["clause"] and "ще не звірено" in reason["clause"]
    case = Case.objects.get()
    assert case.state == CaseState.ASSESSED  # no plan follows a refusal: the manager closes the case
    assert Clock.objects.get(subject_id=case.pk, rule_code="service_decision").outcome == "met"


def test_nothing_is_decided_before_the_needs_are_assessed(plays: Plays) -> None:
    application = accepted(plays)
    with pytest.raises(Refused) as caught:
        prepared(application, entry())
    assert caught.value.code == "not_assessed"


def test_another_manager_the_head_and_another_unit_prepare_nothing(plays: Plays) -> None:
    application = accepted(plays)
    assess(application)
    with pytest.raises(Refused) as caught:
        prepared(application, entry(), by="pomichnyi")
    assert caught.value.code == "not_your_case"
    for foreign in ("nastavna", "susidnii", "likarnyi"):
        with pytest.raises(Missing):
            prepared(application, entry(), by=foreign)


@pytest.mark.parametrize(
    ("changes", "box"),
    [
        ({"services": ()}, "services"),
        ({"services": (service(volume=0),)}, "service-0"),
        ({"services": (service(until=date(2026, 1, 1)),)}, "service-0"),
        ({"services": (service(payment=" "),)}, "service-0"),
        ({"services": (service(), service(since=date(2027, 1, 1)))}, "service-1"),
        ({"assessment": "добре"}, "assessment"),
        ({"outcome": "maybe"}, "outcome"),
    ],
)
def test_what_is_wrong_is_said(changes: dict[str, Any], box: str) -> None:
    with pytest.raises(BadInput) as caught:
        services.check(entry(**changes), MONDAY.date())
    assert box in caught.value.fields


def test_a_second_application_joins_the_open_case_even_one_that_exists_for_nobody(plays: Plays) -> None:
    for worker in ("turbotna", "pomichnyi"):
        casework.at_work(worker, MONDAY)
    application = submitted(plays)
    assert application.applicant is not None
    hidden = casework.opened(
        MONDAY, manager="pomichnyi", main=application.applicant, sensitivity=Sensitivity.VIOLENCE
    )
    acceptance.accept(by=casework.at_work("turbotna", TUESDAY), application_id=application.pk, at=TUESDAY)
    planned.do_all()
    application.refresh_from_db()
    link = CaseApplication.objects.get(application=application)
    assert (link.case_id, link.joined) == (hidden.pk, True)
    assert Case.objects.count() == 1
    assert application.taken_by_id == hidden.post.account_id if hidden.post else False
    told_why = application.assignments.filter(until__isnull=True).values_list("why", flat=True)
    assert list(told_why) == ["розподілено між соціальними менеджерами відділу"]


@pytest.mark.requirement("R035")
def test_assistive_means_are_decided_by_the_department_without_a_sum(plays: Plays) -> None:
    application = plays.submitted("maria", MONDAY, kind="assistive_means")
    assert application.holder is not None and application.holder.kind == "department"
    plays.accepted(application, "davnii", TUESDAY)
    planned.do_all()
    assert not CaseApplication.objects.exists()
    wheelchair = service(code="", title="Крісло колісне", volume=1, unit="piece", provider="")
    decision = deciding.prepare_services(
        by=stage.at_work("davnii", TUESDAY), application_id=application.pk, entry=entry(services=(wheelchair,)),
        at=TUESDAY,
    )  # fmt: skip
    assert decision.services[0]["title"] == "Крісло колісне" and decision.amount == 0


@pytest.mark.parametrize(
    ("named", "found"),
    [
        ("Калинівська", "kalyna"),
        ("калинівська громада", "kalyna"),
        ("Калинівська-Зразкова міська територіальна громада", "kalyna"),
        ("місто Зразкове", "kalyna"),
        ("Яворівська", "yavir"),
        ("громада", None),
        ("Невідома", None),
        ("", None),
    ],
)
def test_a_community_is_known_by_its_own_words(plays: Plays, named: str, found: str | None) -> None:
    body = community_named(named, MONDAY.date(), oblast_name="Вишнева")
    assert (body.code if body else None) == (cast.body(found).code if found else None)


def test_answers_mended_at_the_counter_choose_the_clock_anew(plays: Plays) -> None:
    casework.unit(MONDAY)
    case = plays.finished("maria", "centrova", "centre", MONDAY, kind=KIND)
    plays.handed_over([case], "centrova", MONDAY)
    worker = casework.at_work("turbotna", TUESDAY)
    acceptance.return_to_community(
        by=worker,
        application_id=case.pk,
        fault="mismatch",
        reason="Перевірте, чи є загроза життю",
        at=TUESDAY,
    )
    mended = Application.objects.get(pk=case.pk)
    mended.answers["need"]["threat"] = True
    mended.save(update_fields=["answers"])
    mended.holder = mended.decider
    submission.start_deciding_clocks(mended, by=worker, at=TUESDAY)
    clocks = dict(
        Clock.objects.filter(subject_id=case.pk, rule_code__startswith="service").values_list(
            "rule_code", "outcome"
        )
    )
    assert clocks == {"service_decision_martial": "cancelled", "service_decision_urgent": "running"}


def test_the_application_goes_with_the_case_to_a_new_manager(plays: Plays) -> None:
    application = accepted(plays)
    case = assess(application)
    opening.assign(
        by=casework.at_work("nastavna", TUESDAY),
        case_id=case.pk,
        post=casework.post_of("pomichnyi", TUESDAY),
        reason="Навантаження",
        reads_until=None,
        at=TUESDAY,
    )
    with clock.frozen(TUESDAY):
        planned.do_all()
    decision = prepared(Application.objects.get(pk=application.pk), entry(), by="pomichnyi")
    assert decision.specialist.name == "Юрій Помічний"
