"""What managers wrote on the cards of the demonstration, what waits for the supervisor, a handover and a closed case."""

from datetime import date, datetime, timedelta

from turbota.access.models import Post
from turbota.casework.case_states import Stage
from turbota.casework.models import Case
from turbota.casework.operations import carding, closing, handover, members, planning, supervising
from turbota.casework.states import Relation
from turbota.kernel.identifiers import new_id
from turbota.people.operations import PersonData
from turbota_demo import stage

FACTORS = (
    ("age", "Паспорт, 85 років"),
    ("mobility_memory", "Виписка лікаря: ходить лише по квартирі"),
    ("ties", "Слова сусідки: родичів поруч немає"),
)
DARYNA = PersonData(surname="Спільна", given_name="Дарина", birth_date=date(2017, 2, 3))


def write_card(case: Case, code: str, at: datetime) -> None:
    """Factors with evidence, a risk and a note."""
    by = stage.at_work(code, at)
    for factor, evidence in FACTORS:
        carding.note_factor(by=by, case_id=case.pk, code=factor, evidence=evidence, since=at.date(), at=at)
    carding.set_risk(
        by=by, case_id=case.pk, risk="middle", reason="Живе сама, двічі падала цього місяця", at=at
    )
    carding.note(
        by=by, case_id=case.pk, note_id=new_id(), text="Сусідка має запасний ключ і дзвонить щодня.", at=at
    )


def claim_child(first: Case, first_code: str, second: Case, second_code: str, at: datetime) -> None:
    """Two families name the same child: a question to the supervisor comes by a job."""
    for case, code in ((first, first_code), (second, second_code)):
        members.add(
            by=stage.at_work(code, at), case_id=case.pk, member_id=new_id(), data=DARYNA,
            relation=Relation.CHILD, note="", at=at,
        )  # fmt: skip


def ask_for_plan(case: Case, code: str, at: datetime) -> None:
    """The unit wants plans approved; the manager has begun one and asks."""
    by = stage.at_work(code, at)
    plan = planning.make_plan(by=by, case_id=case.pk, at=at)
    need = planning.save_need(
        by=by, plan_id=plan.pk, need_id=None, domain="housing", words="Живуть утрьох в одній кімнаті гуртожитку",
        source="Відвідування родини", at=at,
    )  # fmt: skip
    planning.save_goal(
        by=by, plan_id=plan.pk, need_id=need.pk, goal_id=None,
        data=planning.GoalData("Мати окреме житло на трьох", "Кімнат у родини", "1", "2"), at=at,
    )  # fmt: skip
    supervisor = stage.at_work("nastavna", at)
    supervising.set_rule(by=supervisor, unit_id=case.unit_id, stage=Stage.PLAN, from_level="complex", at=at)
    supervising.ask(
        by=by, case_id=case.pk, stage=Stage.PLAN,
        words="Сім’я з двома дітьми, потрібні житло й садок. Прошу глянути план до погодження з родиною.", at=at,
    )  # fmt: skip


def hand_over(case: Case, to: Post, at: datetime) -> None:
    """The supervisor gives the case to a colleague; the former manager reads it for a month."""
    handover.hand_over(
        by=stage.at_work("nastavna", at), case_ids=[case.pk], to_post_id=to.pk,
        reason="Колега веде сусідній будинок", reads_until=at.date() + timedelta(days=30), at=at,
    )  # fmt: skip


def close(case: Case, code: str, at: datetime) -> None:
    """A case that ended well."""
    closing.close(
        by=stage.at_work(code, at), case_id=case.pk, reason="no_need", at=at,
        words="Донька забрала матір до себе, догляд є. Телефон відділу людина має.",
    )  # fmt: skip
