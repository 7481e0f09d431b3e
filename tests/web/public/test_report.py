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

pytestmark = pytest.mark.django_db
AT = moment("2026-11-16 10:00")
WORDS = "Сусід лежить на сходах і не підводиться, дихає важко."


@pytest.fixture(autouse=True)
def world() -> object:
    reports.people_of_unit(AT)
    with clock.frozen(AT):
        yield


def answers(**changed: str) -> dict[str, str]:
    values = {
        "urgency": "soon",
        "what": WORDS,
        "community": f"unit:{casework.unit(AT).pk}",
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
    assert "У якій громаді" in seen and 'name="children" value="on"' in seen and WORDS in seen
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
    assert "У якій громаді" in on
    client.post("/report/", answers(what=typed))
    assert Report.objects.get().what == typed


def test_a_report_about_nowhere_is_asked_once_where_and_goes_to_the_nearest_unit(client: Client) -> None:
    nowhere = answers(step="where", community="unknown", place="")
    assert "Додайте, де саме" in words(client.post("/report/", nowhere))
    sent = client.post("/report/", answers(community="unknown", place=""))
    report = Report.objects.get()
    assert report.elsewhere and report.unit.name in words(sent)
    assert "найближчий відділ" in words(sent)


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
    "changed", [{"urgency": "інше"}, {"what": ""}, {"community": "unit:1"}, {"step": "0"}]
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
    assert len(where) == 1 and len(follow) == 2


def test_no_word_of_a_report_stands_in_the_log(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    client.post("/report/", answers(urgency="threat", reporter_name="Оксана Проханська"))
    client.post("/report/", {**answers(reporter_name="Оксана Проханська"), "photos": photo(16 * 1024 * 1024)})
    assert caplog.records
    for word in ("сходах", "Вигадана", "Проханська", "мама вдома"):
        assert word not in caplog.text
