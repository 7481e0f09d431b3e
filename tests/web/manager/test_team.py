"""Pages of a team: the manager keeps it, a member sees only what he may, and nothing after the end."""

from datetime import date

import pytest
from tests.factories import casework, planning
from tests.factories.desk import client_of
from tests.factories.world import moment

from turbota.audit.models import Event
from turbota.casework.models import Case, CaseTask, Meeting, TeamMember
from turbota.casework.operations import teams
from turbota.kernel import clock

pytestmark = pytest.mark.django_db
AT = moment("2026-11-24 10:00")


@pytest.fixture
def case() -> Case:
    return planning.decided(AT)


def words(answer: object) -> str:
    return answer.content.decode().replace("\u00a0", " ")  # type: ignore[attr-defined]


@pytest.mark.requirement("R288", "R289")
def test_a_doctor_is_found_invited_and_sees_only_what_he_may(case: Case) -> None:
    doctor = casework.at_work("likarnyi", AT)
    body = str(doctor.posts[0].organisation_id)
    planning.in_force(case, AT)
    with clock.frozen(AT):
        manager, member = client_of("turbotna", AT), client_of("likarnyi", AT)
        url = f"/manager/case/{case.pk}/team/"
        assert "Команди ще немає" in words(manager.get(url))
        nobody = manager.post(f"{url}invite/", {"organisation": body, "name": "Такого немає"})
        assert nobody.status_code == 422 and "Такої людини там немає" in words(nobody)
        found = manager.post(f"{url}invite/", {"organisation": body, "name": "лікарн"})
        assert "Лікарний" in words(found)
        told = {"organisation": body, "name": "", "send": "on", "field": "health", "task": "Оглянути вдома"}
        bad = manager.post(f"{url}invite/", {**told, "account": str(doctor.account_id)})
        assert bad.status_code == 422 and "участь у команді завжди має кінець" in words(bad)
        whole = {**told, "account": str(doctor.account_id), "until": "2026-12-31"}
        assert manager.post(f"{url}invite/", whole).status_code == 302

        invited = TeamMember.objects.get()
        assert member.get(f"/manager/team/case/{case.pk}/").status_code == 404
        page = words(member.get(f"/manager/team/invitation/{invited.pk}/"))
        assert "Оглянути вдома" in page and "Вигаданськ" not in page and case.number not in page
        member.post(f"/manager/team/invitation/{invited.pk}/", {"accept": "on"})
        page = words(member.get(f"/manager/team/case/{case.pk}/"))
        assert "Вигаданська Ганна" in page and "Леся Турботна" in page
        assert "Прибирання і приготування їжі" in page, "self-care concerns a doctor"
        for hidden in (case.address, "група", "відвідування на тиждень", "Безоплатно", "I групи"):
            assert hidden not in page, hidden
        for closed in ("", "plan/", "team/", "lifeline/"):
            assert member.get(f"/manager/case/{case.pk}/{closed}").status_code == 404
        assert Event.objects.filter(subject_id=case.pk, purpose="робота в команді випадку").exists()

        assert client_of("dilnychna", AT).get(f"/manager/team/case/{case.pk}/").status_code == 404
        teams.end_membership(
            by=casework.at_work("turbotna", AT), member_id=invited.pk, reason="Лікування закінчено", at=AT
        )
        assert member.get(f"/manager/team/case/{case.pk}/").status_code == 404


