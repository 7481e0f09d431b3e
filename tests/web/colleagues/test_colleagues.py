"""The head's pages: who is away, who acts instead, and everything of a colleague over a selection."""

from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories import casework, world
from tests.factories.desk import client_of
from tests.factories.world import moment

from turbota.access.models import Absence, Account, Deputation, Organisation, Post
from turbota.applications.hands import receivers, spread
from turbota.applications.models import Application, Assignment
from turbota.applications.states import State
from turbota.kernel import clock
from turbota_demo import cast, papers
from turbota_demo.plays import Plays

AT = moment("2026-11-17 09:00")
YESTERDAY = moment("2026-11-16 10:00")
WHY = "На час відпустки колеги."


@pytest.fixture
def now(plays: Plays) -> object:
    with clock.frozen(AT):
        yield AT


def office(key: str = "pension") -> Organisation:
    return Organisation.objects.get(code=cast.body(key).code)


def account(code: str) -> Account:
    return Account.objects.get(code=code)


def pile(plays: Plays) -> list[Application]:
    """Three cases of one specialist."""
    return [
        plays.accepted(plays.submitted(key, YESTERDAY), "umovnyi", YESTERDAY)
        for key in ("maria", "olesia", "roman")
    ]


def address(code: str = "umovnyi") -> str:
    return f"/colleagues/{office().pk}/of/{account(code).pk}/"


def chosen(cases: list[Application]) -> list[str]:
    return [f"{case.pk}:{case.version}" for case in cases]


def words(answer: object) -> str:
    return answer.content.decode().replace("\u00a0", " ")  # type: ignore[attr-defined]


def test_the_number_of_a_unit_says_that_it_counts_applications(plays: Plays, now: datetime) -> None:
    casework.at_work("nastavna", AT)
    note = "Випадків соціальних менеджерів у цьому числі немає"
    assert note in words(client_of("nastavna", AT).get("/colleagues/"))
    assert note not in words(client_of("pokazova", AT).get("/colleagues/"))


def test_the_head_sees_colleagues_and_writes_down_an_absence(plays: Plays, now: datetime) -> None:
    pile(plays)
    head = client_of("pokazova", AT)
    page = words(head.get("/colleagues/"))
    assert "Олег Умовний" in page and "Передати справи" in page
    url = f"/colleagues/{office().pk}/absence/"
    data = {
        "account": account("umovnyi").pk,
        "since": "2026-11-17",
        "last_day": "2026-11-20",
        "reason": "planned",
    }
    bad = head.post(url, {**data, "last_day": "2026-11-10"})
    assert bad.status_code == 422 and "Останній день не може бути раніше" in words(bad)
    assert head.post(url, data).status_code == 302
    again = head.post(url, data)
    assert again.status_code == 422 and "вже записано" in words(again)
    assert "відсутня людина" in words(head.get("/colleagues/"))
    absence = Absence.objects.get()
    for stranger in (client_of("kerivna", AT), client_of("umovnyi", AT), client_of("zrazkova", AT)):
        assert stranger.post(url, data).status_code == 404
        assert stranger.post(f"/colleagues/absence/{absence.pk}/end/").status_code == 404
    assert head.post(f"/colleagues/absence/{absence.pk}/end/").status_code == 302
    assert "відсутня людина" not in words(head.get("/colleagues/"))


def test_a_deputy_signs_in_and_finds_the_work_of_the_post(plays: Plays, now: datetime) -> None:
    head, deputy = client_of("pokazova", AT), client_of("umovnyi", AT)
    assert deputy.get("/department/to-sign/").status_code == 404
    post = Post.objects.get(account=account("pokazova"))
    data = {
        "post": post.pk,
        "account": account("umovnyi").pk,
        "since": "2026-11-17",
        "last_day": "2026-11-20",
    }
    url = f"/colleagues/{office().pk}/deputy/"
    bad = head.post(url, data)
    assert bad.status_code == 422 and "номер і дату наказу" in words(bad)
    assert head.post(url, {**data, "ground": "наказ № 7-к"}).status_code == 302
    assert deputy.get("/department/to-sign/").status_code == 200
    assert client_of("kerivna", AT).post(url, {**data, "ground": "наказ № 7-к"}).status_code == 404
    with clock.frozen(moment("2026-11-21 09:00")):
        assert deputy.get("/department/to-sign/").status_code == 404
    assert head.post(f"/colleagues/deputy/{Deputation.objects.get().pk}/end/").status_code == 302
    assert deputy.get("/department/to-sign/").status_code == 404


