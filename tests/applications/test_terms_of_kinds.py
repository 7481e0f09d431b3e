"""The clocks of the deciding body name the act of the kind of assistance that they count for."""

from importlib import import_module

import pytest
from django.apps import apps
from tests.decisions.acts import MONDAY, TUESDAY
from tests.factories.desk import client_of

from turbota.applications.models import Application
from turbota.applications.operations.submission import receiver
from turbota.deadlines.models import Clock
from turbota.law.deadlines import deadline_rule
from turbota_demo.plays import Plays

ACTS = {
    "low_income": "постанова КМУ № 250 від 24.02.2003",
    "birth": "Закон України № 2811-XII від 21.11.1992",
    "idp_living": "постанова КМУ № 332 від 20.03.2022",
}
correct = import_module("turbota.applications.migrations.0011_terms_by_the_act_of_the_kind").correct


def acts_of(case: Application, *codes: str) -> set[tuple[str, bool]]:
    rows = Clock.objects.filter(subject_id=case.pk, rule_code__in=codes)
    return set(rows.values_list("act", "verified"))


@pytest.mark.parametrize("kind", ACTS)
def test_a_clock_names_the_act_of_its_kind_unverified(plays: Plays, kind: str) -> None:
    assert deadline_rule("decision", MONDAY.date()).act == ""
    case = plays.accepted(plays.submitted("maria", MONDAY, kind=kind), "umovnyi", TUESDAY)
    assert acts_of(case, "decision") == {(ACTS[kind], False)}
    assert {act for act, _ in acts_of(case, "department_acceptance")} != {ACTS[kind]}
    page = client_of("umovnyi", TUESDAY).get(f"/department/case/{case.pk}/history/").content.decode()
    assert ("№ 250" in page) is (kind == "low_income")


def test_the_notice_and_the_term_after_a_decision_name_it_too(plays: Plays) -> None:
    case = plays.accepted(plays.submitted("maria", MONDAY, kind="idp_living"), "umovnyi", TUESDAY)
    plays.approved(plays.proposed(case, "umovnyi", TUESDAY), "pokazova", TUESDAY)
    assert acts_of(case, "notice_of_decision") == {(ACTS["idp_living"], False)}


def test_clocks_of_before_are_mended_and_those_of_the_kind_itself_stay(plays: Plays) -> None:
    cases = {
        kind: plays.submitted(key, MONDAY, kind=kind)
        for kind, key in (("birth", "maria"), ("low_income", "stepan"))
    }
    Clock.objects.filter(rule_code="decision").update(act=ACTS["low_income"])
    correct(apps, None)
    for kind, case in cases.items():
        assert acts_of(case, "decision") == {(ACTS[kind], False)}


@pytest.mark.parametrize(
    ("deceased_aid", "body"),
    [("aid_childhood", "pension_fund"), ("none", "department"), (None, "department")],
)
def test_the_body_is_chosen_by_the_answers_where_the_kind_says_so(
    plays: Plays, deceased_aid: str | None, body: str
) -> None:
    case = plays.submitted("maria", MONDAY, kind="low_income")
    case.kind, case.answers = "burial", {**case.answers, "burial": {"deceased_aid": deceased_aid}}
    chosen = receiver(case, MONDAY.date())
    assert chosen is not None and chosen.kind == body
