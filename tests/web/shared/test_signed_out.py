"""The session ended while somebody wrote: nothing typed is lost, and nothing that another site sent is given back."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories import casework
from tests.factories.desk import client_of
from tests.factories.world import moment

from turbota.casework.models import Case, CaseChange
from turbota.kernel import clock

pytestmark = pytest.mark.django_db
AT = moment("2026-11-16 10:00")
WORDS = "Сусідка має запасний ключ\nі дзвонить <щодня>"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@pytest.fixture
def case() -> Case:
    return casework.opened(AT)


def boxes_of(page: str) -> dict[str, str]:
    """The hidden boxes of the form that sends again."""
    form = page[page.index('<form method="post">') :]
    return dict(
        re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form[: form.index("</form>")])
    )


def test_a_note_that_came_after_the_session_ended_is_sent_again_with_one_press(case: Case) -> None:
    address = f"/manager/case/{case.pk}/note/"
    with clock.frozen(AT):
        manager = client_of("turbotna", AT)
        form = manager.get(address).content.decode()
        key = re.search(r'name="key" value="([^"]+)"', form)
        assert key is not None
        Session.objects.all().delete()
        answer = manager.post(address, {"text": "Має запасний ключ", "key": key[1]})
        page = answer.content.decode()
        assert answer.status_code == 401 and answer.headers["Cache-Control"] == "no-store"
        assert 'href="/sign-in/staff/" target="_blank"' in page
        assert "Має запасний ключ" in page and not CaseChange.objects.filter(what="note").exists()

        again = client_of("turbotna", AT)
        sent = boxes_of(page)
        assert again.post(address, sent).status_code == 302
        assert again.post(address, sent).status_code == 302
    assert [one.reason for one in CaseChange.objects.filter(what="note")] == ["Має запасний ключ"]


def test_what_was_written_is_shown_as_words_and_never_as_marks_of_the_page(case: Case) -> None:
    with clock.frozen(AT):
        page = Client().post(f"/manager/case/{case.pk}/note/", {"text": WORDS}).content.decode()
    assert "&lt;щодня&gt;" in page and "<щодня>" not in page


def test_files_are_not_held_and_the_page_says_so(case: Case) -> None:
    with clock.frozen(AT):
        photo = SimpleUploadedFile("a.jpg", b"jpg", "image/jpeg")
        answer = Client().post("/manager/reports/new/", {"what": "Не бере слухавки", "photos": photo})
    page = answer.content.decode().replace("\xa0", " ")
    assert answer.status_code == 401 and "Не бере слухавки" in page and "додайте файли знову" in page
    assert "Надіслати ще раз" not in page


def test_a_password_is_never_given_back() -> None:
    answer = Client().post("/sign-in/new-password/", {"old": "таємне слово", "password": "ще одне слово"})
    assert answer.status_code == 302 and "таємне слово" not in answer.content.decode()


def test_a_stale_token_of_our_own_page_gives_everything_back_with_a_new_one(case: Case) -> None:
    address = f"/manager/case/{case.pk}/note/"
    with clock.frozen(AT):
        strict = Client(enforce_csrf_checks=True)
        strict.get("/report/")
        answer = strict.post(
            address, {"text": WORDS, "csrfmiddlewaretoken": "a" * 64}, headers={"origin": "http://testserver"}
        )
        page = answer.content.decode()
        assert answer.status_code == 403 and "&lt;щодня&gt;" in page
        tokens = TOKEN.findall(page)
        assert tokens and "a" * 64 not in tokens


def test_what_another_site_sent_is_never_offered_to_be_sent_again(case: Case) -> None:
    with clock.frozen(AT):
        strict = Client(enforce_csrf_checks=True)
        for origin in ({"origin": "https://elsewhere.example"}, {}):
            answer = strict.post(f"/manager/case/{case.pk}/note/", {"text": WORDS}, headers=origin)
            assert answer.status_code == 403 and "запасний" not in answer.content.decode()


def test_staff_is_asked_to_sign_in_again_at_its_own_door(case: Case) -> None:
    with clock.frozen(AT):
        page = client_of("turbotna", AT).get(f"/manager/case/{case.pk}/").content.decode()
    dialog = page[page.index("data-sign-in-again") :]
    assert 'href="/sign-in/staff/"' in dialog[: dialog.index("</dialog>")]
