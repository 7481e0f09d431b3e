"""A telephone without a network sends the same page twice: what it makes is made once, and an empty box is said so."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from tests.factories import casework, delivery
from tests.factories.desk import cabinet_of, client_of
from tests.factories.world import moment

from turbota.casework.models import Case, CaseMessage, CaseNotice, CaseTask, Meeting, Review, Visit
from turbota.casework.operations import talking
from turbota.kernel import clock
from turbota.kernel.errors import Missing
from turbota_demo import stage

pytestmark = pytest.mark.django_db
AT = moment("2026-11-16 10:00")
KEY = re.compile(r'name="key" value="([^"]+)"')


def twice(client: Client, page: str, address: str, boxes: dict[str, str]) -> list[int]:
    """The same form, with its hidden key, twice."""
    key = KEY.search(client.get(page).content.decode())
    assert key is not None, page
    return [client.post(address, {**boxes, "key": key[1]}).status_code for _ in range(2)]


def test_a_message_a_task_and_a_meeting_of_the_team_are_made_once() -> None:
    case = casework.opened(AT)
    team = f"/manager/case/{case.pk}/team/"
    with clock.frozen(AT):
        manager = client_of("turbotna", AT)
        me = str(casework.at_work("turbotna", AT).account_id)
        meeting = {
            "on": "2026-11-20",
            "hour": "10:30",
            "place": "каб. 12",
            "agenda": "Хто що робить",
            "accounts": me,
        }
        assert twice(manager, team, f"{team}write/", {"body": "Приходьте до обіду"}) == [302, 302]
        task = {"words": "Купити ліки", "account": me}
        assert twice(manager, f"{team}task/", f"{team}task/", task) == [302, 302]
        assert twice(manager, f"{team}meeting/", f"{team}meeting/", meeting) == [302, 302]
        assert twice(manager, f"{team}task/", f"{team}task/", task) == [302, 302]
    assert (CaseMessage.objects.count(), Meeting.objects.count()) == (1, 1)
    assert CaseTask.objects.count() == 2  # a new page is a new task


def test_the_key_of_another_case_opens_nothing() -> None:
    first, second = casework.opened(AT), casework.opened(AT)
    manager = casework.at_work("turbotna", AT)
    message = talking.write(by=manager, case_id=first.pk, body="Таємне", at=AT)
    with pytest.raises(Missing):
        talking.write(by=manager, case_id=second.pk, body="Інше", at=AT, message_id=message.pk)


def test_an_empty_or_too_long_message_to_the_team_is_told_beside_its_box() -> None:
    case: Case = casework.opened(AT)
    with clock.frozen(AT):
        manager = client_of("turbotna", AT)
        for body in ("", "слово " * 900):
            answer = manager.post(f"/manager/case/{case.pk}/team/write/", {"body": body})
            assert answer.status_code == 422 and body.strip() in answer.content.decode()
    assert not CaseMessage.objects.exists()


def test_a_question_of_a_provider_and_its_planned_visits_are_made_once() -> None:
    referral = delivery.contracted(AT, delivery.referred(AT, casework.opened(AT))).referral
    address = f"/provider/referral/{referral.pk}/"
    with clock.frozen(AT):
        provider = client_of("dohliadna", AT)
        assert twice(provider, f"{address}ask/", f"{address}ask/", {"words": "Потрібно більше годин"}) == [
            302,
            302,
        ]
        visit = {
            "day": "2026-11-20",
            "time": "10:30",
            "minutes": "60",
            "weeks": "2",
            "what": "Догляд",
            "where": "вдома",
        }
        visit["worker"] = "Доглядна"
        for _ in range(2):
            assert provider.post(f"{address}plan/", visit).status_code == 302
        visit["worker"] = "Помічна"
        assert provider.post(f"{address}plan/", visit).status_code == 302
    assert CaseNotice.objects.filter(kind="question").count() == 1
    assert Visit.objects.filter(outcome="planned").count() == 4


def test_a_complaint_of_the_recipient_is_made_once() -> None:
    main = casework.Person.objects.get(pk=stage.at_home("maria", AT).person_id)
    referral = delivery.contracted(AT, delivery.referred(AT, casework.opened(AT, main=main))).referral
    address = f"/cabinet/services/{referral.pk}/complaint/"
    with clock.frozen(AT + timedelta(days=1)):
        maria = cabinet_of("maria", AT)
        assert twice(maria, address, address, {"words": "Ніхто не прийшов"}) == [302, 302]
    assert CaseNotice.objects.filter(kind="complaint").count() == 1


def test_a_review_is_held_once_and_its_refusal_speaks_ukrainian() -> None:
    case = casework.opened(AT)
    address = f"/manager/case/{case.pk}/review/hold/"
    said = {"summary": "Готує сама, виходить надвір", "decision": "continue"}
    with clock.frozen(AT):
        manager = client_of("turbotna", AT)
        refused = manager.post(address, said).content.decode().replace("\xa0", " ")
        assert "Потреби й цілі: назвіть хоча б одну потребу або ціль" in refused and "Lines" not in refused
        lines = {"title_0": "Їсти гаряче щодня", "progress_0": "better"}
        assert twice(manager, address, address, {**said, **lines}) == [302, 302]
    assert Review.objects.filter(case=case).count() == 1
