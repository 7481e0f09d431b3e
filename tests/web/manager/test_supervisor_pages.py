"""The supervisor's pages: approvals, people in two cases, load, handover, rules; a manager opens none of them."""

from collections.abc import Iterator

import pytest
from django.test import Client
from tests.factories import casework
from tests.factories.desk import cabinet_of, client_of
from tests.factories.world import moment

from turbota.casework.case_states import Stage
from turbota.casework.models import Case, CaseManager, MemberClaim, StageRule
from turbota.casework.operations import claims, members, supervising
from turbota.casework.operations.opening import Member
from turbota.casework.states import Relation, Sensitivity
from turbota.kernel import clock
from turbota.kernel.identifiers import new_id
from turbota.people.models import Person
from turbota.people.operations import PersonData
from turbota_demo import stage

pytestmark = pytest.mark.django_db
AT = moment("2026-11-16 10:00")
PAGES = ("/manager/approvals/", "/manager/load/", "/manager/unit/")


@pytest.fixture
def supervisor() -> Iterator[Client]:
    with clock.frozen(AT):
        yield client_of("nastavna", AT)


def add_child(case: Case, by: str) -> None:
    data = PersonData(surname="Спільна", given_name="Дарина", birth_date=moment("2017-02-03 00:00").date())
    made = members.add(
        by=casework.at_work(by, AT), case_id=case.pk, member_id=new_id(), data=data,
        relation=Relation.CHILD, note="", at=AT,
    )  # fmt: skip
    claims.look_for(member_id=made.pk, at=AT)


@pytest.mark.parametrize("address", PAGES)
def test_a_manager_has_no_pages_of_the_supervisor(address: str, supervisor: Client) -> None:
    casework.opened(AT)
    assert supervisor.get(address).status_code == 200
    for code in ("turbotna", "likarnyi", "dohliadna", "umovnyi"):
        assert client_of(code, AT).get(address).status_code == 404


def test_approved_or_sent_back_with_remarks(supervisor: Client) -> None:
    case = casework.opened(AT)
    asked = supervising.ask(
        by=casework.at_work("turbotna", AT), case_id=case.pk, stage=Stage.CLOSURE, words="Готово все", at=AT
    )
    page = f"/manager/approvals/{asked.pk}/"
    assert "Готово все" in supervisor.get(page).content.decode()
    empty = supervisor.post(page, {"answer": "send_back", "remark": ""})
    assert empty.status_code == 422 and "Напишіть, що треба змінити." in empty.content.decode()
    assert supervisor.post(page, {"answer": "send_back", "remark": "Опишіть ризики"}).status_code == 302
    assert "Опишіть ризики" in client_of("turbotna", AT).get(f"/manager/case/{case.pk}/").content.decode()
    assert supervisor.get(page).status_code == 404


def test_a_sensitive_case_of_another_unit_is_not_even_named(supervisor: Client) -> None:
    there = casework.opened(
        AT, manager="susidnii", main=casework.person("Інша", AT), sensitivity=Sensitivity.VIOLENCE
    )
    add_child(there, "susidnii")
    add_child(casework.opened(AT), "turbotna")
    claim = MemberClaim.objects.get()

    words = supervisor.get(f"/manager/approvals/people/{claim.pk}/").content.decode()

    assert "випадок іншого відділу" in words
    assert there.number not in words and there.unit.short_name not in words
    listed = client_of("turbotna", AT).get("/manager/").content.decode()
    assert "Спільна" not in listed


def test_the_supervisor_moves_a_child_from_the_page(supervisor: Client) -> None:
    other = casework.opened(AT, manager="pomichnyi", main=casework.person("Інша", AT))
    add_child(other, "pomichnyi")
    mine = casework.opened(AT)
    add_child(mine, "turbotna")
    claim = MemberClaim.objects.get()
    page = f"/manager/approvals/people/{claim.pk}/"
    assert supervisor.post(page, {"outcome": "", "reason": "Живе з батьком"}).status_code == 422
    sent = {"outcome": str(claim.member_id), "reason": "Живе з батьком"}
    assert supervisor.post(page, sent).status_code == 302
    assert mine.members.filter(until__isnull=True).count() == 1