def test_a_selection_moves_and_what_could_not_says_why(plays: Plays, now: datetime) -> None:
    cases = pile(plays)
    colleague, _ = world.colleague("nadiia", like="umovnyi", at=YESTERDAY)
    head = client_of("pokazova", AT)
    page = words(head.get(address()))
    assert all(case.number in page for case in cases if case.number)
    empty = head.post(address(), {"case": chosen(cases)})
    assert empty.status_code == 422 and "Виберіть, кому передати" in words(empty)
    assert '<a href="#to_0">Виберіть, кому передати' in words(empty) and ' id="to_0"' in words(empty)
    assert words(empty).count(' checked><span class="vh">Передати') == 3
    Application.objects.filter(pk=cases[1].pk).update(version=99)
    done = head.post(address(), {"case": chosen(cases), "to": colleague.account_id, "why": WHY})
    assert done.status_code == 200
    text = words(done)
    assert text.count("Тепер веде: Надія Колега") == 2 and text.count("Не передано") == 1
    assert set(Application.objects.filter(taken_by=colleague.account_id)) == {cases[0], cases[2]}
    twice = words(head.post(address(), {"case": chosen(cases), "to": colleague.account_id, "why": WHY}))
    assert "Тепер веде" not in twice and twice.count("Не передано") == 3
    assert Assignment.objects.filter(until=None).count() == 3


def test_spread_evenly_by_load(plays: Plays, now: datetime) -> None:
    cases = pile(plays)
    first, _ = world.colleague("nadiia", like="umovnyi", at=YESTERDAY)
    second, _ = world.colleague("solomiia", like="umovnyi", at=YESTERDAY, tax_number="2888401028")
    rows = [one for one in receivers(office().pk, AT) if one.account_id != account("umovnyi").pk]
    plan = spread(cases, rows)
    assert sorted(list(plan.values()).count(one.account_id) for one in (first, second)) == [1, 2]
    done = client_of("pokazova", AT).post(address(), {"case": chosen(cases), "to": "evenly", "why": WHY})
    assert words(done).count("Тепер веде") == 3
    counts = [Application.objects.filter(taken_by=one.account_id).count() for one in (first, second)]
    assert sorted(counts) == [1, 2]


def test_nobody_at_work_means_nothing_moves(plays: Plays, now: datetime) -> None:
    cases = pile(plays)
    done = words(
        client_of("pokazova", AT).post(address(), {"case": chosen(cases), "to": "evenly", "why": WHY})
    )
    assert done.count("Немає колеги на місці") == 3
    assert Application.objects.filter(taken_by=account("umovnyi")).count() == 3


def test_a_head_of_another_body_finds_nothing(plays: Plays, now: datetime) -> None:
    cases = pile(plays)
    for code in ("kerivna", "umovnyi", "zrazkova", "admin"):
        stranger = client_of(code, AT)
        assert stranger.get(address()).status_code == 404
        answer = stranger.post(address(), {"case": chosen(cases), "to": "evenly", "why": WHY})
        assert answer.status_code == 404
    own = f"/colleagues/{office('department').pk}/of/{account('davnii').pk}/"
    stolen = client_of("kerivna", AT).post(
        own, {"case": chosen(cases), "to": account("davnii").pk, "why": WHY}
    )
    assert "яких тут уже немає: 3" in words(stolen)
    assert Application.objects.filter(taken_by=account("umovnyi")).count() == 3
    assert (
        client_of("pokazova", AT).post(address(), {"case": "x:y", "to": "evenly", "why": WHY}).status_code
        == 404
    )


def test_an_officer_gives_a_case_back_and_another_takes_it(plays: Plays, now: datetime) -> None:
    case = plays.formed("stepan", "starosta", "yavir", YESTERDAY)
    starosta, url = client_of("starosta", AT), f"/colleagues/case/{case.pk}/"
    assert "Віддати в чергу" in words(starosta.get(f"/community/cases/{case.pk}/"))
    bad = starosta.post(f"{url}give-back/", {"reason": "ні"})
    assert bad.status_code == 422 and "ні" in words(bad)
    stale = starosta.post(f"{url}give-back/", {"reason": WHY, "version": "0"})
    assert stale.status_code == 409
    assert starosta.post(f"{url}give-back/", {"reason": WHY}).status_code == 302
    assert "Взяти собі" in words(starosta.get(f"/community/cases/{case.pk}/"))
    for code in ("zrazkova", "umovnyi"):
        assert client_of(code, AT).post(f"{url}take/").status_code == 404
    assert starosta.post(f"{url}take/").status_code == 302
    assert Application.objects.get(pk=case.pk).taken_by_id == account("starosta").pk


