"""The pages of an individual plan: nothing typed is lost, what is missing is said at its place, nobody else sees it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories import planning
from tests.factories.desk import client_of
from tests.factories.world import moment

from turbota.casework.models import Case, Measure, Need, Plan
from turbota.kernel import clock

pytestmark = pytest.mark.django_db
AT = moment("2026-11-24 10:00")
WORDS = "Не може вийти з дому сама й довго чекає на доньку"


@pytest.fixture
def case() -> Case:
    return planning.decided(AT)


def words(answer: object) -> str:
    return answer.content.decode().replace("\u00a0", " ")  # type: ignore[attr-defined]


def post(client: Client, url: str, plan: Plan | None = None, **data: object) -> object:
    if plan is not None:
        plan.refresh_from_db()
        data = {"version": plan.version, **data}
    return client.post(url, data)


def test_a_plan_from_the_empty_page_to_the_offer(case: Case) -> None:
    with clock.frozen(AT):
        manager = client_of("turbotna", AT)
        url = f"/manager/case/{case.pk}/plan/"
        assert "план обов’язковий" in words(manager.get(url))
        manager.post(f"{url}make/")
        plan = Plan.objects.get()
        missing = manager.post(f"{url}1/offer/", {"version": plan.version})
        assert missing.status_code == 422 and '<a href="#needs">Додайте хоча б одну потребу' in words(missing)

        frame = {"decision": "Рішення № 12", "since": "2026-12-01", "until": "2027-05-31"}
        assert post(manager, f"{url}1/frame/", plan, **frame).status_code == 302
        bad = post(manager, f"{url}1/need/", plan, domain="", words=WORDS)
        assert bad.status_code == 422 and WORDS in words(bad) and "Виберіть сферу" in words(bad)
        post(manager, f"{url}1/need/", plan, domain="self_care", words=WORDS)
        need = Need.objects.get()
        proposed = words(manager.get(f"{url}1/need/{need.pk}/proposals/"))
        assert "Денний догляд, доки рідні на роботі" in proposed and "вирішуєте ви" in proposed
        assert "уже в чернетці" not in proposed
        post(manager, f"{url}1/need/{need.pk}/proposals/", plan, code="care_at_home")
        measure = Measure.objects.get()
        assert measure.proposal == "care_at_home"
        proposed = words(manager.get(f"{url}1/need/{need.pk}/proposals/"))
        assert proposed.count("уже в чернетці") == proposed.count("Узяти ще раз, для іншої людини") == 1

        missing = post(manager, f"{url}1/offer/", plan)
        assert f'<a href="#{measure.pk}">Виберіть, хто відповідає за захід' in words(missing)
        typed = {
            "content": "Прибирання тричі на тиждень", "service": "015.1", "recipient": case.main_person_id,
            "executor": "manager", "since": "2026-12-01", "until": "2027-05-31", "expected": "Живе вдома",
            "indicator": "Тижнів", "volume": "3", "unit": "відвідування", "income": "7 000", "group": "lost_capacity",
        }  # fmt: skip
        edit = f"{url}1/goal/{measure.goal_id}/measure/{measure.pk}/"
        unpaid = post(manager, edit, plan, **typed)
        assert unpaid.status_code == 422 and "Впишіть плату за одиницю" in words(unpaid)
        assert "Прибирання тричі на тиждень" in words(unpaid)
        paid = post(manager, edit, plan, **typed, fee="50,00", fee_reason="Рішення ради № 7")
        assert paid.status_code == 302
        page = words(manager.get(url))
        assert "Диференційована плата: 50,00 ₴ за одиницю." in page and "Рішення ради № 7" in page
        assert post(manager, f"{url}1/offer/", plan).status_code == 302
        page = words(manager.get(url))
        assert "Погоджую як соціальний менеджер" in page and "На погодженні" in page
        paper = manager.get(f"{url}1/plan.pdf")
        assert paper.content.startswith(b"%PDF")


def test_two_managers_on_one_draft_lose_nothing(case: Case) -> None:
    plan = planning.drafted(case, AT)
    with clock.frozen(AT):
        manager = client_of("turbotna", AT)
        url = f"/manager/case/{case.pk}/plan/1/need/"
        first = {"version": plan.version, "domain": "health", "words": "Не була в лікаря рік"}
        assert manager.post(url, first).status_code == 302
        stale = manager.post(url, {**first, "words": "Інші слова з іншої вкладки"})
        assert stale.status_code == 409
        assert "Інші слова з іншої вкладки" in words(stale) and "план змінила інша людина" in words(stale)
        plan.refresh_from_db()
        assert f'name="version" value="{plan.version}"' in words(stale)


def test_the_plan_of_a_foreign_case_is_missing(case: Case) -> None:
    plan = planning.offered(case, AT)
    with clock.frozen(AT):
        for code in ("pomichnyi", "susidnii", "likarnyi", "dohliadna"):
            for page in ("", f"{plan.number}/plan.pdf", f"{plan.number}/need/"):
                assert client_of(code, AT).get(f"/manager/case/{case.pk}/plan/{page}").status_code == 404
        supervisor = client_of("nastavna", AT)
        assert supervisor.get(f"/manager/case/{case.pk}/plan/").status_code == 200
        assert supervisor.post(f"/manager/case/{case.pk}/plan/1/start/").status_code == 404


def test_a_longer_plan_asks_the_database_no_more(case: Case) -> None:
    plan = planning.drafted(case, AT)
    counted = []
    with clock.frozen(AT):
        manager = client_of("turbotna", AT)
        for number in (1, 4):
            for place in range(number):
                planning.measured(plan, AT, content=f"Захід {number}.{place}", service="", volume=None)
            with CaptureQueriesContext(connection) as seen:
                assert manager.get(f"/manager/case/{case.pk}/plan/").status_code == 200
            counted.append(len(seen))
    assert counted[0] == counted[1] <= 20, counted


def test_a_provider_that_stopped_in_the_middle_of_a_plan_is_said(case: Case) -> None:
    plan = planning.in_force(case, AT)
    body = planning.goal_of(plan).measures.get().provider
    assert body is not None
    body.until = AT.date()
    body.save(update_fields=["until"])
    with clock.frozen(AT):
        page = words(client_of("turbotna", AT).get(f"/manager/case/{case.pk}/plan/"))
    assert "Надавач зупинився" in page and "Складіть нову редакцію" in page
