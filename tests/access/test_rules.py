"""One rule answers both questions; and which body decides on a day."""

from datetime import date

import pytest
from django.db.models import Q
from pytest_django import DjangoAssertNumQueries
from tests.factories.world import moment

from turbota.access.actors import NOBODY, SYSTEM, Actor
from turbota.access.models import Organisation
from turbota.access.queries import deciding_body
from turbota.access.rules import REGISTER, Action, Rule
from turbota.applications.models import Application, HandoverAlarm, HandoverRegister
from turbota.applications.operations import acceptance
from turbota.decisions.models import Decision
from turbota.people.models import Death, IdentityCheck, Mandate, Person
from turbota.people.operations import known_or_new
from turbota_demo import cast, stage
from turbota_demo.plays import Plays

AT = moment("2026-11-16 10:00")
MODELS = {
    "application": Application,
    "application.take_over": Mandate,
    "mandate": Mandate,
    "decision": Decision,
    "decision.correct": Application,
    "decision.calculate": Application,
    "decision.enter_by_hand": Application,
    "decision.enter_services": Application,
    "register": HandoverRegister,
    "alarm": HandoverAlarm,
    "organisation": Organisation,
    "post": Organisation,
    "person": Person,
    "person.deaths_here": Death,
    "person.undo_death": Death,
    "identity": IdentityCheck,
}


def office(key: str) -> Organisation:
    return Organisation.objects.get(code=cast.body(key).code)


def everybody() -> list[Actor]:
    staff = [stage.at_work(one.code, AT) for one in cast.EMPLOYEES]
    citizens = [stage.at_home(key, AT) for key in ("maria", "stepan", "olesia")]
    return [NOBODY, SYSTEM, *staff, *citizens]


def test_can_and_visible_are_one_rule_for_every_action(plays: Plays) -> None:
    plays.submitted("maria", AT)
    stepan = plays.finished("stepan", "starosta", "yavir", AT)
    plays.handed_over([stepan], "starosta", AT)
    acceptance.return_to_community(
        by=stage.at_work("umovnyi", AT),
        application_id=stepan.pk,
        fault="unreadable",
        reason="Скан паспорта не читається.",
        at=AT,
    )
    plays.registered("olesia", "zrazkova", "dolyna", AT)
    taken = plays.submitted("olesia", AT)
    plays.accepted(taken, "umovnyi", AT)
    plays.proposed(taken, "umovnyi", AT)
    known_or_new(data=stage.data_of(cast.citizen("danylo")), at=AT)
    stage.at_home("danylo", AT)
    assert IdentityCheck.objects.count() == 1
    assert Application.objects.count() == 4
    assert Decision.objects.count() == HandoverRegister.objects.count() == 1
    checked = 0
    for action in REGISTER.values():
        model = MODELS.get(action.name) or MODELS.get(action.name.split(".")[0])
        if model is None:
            continue
        rows = list(model.objects.all())
        for actor in everybody():
            seen = set(action.visible(actor, model.objects.all()).values_list("pk", flat=True))
            assert {row.pk for row in rows if action.can(actor, row)} == seen, (action.name, actor.role)
            checked += 1
    assert checked > 150


def test_nobody_may_do_nothing(plays: Plays) -> None:
    plays.registered("olesia", "zrazkova", "dolyna", AT)
    for action in REGISTER.values():
        assert action.scope(NOBODY) is None


def test_a_rule_without_a_condition_is_not_narrowed_by_another(plays: Plays) -> None:
    """«Everything» or «one row» is everything, in whatever order the rules stand."""
    everything = Rule("all", frozenset({"administrator"}), lambda actor: Q())
    one = Rule("one", frozenset({"administrator"}), lambda actor: Q(code="12300012"))
    for rules in ((everything, one), (one, everything)):
        action = Action("test.only", "read", "лише для перевірки", rules)
        try:
            seen = action.visible(stage.at_work("admin", AT), Organisation.objects.all())
            assert seen.count() == len(cast.BODIES)
        finally:
            del REGISTER["test.only"]


