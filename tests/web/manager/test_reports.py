"""The queue of reports and what the duty manager does: take, find, link blindly, open a case, end, pass on."""

import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories import casework, reports
from tests.factories.desk import client_of
from tests.factories.typed import moment_of
from tests.factories.world import moment

from turbota.access.models import Organisation
from turbota.audit.models import Event
from turbota.casework import report_queries
from turbota.casework.models import Case, DutyShift, Report
from turbota.casework.operations import triage
from turbota.casework.states import Sensitivity, Urgency
from turbota.kernel import clock
from turbota_demo import geography

pytestmark = pytest.mark.django_db
AT = moment("2026-11-16 10:00")


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    reports.people_of_unit(AT)
    with clock.frozen(AT):
        yield


@pytest.fixture
def duty() -> Client:
    return client_of("turbotna", AT)


def words(answer: HttpResponse) -> str:
    return answer.content.decode().replace("\u00a0", " ")


def taken(**changed: object) -> Report:
    report = reports.received(AT, **changed).report
    return triage.take(by=casework.at_work("turbotna", AT), report_id=report.pk, at=AT)


@pytest.mark.requirement("R275")
def test_the_queue_shows_the_most_urgent_first_and_no_words_of_the_report(duty: Client) -> None:
    calm = reports.received(AT, what="Бабусі важко носити воду з криниці", urgency=Urgency.ORDINARY).report
    danger = reports.threat(AT, what="Дитина сама в холодній хаті")
    page = words(duty.get("/manager/reports/"))
    assert page.index(danger.number) < page.index(calm.number)
    assert calm.what not in page and danger.what not in page
    assert "Загроза життю: 1 повідомлення без відповіді" in page
    assert calm.number not in words(duty.get("/manager/reports/?urgency=0"))
    assert danger.number not in words(duty.get("/manager/reports/?marks=flood"))


def test_a_term_in_hours_names_its_hour_and_no_place_stands_twice(duty: Client) -> None:
    reports.threat(AT, place="м. Зразкове, вул. Лугова, 17")
    reports.received(AT, place="вул. Тиха, 4")
    page = words(duty.get("/manager/reports/"))
    assert "до 10:00, 17.11" in page
    assert "м. Зразкове, вул. Лугова, 17" in page and "м. Зразкове, вул. Тиха, 4" in page
    assert "м. Зразкове, м. Зразкове" not in page
    with clock.frozen(moment("2026-11-17 08:30")):
        assert "до 10:00<" in words(client_of("turbotna", AT).get("/manager/reports/"))


def test_communities_to_pass_a_report_to_stand_in_the_order_of_the_alphabet(duty: Client) -> None:
    for key, name in (("unit", "Вишнева громада"), ("unit_yavir", "Іванівська громада")):
        Organisation.objects.filter(pk=casework.unit(AT, key).parent_id).update(name=name)
    assert [one.community for one in report_queries.served(AT.date())][:2] == [
        "Вишнева громада",
        "Іванівська громада",
    ]


def test_a_long_queue_asks_no_more_than_a_short_one_and_pages_by_its_key(duty: Client) -> None:
    seen = []
    for number in (3, 35):
        for place in range(number):
            reports.received(
                AT, what=f"Потрібна допомога в будинку {number}-{place}", network=f"192.0.2.{place}"
            )
        with CaptureQueriesContext(connection) as queries:
            page = words(duty.get("/manager/reports/"))
        seen.append(len(queries))
    assert seen[0] == seen[1] <= 12
    following = re.search(r'href="(/manager/reports/\?after=[^"]+)"', page)
    assert following is not None
    second = words(duty.get(following.group(1).replace("&amp;", "&")))
    first_numbers, second_numbers = (set(re.findall(r"ПВ-2026-\d+", text)) for text in (page, second))
    assert len(first_numbers) == 30 and len(second_numbers) == 8 and not first_numbers & second_numbers
    assert duty.get("/manager/reports/?after=ні").status_code == 404


@pytest.mark.requirement("R072")
def test_the_same_words_sent_six_times_are_one_row_of_the_queue(duty: Client) -> None:
    for number in range(6):
        reports.received(AT, network=f"192.0.2.{number}", reporter_name=f"Сусід {number}")
    page = words(duty.get("/manager/reports/"))
    assert "ще 5 таких самих" in page and len(set(re.findall(r"ПВ-2026-\d+", page))) == 1
    first, last = Report.objects.order_by("number").first(), Report.objects.order_by("number").last()
    assert first is not None and last is not None
    assert "Сусід 5" in words(duty.get(f"/manager/reports/{first.pk}/"))
    assert duty.get(f"/manager/reports/{last.pk}/").headers["Location"] == f"/manager/reports/{first.pk}/"


def test_reading_a_report_is_in_the_audit(duty: Client) -> None:
    report = reports.received(AT).report
    assert reports.WORDS in words(duty.get(f"/manager/reports/{report.pk}/"))
    event = Event.objects.get(subject_kind="report", subject_id=report.pk, right="read")
    assert event.purpose == "опрацювання повідомлення"


