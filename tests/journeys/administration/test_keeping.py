"""The administrator opens an office, gives somebody work there, and that person begins with an own password."""

from collections.abc import Callable

import pytest
from tests.journeys.conftest import Stage, Visit

from turbota.access.models import Account, Organisation, Post
from turbota.messages.models import Delivery
from turbota.messages.states import EMAIL, GAVE_UP

OWN = "three quiet words"


@pytest.mark.requirement("R055", "R219")
def test_an_office_is_opened_and_its_first_officer_chooses_an_own_password(
    stage: Stage, visits: Callable[..., Visit]
) -> None:
    # Given an administrator at work
    admin, newcomer = visits(1280), visits(1280)
    admin.sign_in_as_staff("admin")
    page = admin.page
    admin.seen("administration-home")

    # When a new community is added, first with a mistake
    page.get_by_role("link", name="Додати організацію").click()
    admin.seen("administration-add-organisation")
    page.get_by_label("Кому підпорядкована").select_option(label="— Вишнева область, обласна адміністрація")
    page.get_by_label("Вид").select_option("community")
    page.get_by_label("Повна назва").fill("Новосадівська сільська територіальна громада")
    page.get_by_label("Код ЄДРПОУ").fill("12300091")
    page.get_by_role("button", name="Додати організацію").click()
    assert "Перевірте код ЄДРПОУ" in admin.words()
    admin.seen("administration-add-organisation-refused")
    page.get_by_label("Код ЄДРПОУ").fill("12300090")
    page.get_by_role("button", name="Додати організацію").click()
    page.get_by_text("Організацію додано.").wait_for()
    office = page.url
    admin.seen("administration-organisation-empty")

    # And an account is opened; its password is shown once
    page.get_by_role("link", name="Працівники").click()
    admin.seen("administration-staff")
    page.get_by_role("link", name="Новий працівник").click()
    page.get_by_role("button", name="Відкрити обліковий запис").click()
    admin.seen("administration-add-account-refused")
    page.get_by_label("Особистий код").fill("sadova")
    page.get_by_label("Ім’я та прізвище").fill("Оксана Садова")
    page.get_by_role("button", name="Відкрити обліковий запис").click()
    page.get_by_role("heading", name="Перший пароль").wait_for()
    password = page.locator(".secret").nth(1).inner_text()
    admin.seen("administration-first-password")

    # And the person is given work in the new community
    page.goto(office)
    page.get_by_label("Особистий код працівника").fill("sadova")
    page.get_by_label("Роль").select_option("community_officer")
    page.get_by_role("button", name="Призначити", exact=True).click()
    page.get_by_text("Призначено: Оксана Садова.").wait_for()
    admin.seen("administration-organisation")

    # Then she signs in, must choose an own password, and is at work
    newcomer.open("/sign-in/staff/")
    newcomer.page.get_by_label("Ваш код").fill("sadova")
    newcomer.page.get_by_label("Пароль").fill(password)
    newcomer.page.get_by_role("button", name="Увійти").click()
    newcomer.page.get_by_role("heading", name="Придумайте власний пароль").wait_for()
    newcomer.open("/community/")
    newcomer.page.get_by_role("heading", name="Придумайте власний пароль").wait_for()
    newcomer.seen("sign-in-new-password")
    newcomer.page.get_by_label("Теперішній пароль").fill(password)
    newcomer.page.get_by_label("Новий пароль", exact=True).fill(OWN)
    newcomer.page.get_by_label("Новий пароль ще раз").fill("three loud words")
    newcomer.page.get_by_role("button", name="Зберегти й продовжити").click()
    newcomer.page.get_by_role("heading", name="Виправте, будь ласка").wait_for()
    newcomer.page.wait_for_load_state("networkidle")
    newcomer.seen("sign-in-new-password-refused")
    newcomer.page.get_by_label("Теперішній пароль").fill(password)
    newcomer.page.get_by_label("Новий пароль", exact=True).fill(OWN)
    newcomer.page.get_by_label("Новий пароль ще раз").fill(OWN)
    newcomer.page.get_by_role("button", name="Зберегти й продовжити").click()
    newcomer.page.wait_for_url("**/community/")
    assert "Новосадівська сільська територіальна громада" in newcomer.words()
    assert Account.objects.get(code="sadova").check_password(OWN)

    # And the last administrator cannot be sent away
    ministry = Organisation.objects.get(kind="ministry")
    admin.open(f"/administration/organisations/{ministry.pk}/")
    page.get_by_role("button", name="Звільнити з посади").click()
    assert "Це останній адміністратор організації" in admin.words()
    admin.seen("administration-last-administrator")
    assert Post.objects.get(account__code="admin").until is None


@pytest.mark.parametrize("width", [1280, 360])
def test_what_an_administrator_watches(
    stage: Stage, visits: Callable[..., Visit], run_jobs: Callable[[], None], width: int
) -> None:
    stage.plays.submitted("maria", stage.yesterday)
    run_jobs()
    letter = Delivery.objects.filter(channel=EMAIL).earliest("pk")
    Delivery.objects.filter(pk=letter.pk).update(state=GAVE_UP, attempts=12, next_at=None, sent_at=None)
    admin = visits(width)
    admin.sign_in_as_staff("admin")
    for path, name in (
        ("/administration/", "home"),
        (f"/administration/organisations/{Organisation.objects.get(code='12300055').pk}/", "office"),
        ("/administration/staff/", "staff"),
        (f"/administration/staff/{Account.objects.get(code='umovnyi').pk}/", "account"),
        ("/administration/rights/", "rights"),
        ("/administration/security/", "security"),
        ("/administration/outbox/", "outbox"),
    ):
        admin.open(path)
        admin.seen(f"administration-watch-{name}")
    admin.page.get_by_role("button", name="Надіслати ще раз").click()
    admin.page.get_by_text("Надсилаємо ще раз.").wait_for()
    run_jobs()
    letter.refresh_from_db()
    assert letter.state == "sent"