def test_tasks_meetings_and_words_of_a_team(case: Case) -> None:
    planning.member(case, AT)
    doctor = casework.at_work("likarnyi", AT)
    with clock.frozen(AT):
        manager, member = client_of("turbotna", AT), client_of("likarnyi", AT)
        url = f"/manager/case/{case.pk}/team/"
        bad = manager.post(f"{url}task/", {"words": "Виписати рецепт", "account": ""})
        assert bad.status_code == 422 and "Виписати рецепт" in words(bad)
        told = {"words": "Виписати рецепт", "account": str(doctor.account_id)}
        bad = manager.post(f"{url}task/", {**told, "until": "20.11.2026"})
        assert (
            bad.status_code == 422 and "пізніший день" in words(bad) and "20.11.2026" in bad.content.decode()
        )
        assert "5 робочих днів" in words(bad)
        manager.post(f"{url}task/", {**told, "until": "27.11.2026"})
        task = CaseTask.objects.get()
        page = words(member.get(f"/manager/team/case/{case.pk}/"))
        assert "Виписати рецепт" in page and "лишилося 3 робочі дні</b>" in page
        assert member.post(f"/manager/team/task/{task.pk}/", {"result": ""}).status_code == 422
        assert member.post(f"/manager/team/task/{task.pk}/", {"result": "Рецепт є"}).status_code == 302
        assert "Рецепт є" in words(manager.get(url))

        call = {"on": "2026-11-25", "hour": "10:30", "place": "Каб. 12", "agenda": "Лікування",
                "accounts": [str(doctor.account_id)]}  # fmt: skip
        assert manager.post(f"{url}meeting/", call).status_code == 302
        assert "Каб. 12" in words(member.get(f"/manager/team/case/{case.pk}/"))
        assert member.post(f"/manager/team/case/{case.pk}/write/", {"body": "Тиск 180"}).status_code == 302
        assert "Тиск 180" in words(manager.get(url))
        assert "прочитали: Леся Турботна" in words(member.get(f"/manager/team/case/{case.pk}/"))
    meeting = Meeting.objects.get()
    with clock.frozen(moment("2026-11-25 12:00")):
        manager = client_of("turbotna", AT)
        half = {"minutes": "Лікувати вдома", "present": [str(doctor.account_id)], "words_1": "Ліки на дім"}
        bad = manager.post(f"{url}meeting/{meeting.pk}/minutes/", half)
        assert bad.status_code == 422 and "Лікувати вдома" in words(bad)
        whole = {**half, "account_1": str(doctor.account_id), "until_1": "27.11.2027"}
        bad = manager.post(f"{url}meeting/{meeting.pk}/minutes/", whole)
        assert bad.status_code == 422 and "Завдання «Ліки на дім». Виберіть сьогоднішній" in words(bad)
        whole["until_1"] = "07.12.2026"
        assert manager.post(f"{url}meeting/{meeting.pk}/minutes/", whole).status_code == 302
        page = words(manager.get(url))
        assert "Лікувати вдома" in page and "Ліки на дім" in page and "лишилося 8 робочих днів</b>" in page
        assert "був або була" not in page and "(без участі)" not in page


def test_a_provider_answers_for_its_own_part(case: Case) -> None:
    plan = planning.offered(case, AT)
    part = planning.side(plan, planning.Party.PROVIDER)
    with clock.frozen(AT):
        worker = client_of("dohliadna", AT)
        assert f"/manager/team/part/{part.pk}/" in words(worker.get("/manager/team/"))
        page = words(worker.get(f"/manager/team/part/{part.pk}/"))
        assert "Прибирання і приготування їжі" in page and "I групи" not in page
        assert worker.get(f"/manager/team/part/{part.pk}/part.pdf").content.startswith(b"%PDF")
        assert client_of("plechova", AT).get(f"/manager/team/part/{part.pk}/").status_code == 404
        assert worker.post(f"/manager/team/part/{part.pk}/", {"reason": ""}).status_code == 422
        agreed = {"agree": "on", "sha256": part.paper.sha256}
        assert worker.post(f"/manager/team/part/{part.pk}/", agreed).status_code == 302
    part.refresh_from_db()
    assert part.answer == "agreed"


def test_the_membership_ends_by_its_date(case: Case) -> None:
    planning.member(case, AT, until=date(2026, 11, 30))
    with clock.frozen(moment("2026-11-30 10:00")):
        assert client_of("likarnyi", AT).get(f"/manager/team/case/{case.pk}/").status_code == 200
    with clock.frozen(moment("2026-12-01 10:00")):
        member = client_of("likarnyi", AT)
        assert member.get(f"/manager/team/case/{case.pk}/").status_code == 404
        assert "Вигаданська" not in words(member.get("/manager/team/"))
