"""The administrator adds an office and a person, who signs in with the first password and chooses an own one."""

from collections.abc import Callable

import pytest
from tests.journeys.conftest import Stage, Visit

from turbota.access.models import Account, Organisation
from turbota_demo import cast


@pytest.mark.requirement("R056", "R219")
def test_an_organisation_and_an_employee_are_added(stage: Stage, visits: Callable[..., Visit]) -> None:
    # Given the administrator at the tree of organisations
    desk = visits(1280)
    desk.sign_in_as_staff("admin")
    desk.seen("administration-home")

    # When an organisation is added, first with a wrong code
    desk.page.get_by_role("link", name="Додати організацію").click()
    desk.page.get_by_label("Вид організації").select_option("community")
    oblast = Organisation.objects.get(code=cast.body("oblast").code)
    desk.page.get_by_label("Кому підпорядкована").select_option(str(oblast.pk))
    desk.page.get_by_label("Повна назва").fill("Учнівська прикладна громада")
    desk.page.get_by_label("Код ЄДРПОУ").fill("11111111")
    desk.page.get_by_role("button", name="Додати організацію").click()
    assert "Перевірте код ЄДРПОУ" in desk.words()
    desk.seen("administration-add-refused")
    desk.page.get_by_label("Код ЄДРПОУ").fill("12300090")
    desk.page.get_by_role("button", name="Додати організацію").click()
    assert "Організацію додано" in desk.words()

    # And a person gets an account and a post
    desk.page.get_by_role("link", name="Додайте обліковий запис").click()
    desk.page.get_by_label("Особистий код").fill("uchniv")
    desk.page.get_by_label("Ім’я та прізвище").fill("Леся Учнівська")
    desk.seen("administration-account")
    desk.page.get_by_role("button", name="Додати обліковий запис").click()
    password = desk.page.locator("dd code").nth(1).inner_text()
    desk.seen("administration-password")
    body = Organisation.objects.get(code="12300090")
    desk.open(f"/administration/organisation/{body.pk}/")
    desk.page.get_by_label("Особистий код працівника").fill("uchniv")
    desk.page.get_by_label("Роль").select_option("community_officer")
    desk.page.get_by_role("button", name="Призначити").click()
    assert "Призначено: Леся Учнівська" in desk.words()
    desk.seen("administration-organisation")

    # Then the person signs in with the first password
    assert Account.objects.get(code="uchniv").check_password(password)
    other = visits(1280)
    other.open("/sign-in/staff/")
    other.page.get_by_label("Ваш код").fill("uchniv")
    other.page.get_by_label("Пароль").fill(password)
    other.page.get_by_role("button", name="Увійти").click()
    other.page.get_by_text("Леся Учнівська").first.wait_for()

    # And the administrator sees the rights, the letters and the events
    for name in ("rights", "outbox", "events"):
        desk.open(f"/administration/{name}/")
        desk.seen(f"administration-{name}")


def test_the_pages_of_the_administrator_fit_a_narrow_screen(stage: Stage, phone: Visit) -> None:
    phone.sign_in_as_staff("admin")
    phone.seen("administration-home")
    body = Organisation.objects.get(code=cast.body("dolyna").code)
    for path, name in ((f"organisation/{body.pk}/", "organisation"), ("rights/", "rights"), ("events/", "events")):
        phone.open(f"/administration/{path}")
        phone.seen(f"administration-{name}")