@pytest.mark.parametrize(
    ("code", "sees"),
    [
        ("zrazkova", True),
        ("probna", True),
        ("starosta", False),
        ("centrova", False),
        ("umovnyi", False),
        ("davnii", False),
        ("admin", False),
    ],
)
def test_a_case_of_a_community_is_seen_there_only_until_it_is_handed_over(
    plays: Plays, code: str, sees: bool
) -> None:
    case = plays.registered("maria", "zrazkova", "dolyna", AT)
    assert REGISTER["application.read"].can(stage.at_work(code, AT), case) is sees


def test_the_former_holder_reads_and_does_nothing_more(plays: Plays) -> None:
    case = plays.finished("maria", "starosta", "yavir", AT)
    plays.handed_over([case], "starosta", AT)
    case.refresh_from_db()
    starosta, umovnyi = stage.at_work("starosta", AT), stage.at_work("umovnyi", AT)
    assert REGISTER["application.read"].can(starosta, case)
    assert not REGISTER["application.form"].can(starosta, case)
    assert not REGISTER["application.hand_over"].can(starosta, case)
    acceptance.return_to_community(
        by=umovnyi, application_id=case.pk, fault="unreadable", reason="Скан паспорта не читається.", at=AT
    )
    case.refresh_from_db()
    assert REGISTER["application.read"].can(umovnyi, case)
    for verb in ("accept", "return", "ask"):
        assert not REGISTER[f"application.{verb}"].can(umovnyi, case)


def test_a_citizen_sees_own_cases_only(plays: Plays) -> None:
    case = plays.submitted("maria", AT)
    for name in ("read", "fill", "submit", "answer"):
        assert REGISTER[f"application.{name}"].can(stage.at_home("maria", AT), case)
        assert not REGISTER[f"application.{name}"].can(stage.at_home("stepan", AT), case)


def test_the_deciding_body_is_the_one_of_the_same_oblast(plays: Plays) -> None:
    on = date(2026, 11, 16)
    assert deciding_body(decider="pension_fund", on=on, near=office("yavir")) == office("pension")
    assert deciding_body(decider="department", on=on, near=office("centre")) == office("department")
    other = Organisation.objects.create(
        kind="oblast", name="Інша область", short_name="Інша", code="12300090", parent=office("ministry"),
        since=date(2020, 1, 1),
    )  # fmt: skip
    theirs = Organisation.objects.create(
        kind="pension_fund", name="А: управління іншої області", short_name="А", code="12300091", parent=other,
        since=date(2020, 1, 1), until=date(2026, 12, 1),
    )  # fmt: skip
    assert deciding_body(decider="pension_fund", on=on, oblast_name="Інша") == theirs
    assert deciding_body(decider="pension_fund", on=on, oblast_name="Вишнева область") == office("pension")
    assert deciding_body(decider="pension_fund", on=date(2026, 12, 1), oblast_name="Інша") == office(
        "pension"
    )
    assert deciding_body(decider="department", on=on, oblast_name="Вишнева область") == office("department")
    assert deciding_body(decider="department", on=on, oblast_name="Інша") is None
    assert deciding_body(decider="department", on=on) is None
    assert deciding_body(decider="nobody", on=on) is None


def test_the_number_of_queries_does_not_grow_with_the_bodies(
    plays: Plays, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(10):
        Organisation.objects.create(
            kind="pension_fund", name=f"А{number}", short_name="А", code=f"9990000{number}",
            parent=office("ministry"), since=date(2020, 1, 1),
        )  # fmt: skip
    community = Organisation.objects.select_related("parent").get(pk=office("yavir").pk)
    with django_assert_max_num_queries(4):
        assert deciding_body(decider="pension_fund", on=date(2026, 11, 16), near=community)