def test_a_foreign_report_looks_like_a_missing_one() -> None:
    report = reports.received(AT).report
    for code in ("susidnii", "likarnyi", "dohliadna", "dilnychna"):
        client = client_of(code, AT)
        for part in ("", "urgency/", "person/", "case/", "visit/"):
            assert client.get(f"/manager/reports/{report.pk}/{part}").status_code == 404
        assert client.post(f"/manager/reports/{report.pk}/take/").status_code == 404


def test_answering_the_alarm_and_taking_the_report(duty: Client) -> None:
    report = reports.threat(AT)
    assert duty.get("/manager/reports/alarms/").json()["number"] == 1
    page = words(duty.post(f"/manager/reports/{report.pk}/answer/", follow=True))
    assert "Тривогу зупинено" in page
    assert duty.get("/manager/reports/alarms/").json()["number"] == 0
    assert "вже відповів" in words(duty.post(f"/manager/reports/{report.pk}/answer/", follow=True))
    assert "Опрацьовується" in words(duty.post(f"/manager/reports/{report.pk}/take/", follow=True))


@pytest.mark.requirement("R072")
@pytest.mark.parametrize("whose", ["nobody", "ordinary", "sensitive"])
def test_linking_says_the_same_whether_there_is_a_case_or_not(duty: Client, whose: str) -> None:
    """Words, address and number of queries: a duty manager learns of no case, least of all of a sensitive one."""
    person = casework.person("Ганна", AT)
    if whose != "nobody":
        kind = Sensitivity.VIOLENCE if whose == "sensitive" else Sensitivity.NONE
        casework.opened(AT, manager="pomichnyi", main=person, sensitivity=kind)
    report = taken()
    found = words(duty.post(f"/manager/reports/{report.pk}/person/", {"q": "Вигаданська 01.04.1950"}))
    assert "Вигаданська Ганна" in found and "ВВ-2026" not in found
    with CaptureQueriesContext(connection) as queries:
        answer = duty.post(f"/manager/reports/{report.pk}/person/{person.pk}/link/")
    told = words(duty.get(answer.headers["Location"]))
    assert (answer.headers["Location"], "Долучено: відповідальний дізнається." in told) == (
        "/manager/reports/",
        True,
    )
    LINKED.setdefault("queries", len(queries))
    assert len(queries) == LINKED["queries"]
    assert duty.get(f"/manager/reports/{report.pk}/").status_code == 404
    assert report.number not in words(duty.get("/manager/reports/?state=linked"))


LINKED: dict[str, int] = {}
"""How many queries the first way of linking took: the others take as many."""


def test_who_answers_sees_the_linked_report_and_finishes_it() -> None:
    person = casework.person("Ганна", AT)
    case = casework.opened(AT, manager="pomichnyi", main=person)
    report = taken()
    client_of("turbotna", AT).post(f"/manager/reports/{report.pk}/person/{person.pk}/link/")
    manager = client_of("pomichnyi", AT)
    page = words(manager.get(f"/manager/reports/{report.pk}/"))
    assert case.number in page and reports.WORDS in page
    manager.post(f"/manager/reports/{report.pk}/finish/", {"reason": "Відвідали, допомога є"})
    report.refresh_from_db()
    assert (report.state, report.case_id) == ("closed", case.pk)
    assert client_of("turbotna", AT).get(f"/manager/reports/{report.pk}/").status_code == 404


def test_without_a_case_the_supervisor_answers_and_opens_one() -> None:
    person = casework.person("Ганна", AT)
    report = taken()
    client_of("turbotna", AT).post(f"/manager/reports/{report.pk}/person/{person.pk}/link/")
    boss = client_of("nastavna", AT)
    assert "Відкритого випадку немає" in words(boss.get(f"/manager/reports/{report.pk}/"))
    post = casework.post_of("pomichnyi", AT)
    answer = boss.post(
        f"/manager/reports/{report.pk}/case/", {"kind": "person", "sensitivity": "none", "post": str(post.pk)}
    )
    case = Case.objects.get()
    assert (answer.status_code, case.main_person_id, case.post_id) == (302, person.pk, post.pk)


@pytest.mark.requirement("R275", "R279")
def test_a_case_of_violence_opened_for_a_colleague_is_not_shown_to_who_opened_it(duty: Client) -> None:
    report = taken(violence=True, children=True)
    form = words(duty.get(f"/manager/reports/{report.pk}/case/"))
    assert re.search(r'value="child"[^>]* checked', form), "a child who is hurt: closed from others' eyes"
    given = {
        "surname": "Вигаданська", "given_name": "Оленка", "birth_date": "05.06.2019", "kind": "family",
        "sensitivity": "child", "post": str(casework.post_of("pomichnyi", AT).pk), "address": "вул. Вигадана, 3",
    }  # fmt: skip
    page = words(duty.post(f"/manager/reports/{report.pk}/case/", given, follow=True))
    case = Case.objects.get()
    assert "Випадок відкрито: відповідальний дізнається." in page and case.number not in page
    assert (case.ground, case.sensitivity, case.main_person.given_name) == ("report", "child", "Оленка")
    assert duty.get(f"/manager/case/{case.pk}/").status_code == 404


