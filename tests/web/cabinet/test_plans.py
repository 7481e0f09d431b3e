"""The person reads the own plan in plain words, agrees, or refuses with a reason; nobody else's plan opens."""

import pytest
from django.conf import settings
from django.test import Client
from tests.factories import planning
from tests.factories.desk import cabinet_of, client_of
from tests.factories.world import moment

from turbota.access.models import Account, Identification
from turbota.casework.models import Plan
from turbota.casework.plan_states import Answer, Party, PlanState
from turbota.kernel import clock
from turbota.people.queries import person
from turbota.web.shared.session import open_session
from turbota_demo import stage

pytestmark = pytest.mark.django_db
AT = moment("2026-11-24 10:00")


def words(answer: object) -> str:
    return answer.content.decode().replace("\u00a0", " ")  # type: ignore[attr-defined]


@pytest.fixture
def plan() -> Plan:
    home = stage.at_home("maria", AT)
    assert home.person_id is not None
    return planning.offered(planning.decided(AT, main=person(home.person_id)), AT)


def identified() -> Client:
    account = Account.objects.get(pk=stage.at_home("maria", AT).account_id)
    known = Identification.objects.create(
        account=account, at=AT, provider="id", means="bank_id", level="medium"
    )
    client = Client()
    session = client.session
    open_session(session, account, level="medium", shared=False, at=AT, identification=known.pk)
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    return client


@pytest.mark.requirement("R282", "R303")
def test_she_reads_the_plan_and_agrees(plan: Plan) -> None:
    with clock.frozen(AT):
        maria = identified()
        assert "Індивідуальний план чекає на вашу відповідь" in words(maria.get("/cabinet/"))
        url = f"/cabinet/plans/{plan.pk}/"
        page = words(maria.get(url))
        assert "Прибирання і приготування їжі" in page and "Погодити план" in page
        assert maria.get(f"{url}plan.pdf").content.startswith(b"%PDF")
        bad = maria.post(f"{url}agree/", {"sha256": plan.paper.sha256})
        assert bad.status_code == 422 and "Поставте позначку" in words(bad)
        assert maria.post(f"{url}agree/", {"sha256": plan.paper.sha256, "agreed": "on"}).status_code == 302
        assert "Погоджено, 24 листопада 2026" in words(maria.get(url))
    assert planning.side(plan, Party.PERSON).answer == Answer.AGREED


def test_she_refuses_a_part_with_her_own_words(plan: Plan) -> None:
    measure = planning.goal_of(plan).measures.get()
    with clock.frozen(AT):
        maria = cabinet_of("maria", AT)
        url = f"/cabinet/plans/{plan.pk}/refuse/"
        bad = maria.post(url, {"measure": [str(measure.pk)], "reason": ""})
        assert bad.status_code == 422 and " checked" in words(bad)
        assert maria.post(url, {"measure": [str(measure.pk)], "reason": "Сама впораюся"}).status_code == 302
        page = words(client_of("turbotna", AT).get(f"/manager/case/{plan.case_id}/plan/"))
        assert "Сама впораюся" in page and "Людина не погоджується" in page
    plan.refresh_from_db()
    assert plan.state == PlanState.DRAFT


def test_nobody_else_opens_the_plan(plan: Plan) -> None:
    with clock.frozen(AT):
        for client, status in (
            (cabinet_of("roman", AT), 404),
            (client_of("turbotna", AT), 404),
            (Client(), 302),
        ):
            for page in ("", "refuse/", "plan.pdf"):
                assert client.get(f"/cabinet/plans/{plan.pk}/{page}").status_code == status
            assert client.post(f"/cabinet/plans/{plan.pk}/agree/").status_code == status
