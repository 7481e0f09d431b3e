"""«Повідомити про людину в біді»: nobody signs in, nothing typed is lost, nobody waits who is in danger."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image
from tests.factories import casework, reports
from tests.factories.world import moment

from turbota.access import limits
from turbota.casework.models import Alarm, Report, ReportPhoto
from turbota.documents import pictures
from turbota.kernel import clock
from turbota_demo import geography

pytestmark = pytest.mark.django_db
AT = moment("2026-11-16 10:00")
WORDS = "Сусід лежить на сходах і не підводиться, дихає важко."


@pytest.fixture(autouse=True)
def world() -> object:
    reports.people_of_unit(AT)
    with clock.frozen(AT):
        yield


def chosen(code: str = geography.ZRAZKOVE, town: str = "Зразкове") -> dict[str, str]:
    """A place that was chosen from the list."""
    return {"town": town, "searched": f"|{town}", "place_code": code}


def answers(**changed: str) -> dict[str, str]:
    values = {
        "urgency": "soon",
        "what": WORDS,
        **chosen(),
        "place": "вул. Вигадана, 3",
        "step": "contact",
    }
    return {**values, **changed}


def words(answer: HttpResponse) -> str:
    """The page with ordinary spaces."""
    return answer.content.decode().replace("\u00a0", " ")


def photo(size: int = 0) -> SimpleUploadedFile:
    made = io.BytesIO()
    Image.new("RGB", (640, 480), "gray").save(made, "JPEG")
    content = made.getvalue()
    return SimpleUploadedFile("мама вдома.jpg", content + b"\0" * max(0, size - len(content)), "image/jpeg")


@pytest.mark.requirement("R072")
def test_the_questions_come_one_after_the_other_and_nothing_is_kept_before_the_end(client: Client) -> None:
    page = words(client.get("/report/"))
    assert "tel:103" in page and "Чи є загроза життю" in page
    steps = {"urgency": "soon", "step": "danger"}
    seen = words(client.post("/report/", steps))
    assert "Що сталося?" in seen
    seen = words(client.post("/report/", {**steps, "step": "what", "what": WORDS, "children": "on"}))
    assert "Населений пункт" in seen and 'name="children" value="on"' in seen and WORDS in seen
    back = words(client.post("/report/", answers(step="where", back="1")))
    assert WORDS in back and "Що сталося?" in back
    assert not Report.objects.exists() and "sessionid" not in client.cookies


@pytest.mark.requirement("R072")
def test_the_code_is_shown_once_and_followed_by_post_alone(client: Client) -> None:
    answer = client.post("/report/", answers(children="on"))
    code = re.search(r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}", words(answer))
    assert code is not None and answer.headers["Cache-Control"] == "no-store"
    report = Report.objects.get()
    assert report.children and report.number not in words(answer)

    found = client.post("/report/follow/", {"code": code.group()})
    wrong = client.post("/report/follow/", {"code": "2222-2222-2222"})
    assert "Стан: прийнято" in words(found)
    assert found.status_code == wrong.status_code == 200 and "нічого не знайдено" in words(wrong)
    assert code.group() not in words(client.get(f"/report/follow/?code={code.group()}"))
    for text in (report.what, report.place, report.unit.name):
        assert text not in words(found)


def test_tries_of_codes_are_limited(client: Client) -> None:
    for _ in range(limits.FOLLOWING.most):
        client.post("/report/follow/", {"code": "2222-2222-2222"})
    answer = client.post("/report/follow/", {"code": "2222-2222-2222"})
    assert answer.status_code == 429 and "Код не втратив чинності" in words(answer)


def test_danger_does_not_wait_for_contact_and_photos(client: Client) -> None:
    page = words(client.post("/report/", {"urgency": "threat", "step": "danger"}))
    assert "tel:103" in page
    sent = client.post("/report/", answers(urgency="threat", step="where", what="Б’ють", send="now"))
    assert "Чергового вже покликано" in words(sent)
    assert Alarm.objects.get().report.what == "Б’ють"


@pytest.mark.parametrize("typed", ["Допоможіть", "Ви всі дурні", "ааа"])
def test_one_word_or_an_insult_is_asked_once_gently_and_taken(client: Client, typed: str) -> None:
    asked = client.post("/report/", answers(step="what", what=typed))
    assert asked.status_code == 200 and "Додайте, що саме сталося" in words(asked)
    assert typed in words(asked)
    on = words(client.post("/report/", answers(step="what", what=typed, asked="yes")))
    assert "Населений пункт" in on
    client.post("/report/", answers(what=typed))
    assert Report.objects.get().what == typed


def test_a_report_about_nowhere_is_asked_once_where_and_is_taken(client: Client) -> None:
    nowhere = answers(step="where", town="", place_code="", searched="", place="")
    assert "Додайте, де саме" in words(client.post("/report/", nowhere))
    assert "Хто повідомляє" in words(client.post("/report/", {**nowhere, "asked": "yes"}))
    client.post("/report/", answers(town="", place_code="", searched="", place=""))
    report = Report.objects.get()
    assert report.elsewhere and report.locality is None


@pytest.mark.requirement("R072")
def test_a_place_is_found_by_its_name_and_chosen_without_a_script(client: Client) -> None:
    typed = answers(step="where", town="с. Іванивка", searched="", place_code="")
    page = words(client.post("/report/", typed))
    assert "Ще не надіслано: виберіть місце" in page and page.count('name="place_code"') == 3
    for community in ("Яворівська-Прикладна громада", "Калинівська-Зразкова громада"):
        assert community in page
    code = re.search(r'name="place_code"[^>]*value="(UA00\d+)"', page)
    assert code is not None
    chosen_now = {**typed, "searched": "|с. Іванивка", "place_code": code.group(1)}
    assert "Хто повідомляє" in words(client.post("/report/", chosen_now))
    client.post("/report/", {**chosen_now, "step": "contact"})
    report = Report.objects.get()
    assert report.locality is not None and report.locality.name == "Іванівка"


def test_whoever_finds_no_place_goes_on_with_words_and_loses_none(client: Client) -> None:
    typed = answers(step="where", town="Хутір за лісом", searched="", place_code="")
    page = words(client.post("/report/", typed))
    assert "Хто повідомляє" in page and "Хутір за лісом" in page
    several = answers(step="where", town="Іванівка", searched="|Іванівка", place_code="none")
    assert "Хто повідомляє" in words(client.post("/report/", several))
    client.post("/report/", {**typed, "step": "contact", "oblast": geography.OBLAST})
    report = Report.objects.get()
    assert report.place == "Хутір за лісом, вул. Вигадана, 3"
    assert report.locality is not None and report.locality_id == geography.OBLAST


def test_a_choice_does_not_outlive_the_words_it_was_made_for(client: Client) -> None:
    changed = answers(step="where", town="Лугове")
    changed["searched"] = "|Зразкове"
    page = words(client.post("/report/", changed))
    assert "виберіть місце" in page and geography.LUHOVE in page and geography.ZRAZKOVE not in page


def test_danger_in_a_place_of_one_name_is_not_asked_which(client: Client) -> None:
    told = answers(urgency="threat", step="where", town="Лугове", searched="", place_code="", send="now")
    assert "Чергового вже покликано" in words(client.post("/report/", told))
    assert Report.objects.get().locality_id == geography.LUHOVE


@pytest.mark.requirement("R072")
def test_the_answer_is_word_for_word_the_same_whoever_serves_the_place(client: Client) -> None:
    casework.at_work("oblasnyi", AT)
    seen = []
    for code in (geography.ZRAZKOVE, geography.UNSERVED, geography.OBLAST):
        with CaptureQueriesContext(connection) as asked:
            sent = words(client.post("/report/", answers(place_code=code, what=f"{WORDS} {code}")))
        code_word = r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}"
        seen.append((re.sub(rf"{code_word}|csrf[^>]+>|nonce=\S+", "", sent), len(asked)))
    assert seen[0] == seen[1] == seen[2]
    assert {report.unit.kind for report in Report.objects.select_related("unit")} == {"social_unit", "oblast"}


def test_the_list_while_typing_is_public_and_goes_by_post_alone(client: Client) -> None:
    assert client.get("/places/?town=Зразкове").status_code == 405
    with CaptureQueriesContext(connection) as asked:
        answer = client.post("/places/", {"town": "м.Зразкове", "scope": "lived"})
    assert geography.ZRAZKOVE in words(answer) and len(asked) == 1
    assert answer.headers["Cache-Control"] == "no-store" and "sessionid" not in client.cookies
    for odd in ({}, {"town": "ї" * 300}, {"town": "%' OR 1=1", "oblast": "1", "scope": "all"}):
        assert client.post("/places/", odd).status_code == 200


def test_a_photo_of_forty_megabytes_is_refused_and_nothing_typed_is_lost(client: Client) -> None:
    answer = client.post("/report/", {**answers(reporter_name="Оксана"), "photos": photo(40 * 1024 * 1024)})
    page = words(answer)
    assert answer.status_code == 422 and "40 МБ" in page and "лишилося тут" in page
    assert WORDS in page and "Оксана" in page and not Report.objects.exists()

    client.post("/report/", {**answers(urgency="threat"), "photos": photo(pictures.MOST_BYTES + 1)})
    assert Report.objects.get().threat and not ReportPhoto.objects.exists(), "danger goes without the photo"


def test_photos_are_kept_without_the_place_of_the_camera(client: Client) -> None:
    client.post("/report/", {**answers(), "photos": [photo(), photo()]})
    kept = ReportPhoto.objects.select_related("file").order_by("position")
    assert [one.file.media_type for one in kept] == ["image/jpeg", "image/jpeg"]


@pytest.mark.parametrize(
    ("latitude", "kept"),
    [("49.83970", True), ("0", False), ("не знаю", False), ("NaN", False), ("1e999", False)],
)
def test_a_point_outside_the_country_is_let_go_and_the_report_taken(
    client: Client, latitude: str, kept: bool
) -> None:
    client.post("/report/", answers(latitude=latitude, longitude="24.02970"))
    assert (Report.objects.get().latitude is not None) is kept


def test_a_flood_from_one_network_keeps_the_words_and_shows_the_way(client: Client) -> None:
    for _ in range(limits.REPORTS_MOST.most):
        limits.count(limits.REPORTS_MOST, "127.0.0.1", AT)
    answer = client.post("/report/", answers())
    assert answer.status_code == 429 and WORDS in words(answer)
    assert "Чергового вже покликано" in words(client.post("/report/", answers(urgency="threat")))


@pytest.mark.parametrize(
    "changed",
    [
        {"urgency": "інше"},
        {"what": ""},
        {"place_code": "UA1"},
        {"town": "x" * 500},
        {"oblast": "1"},
        {"step": "0"},
    ],
)
def test_odd_forms_are_answered_by_a_page(client: Client, changed: dict[str, str]) -> None:
    answer = client.post("/report/", answers(**changed))
    assert answer.status_code in (200, 422)


def test_pages_ask_few_questions_of_the_database(client: Client) -> None:
    told = answers(step="what")
    with CaptureQueriesContext(connection) as where:
        client.post("/report/", told)
    with CaptureQueriesContext(connection) as follow:
        client.post("/report/follow/", {"code": "2222-2222-2222"})
    assert len(where) == 2 and len(follow) == 2, "the oblasts, and what was typed before"


def test_no_word_of_a_report_stands_in_the_log(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    client.post("/report/", answers(urgency="threat", reporter_name="Оксана Проханська"))
    client.post("/report/", {**answers(reporter_name="Оксана Проханська"), "photos": photo(16 * 1024 * 1024)})
    assert caplog.records
    for word in ("сходах", "Вигадана", "Проханська", "мама вдома"):
        assert word not in caplog.text
