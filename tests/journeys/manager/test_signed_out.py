"""The session ends while a manager writes; she signs in beside the page, and every word goes on."""

from collections.abc import Callable

from django.contrib.sessions.models import Session
from playwright.sync_api import expect
from tests.factories import casework
from tests.journeys.conftest import Stage, Visit

from turbota.casework.models import Case, CaseChange
from turbota_demo import cast


def _sign_in_beside(visit: Visit) -> None:
    """Another tab of the same browser."""
    tab = visit.page.context.new_page()
    tab.goto(f"{visit.address}/sign-in/staff/")
    tab.get_by_label("Ваш код").fill("turbotna")
    tab.get_by_label("Пароль").fill(cast.PASSWORD)
    tab.get_by_role("button", name="Увійти").click()
    tab.wait_for_url(lambda url: "/sign-in/" not in url)
    tab.close()


def _notes(case: Case) -> list[str]:
    return list(
        CaseChange.objects.filter(case=case, what="note").order_by("at").values_list("reason", flat=True)
    )


def test_nothing_typed_is_lost_when_the_session_ends(stage: Stage, visits: Callable[..., Visit]) -> None:
    case = casework.opened(stage.yesterday)
    phone = visits(360)
    page = phone.page
    phone.sign_in_as_staff("turbotna")

    # The session ended: the words stay on the page and go on with one press
    phone.open(f"/manager/case/{case.pk}/note/")
    page.get_by_label("Запис").fill("Сусідка має запасний ключ")
    Session.objects.all().delete()
    page.get_by_role("button", name="Записати").click()
    page.get_by_role("heading", name="Увійдіть ще раз").wait_for()
    phone.seen("signed-out-with-words")
    _sign_in_beside(phone)
    page.get_by_role("button", name="Надіслати ще раз").click()
    expect(page.get_by_role("cell", name="Сусідка має запасний ключ")).to_be_visible()
    assert _notes(case) == ["Сусідка має запасний ключ"]

    # She signed in beside a page that was open: its form has the token of now
    phone.open(f"/manager/case/{case.pk}/note/")
    page.get_by_label("Запис").fill("Приходити до обіду")
    Session.objects.all().delete()
    _sign_in_beside(phone)
    page.get_by_role("button", name="Записати").click()
    expect(page.get_by_role("cell", name="Приходити до обіду")).to_be_visible()
    assert _notes(case) == ["Сусідка має запасний ключ", "Приходити до обіду"]