def test_the_counter_takes_a_withdrawal_on_paper(plays: Plays, now: datetime) -> None:
    case = plays.formed("stepan", "starosta", "yavir", YESTERDAY)
    starosta, url = client_of("starosta", AT), f"/colleagues/case/{case.pk}/withdrawal/"
    assert "Закінчити розгляд" in words(starosta.get(url))
    assert starosta.post(url).status_code == 422
    assert client_of("zrazkova", AT).get(url).status_code == 404
    paper = SimpleUploadedFile("page.jpg", papers.page(["Заява про відкликання"]), "image/jpeg")
    assert starosta.post(url, {"files": [paper]}).status_code == 302
    assert Application.objects.get(pk=case.pk).state == State.WITHDRAWN
    over = starosta.get(url)
    assert over.status_code == 200 and "вже закінчено" in words(over)
    assert "Заявник відкликав заяву" in words(starosta.get(f"/community/cases/{case.pk}/"))


def test_a_specialist_takes_no_withdrawal_while_the_head_reads_the_decision(
    plays: Plays, now: datetime
) -> None:
    case = plays.finished("stepan", "starosta", "yavir", YESTERDAY)
    plays.handed_over([case], "starosta", YESTERDAY)
    plays.accepted(case, "umovnyi", YESTERDAY)
    plays.proposed(case, "umovnyi", YESTERDAY)
    url, content = f"/colleagues/case/{case.pk}/withdrawal/", papers.page(["Заява про відкликання"])
    for code, status, state in (("umovnyi", 422, State.IN_WORK), ("starosta", 302, State.WITHDRAWN)):
        paper = SimpleUploadedFile("page.jpg", content, "image/jpeg")
        answer = client_of(code, AT).post(url, {"files": [paper]})
        assert answer.status_code == status
        assert Application.objects.get(pk=case.pk).state == state
        if status == 422:
            assert "керівник має спершу повернути рішення" in words(answer)
    assert case.attachments.filter(document_code="withdrawal").count() == 1


def test_the_second_application_is_seen_at_the_counter_by_number_and_office_only(
    plays: Plays, now: datetime
) -> None:
    first = plays.registered("roman", "zrazkova", "dolyna", YESTERDAY)
    second = plays.registered("roman", "starosta", "yavir", YESTERDAY + timedelta(hours=1))
    page = words(client_of("starosta", AT).get(f"/community/cases/{second.pk}/"))
    assert f"№ {first.number}, Вишнедольська громада" in page
    assert str(first.pk) not in page
    assert client_of("starosta", AT).get(f"/community/cases/{first.pk}/").status_code == 404


def test_the_head_of_a_community_moves_cases_and_reads_none(plays: Plays, now: datetime) -> None:
    case = plays.formed("olesia", "zrazkova", "dolyna", YESTERDAY)
    other, _ = world.colleague("druha", like="zrazkova", at=YESTERDAY)
    head = client_of("holova", AT)
    page = words(head.get("/colleagues/"))
    assert "На підпис" not in page and "Знайти людину" not in page
    url = f"/colleagues/{office('dolyna').pk}/of/{account('zrazkova').pk}/"
    assert case.number is not None and case.number in words(head.get(url))
    moved = head.post(url, {"case": chosen([case]), "to": other.account_id, "why": WHY})
    assert "Тепер веде: Надія Колега" in words(moved)
    assert Application.objects.get(pk=case.pk).taken_by_id == other.account_id
    for address_of_case in (f"/community/cases/{case.pk}/", f"/department/case/{case.pk}/"):
        assert head.get(address_of_case).status_code == 404


def test_decisions_that_wait_for_an_absent_head_are_for_a_deputy(plays: Plays, now: datetime) -> None:
    case = plays.accepted(plays.submitted("maria", YESTERDAY), "umovnyi", YESTERDAY)
    plays.proposed(case, "umovnyi", YESTERDAY)
    page = words(client_of("pokazova", AT).get(address("pokazova")))
    assert "чекає рішень: 1" in page and "призначте заступника" in page