@pytest.mark.requirement("R278")
def test_cases_are_handed_over_and_the_person_reads_who_it_is_now(supervisor: Client) -> None:
    maria = Person.objects.get(pk=stage.at_home("maria", AT).person_id)
    case = casework.opened(AT, main=maria)
    casework.opened(AT, main=casework.person("Ніна", AT), sensitivity=Sensitivity.VIOLENCE)
    post, to = casework.post_of("turbotna", AT), casework.post_of("pomichnyi", AT)
    page = f"/manager/handover/{post.pk}/"
    assert case.number in supervisor.get(page).content.decode()
    lacking = supervisor.post(page, {"post": str(to.pk), "reason": "Відпустка", "reads_until": ""})
    assert lacking.status_code == 422 and "Позначте випадки" in lacking.content.decode()
    sent = {"case": [str(case.pk)], "post": str(to.pk), "reason": "Відпустка", "reads_until": "2026-12-01"}
    assert supervisor.post(page, sent).headers["Location"] == "/manager/load/"
    assert CaseManager.objects.get(case=case, until__isnull=True).post_id == to.pk
    home = cabinet_of("maria", AT).get("/cabinet/").content.decode()
    assert "Ваш соціальний менеджер тепер Юрій Помічний" in home


def test_a_former_manager_reads_for_a_while_and_has_no_forms(supervisor: Client) -> None:
    case = casework.opened(AT)
    sent = {"case": [str(case.pk)], "post": str(casework.post_of("pomichnyi", AT).pk),
            "reason": "Відпустка", "reads_until": "2026-12-01"}  # fmt: skip
    assert supervisor.post(f"/manager/handover/{case.post_id}/", sent).status_code == 302
    former, place = client_of("turbotna", AT), f"/manager/case/{case.pk}/"
    page = former.get(place).content.decode()
    assert "Ви вели цей випадок раніше" in page and "Завершити випадок" not in page
    for part in ("risk/", "contact/", "close/", "people/add/", "sensitivity/", "note/", "card/card.pdf"):
        assert former.get(place + part).status_code == 404, part
    with clock.frozen(moment("2026-12-01 09:00")):
        assert client_of("turbotna", moment("2026-12-01 09:00")).get(place).status_code == 404


def test_what_the_unit_wants_approved_is_set_from_the_page(supervisor: Client) -> None:
    unit = casework.unit(AT)
    page = f"/manager/load/{unit.pk}/rule/"
    assert supervisor.post(page, {"plan": "complex", "closure": "any"}).status_code == 302
    assert set(StageRule.objects.values_list("stage", "from_level")) == {
        ("plan", "complex"),
        ("closure", "any"),
    }
    foreign = casework.unit(AT, "unit_yavir")
    assert supervisor.post(f"/manager/load/{foreign.pk}/rule/", {"plan": "any"}).status_code == 404


def test_a_closed_case_is_listed_and_opened_again(supervisor: Client) -> None:
    case = casework.opened(AT)
    manager = client_of("turbotna", AT)
    done = {"reason": "moved", "words": "Переїхала до дочки", "version": str(case.version)}
    assert manager.post(f"/manager/case/{case.pk}/close/", done).status_code == 302
    assert case.number in manager.get("/manager/closed/").content.decode()
    assert case.number not in manager.get("/manager/").content.decode()
    post = casework.post_of("pomichnyi", AT)
    again = {"reason": "Повернулася до громади", "manager": str(post.pk), "version": "1"}
    assert supervisor.post(f"/manager/case/{case.pk}/reopen/", again).status_code == 302
    case.refresh_from_db()
    assert case.post_id == post.pk and case.closed_at is None


@pytest.mark.parametrize("text", ["Вигаданська", "вигаданська ганна", "Юлія"])
def test_a_case_is_found_only_by_those_who_see_it(text: str, supervisor: Client) -> None:
    child = Member(casework.person("Юлія", AT, surname="Юлія"), Relation.CHILD)
    case = casework.opened(AT, family=(child,), sensitivity=Sensitivity.VIOLENCE)
    for code, sees in (("turbotna", True), ("nastavna", True), ("pomichnyi", False), ("susidnii", False)):
        found = client_of(code, AT).post("/manager/find/", {"q": text}).content.decode()
        assert (case.number in found) is sees
    assert supervisor.post("/manager/find/", {"q": case.number}).status_code == 302
