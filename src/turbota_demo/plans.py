"""A plan that is being made and a team at work, in the case of an old woman who lives alone."""

from datetime import datetime, timedelta
from uuid import UUID

from turbota.casework.models import Case, Plan
from turbota.casework.operations import measuring, meetings, planning, talking, tasks, teams
from turbota.casework.operations.planning import GoalData
from turbota.casework.states import Field
from turbota.kernel import clock
from turbota_demo import stage


def play(now: datetime) -> None:
    """Make the team and the draft, if there is no plan yet."""
    case = Case.objects.open().filter(main_person__surname="Самотинська").order_by("opened_at").first()
    if case is None or Plan.objects.filter(case=case).exists():
        return
    at = now - timedelta(days=3)
    _team(case, at)
    _draft(case, at)


def _team(case: Case, at: datetime) -> None:
    manager, doctor = stage.at_work("turbotna", at), stage.at_work("likarnyi", at)
    member = teams.invite(
        by=manager, case_id=case.pk, organisation_id=doctor.posts[0].organisation_id, account_id=doctor.account_id,
        field=Field.HEALTH, task="Оглянути вдома й сказати, який догляд потрібен",
        until=clock.day_of(at) + timedelta(days=90), at=at,
    )  # fmt: skip
    teams.accept(by=doctor, member_id=member.pk, at=at)
    tasks.give(
        by=manager,
        case_id=case.pk,
        words="Виписати рецепт на ліки від тиску",
        account_id=doctor.account_id,
        at=at,
    )
    talking.write(by=manager, case_id=case.pk, body="Людина просить прийти до обіду: потім спить.", at=at)
    meetings.call(
        by=manager, case_id=case.pk, starts_at=at + timedelta(days=5), place="Відділ соцзахисту, каб. 12",
        agenda="Який догляд потрібен і хто його дасть", accounts=[member.account_id, case_manager(case)], at=at,
    )  # fmt: skip


def case_manager(case: Case) -> UUID:
    """The account of the manager of the case."""
    return case.managers.get(until__isnull=True).account_id


def _draft(case: Case, at: datetime) -> None:
    manager = stage.at_work("turbotna", at)
    plan = planning.make_plan(by=manager, case_id=case.pk, at=at)
    need = planning.save_need(
        by=manager, plan_id=plan.pk, need_id=None, domain="self_care",
        words="Не може готувати й прибирати, живе сама", source="Розмова вдома", at=at,
    )  # fmt: skip
    planning.save_goal(
        by=manager, plan_id=plan.pk, need_id=need.pk, goal_id=None,
        data=GoalData("Жити у своєму домі з допомогою", "Днів на тиждень із гарячою їжею", "2", "7"), at=at,
    )  # fmt: skip
    measuring.take_proposal(by=manager, plan_id=plan.pk, need_id=need.pk, code="care_at_home", at=at)