def test_a_report_of_danger_ends_only_after_a_visit(duty: Client) -> None:
    report = taken(urgency=Urgency.THREAT)
    given = {"why": "helped", "reason": "Сусіди забрали до себе"}
    refused = duty.post(f"/manager/reports/{report.pk}/dismiss/", given)
    assert refused.status_code == 422 and "Сусіди забрали" in words(refused)
    late = duty.post(
        f"/manager/reports/{report.pk}/visit/",
        {**moment_of("visited_at", "17.11.2026", "10:00"), "words": "Була вдома"},
    )
    assert late.status_code == 422 and "Була вдома" in words(late)
    duty.post(
        f"/manager/reports/{report.pk}/visit/",
        {**moment_of("visited_at", "2026-11-16", "1000"), "words": "Була вдома"},
    )
    assert duty.post(f"/manager/reports/{report.pk}/dismiss/", given).status_code == 302


def test_a_report_of_another_territory_goes_to_its_unit_with_its_terms(duty: Client) -> None:
    casework.at_work("susidnii", AT)
    report = taken(urgency=Urgency.THREAT)
    neighbour = casework.unit(AT, "unit_yavir")
    same = duty.post(
        f"/manager/reports/{report.pk}/pass-on/", {"unit": str(report.unit_id), "reason": "Не наша"}
    )
    assert same.status_code == 422
    duty.post(f"/manager/reports/{report.pk}/pass-on/", {"unit": str(neighbour.pk), "reason": "Це Прикладне"})
    assert duty.get(f"/manager/reports/{report.pk}/").status_code == 404
    other = client_of("susidnii", AT)
    assert "Це Прикладне" in words(other.get(f"/manager/reports/{report.pk}/"))
    assert other.get("/manager/reports/alarms/").json()["number"] == 1


@pytest.mark.parametrize(
    ("part", "given"),
    [
        ("urgency", {"urgency": "threat", "reason": ""}),
        ("dismiss", {"why": "", "reason": "Перевірили двічі, нікого"}),
        ("pass-on", {"unit": "", "reason": "Не наша територія"}),
        ("visit", {**moment_of("visited_at", "2026-11-16", "вчора"), "words": "Бачили, усе гаразд"}),
        ("case", {"surname": "Вигаданська", "birth_date": "31.02.2020"}),
        ("person", {"q": ""}),
    ],
)
def test_a_wrong_form_comes_back_with_what_was_typed(duty: Client, part: str, given: dict[str, str]) -> None:
    report = taken()
    answer = duty.post(f"/manager/reports/{report.pk}/{part}/", given)
    assert answer.status_code == 422
    for name in set(given) & {"reason", "words", "surname", "visited_at_time"}:
        assert given[name] in words(answer)


@pytest.mark.parametrize(
    ("code", "address", "source"),
    [("likarnyi", "/manager/reports/new/", "institution"), ("turbotna", "/manager/reports/new/", "own"),
     ("zrazkova", "/community/report/", "operator"), ("centrova", "/community/report/", "operator")],
)  # fmt: skip
@pytest.mark.requirement("R279", "R034")
def test_staff_write_a_report_down(code: str, address: str, source: str) -> None:
    client = client_of(code, AT)
    assert "Записати повідомлення" in words(client.get(address))
    given = {
        "urgency": "soon", "what": "Прийшла сусідка, просить прийти до діда", "place": "вул. Вигадана, 3",
        "town": "Зразкове", "searched": "|Зразкове", "place_code": geography.ZRAZKOVE,
    }  # fmt: skip
    bad = client.post(address, {**given, "urgency": ""})
    assert bad.status_code == 422 and given["what"] in words(bad)
    answer = client.post(address, given)
    report = Report.objects.get()
    assert (report.source, report.entered_by.code) == (source, code)
    assert report.number in words(answer) and answer.headers["Cache-Control"] == "no-store"
    assert "Опрацювати повідомлення" in words(answer) and "до 23.11.2026" in words(answer)


def test_duty_is_set_and_ended_by_the_supervisor_and_seen_by_managers(duty: Client) -> None:
    boss = client_of("nastavna", AT)
    given = {
        "post": str(casework.post_of("turbotna", AT).pk), **moment_of("since", "16.11.2026", "8:00"),
        **moment_of("until", "2026-11-16", "20.00"),
    }  # fmt: skip
    wrong = boss.post("/manager/duty/", {**given, "until_time": "700"})
    assert wrong.status_code == 422 and "пізніше за початок" in words(wrong)
    assert "зараз" in words(boss.post("/manager/duty/", given, follow=True))
    shift = DutyShift.objects.get()
    assert "Турботна" in words(duty.get("/manager/duty/"))
    assert duty.post("/manager/duty/", given).status_code == 200 and DutyShift.objects.count() == 1
    assert duty.post(f"/manager/duty/{shift.pk}/end/").status_code == 404
    boss.post(f"/manager/duty/{shift.pk}/end/")
    shift.refresh_from_db()
    assert shift.until == AT
