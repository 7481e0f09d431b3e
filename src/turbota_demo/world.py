"""Makes the demonstration world once: offices, staff, people, and cases in every state of both routes."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from time import monotonic, process_time
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from turbota.access import absences
from turbota.access.models import Organisation
from turbota.applications.models import Application
from turbota.applications.operations import acceptance, drafting, ending, intake, representing
from turbota.applications.states import State
from turbota.decisions import operations as decisions
from turbota.decisions.by_hand import EnteredPart, Entry
from turbota.kernel import clock
from turbota.kernel.working_days import is_working_day
from turbota_demo import answers as told
from turbota_demo import cast, growing, joined, registers, social, social_cast, stage
from turbota_demo.plays import KIND, Plays
from turbota_demo.stage import Keys

REGISTERED = "mother_heroine"
HIGH_INCOME = 3_000_000
ASK = "На фото довідки не видно печатки. Сфотографуйте її ще раз при денному світлі."
RETURN = "У скані паспорта немає другої сторінки: додайте її."
WRONG = "Дохід за травень пораховано двічі. Справу треба перерахувати."
LEFT = "Довідку з видимою печаткою просили сфотографувати ще раз. За місяць її не надійшло."
JOINED = "На ці місяці допомогу вже призначено за вашою першою заявою."
CONFIRMED = "Звірено зі свідоцтвом про народження."
SEND_BACK = "Перевірте, чи не враховано одноразову допомогу як дохід."


def working_moment(back: int) -> datetime:
    """Nine in the morning of the day that lies `back` working days before today (0: today, or the last working day)."""
    day = clock.today()
    while not is_working_day(day):
        day -= timedelta(days=1)
    for _ in range(back):
        day -= timedelta(days=1)
        while not is_working_day(day):
            day -= timedelta(days=1)
    return min(datetime.combine(day, time(9), tzinfo=clock.KYIV), clock.now())


def ensure() -> None:
    """Make the world if it is not there. A world that was begun and not finished is finished."""
    folder = Path(settings.TURBOTA_HOME) / "demo" / "keys"
    done = folder.parent / "made"
    if done.exists() and Organisation.objects.exists():
        joined.ensure()
        social.ensure(Keys(stage.authority(), folder))
        return
    now = clock.now()
    stage.enter_all(now)
    for colleague in cast.COLLEAGUES:
        stage.enter_employee(colleague, now)
    keys = Keys(stage.authority(), folder)
    for body in cast.BODIES:
        if body.kind in ("community", "service_centre"):
            keys.seal(body)
    for employee in (*cast.EMPLOYEES, *cast.COLLEAGUES):
        keys.person(employee)
    for person in cast.CITIZENS:
        if person.tax_number or person.unzr:
            keys.person(person)
    fresh = not Application.objects.exists()
    if fresh:
        _cases(Plays(keys))
    system = joined.ensure()
    if fresh:
        Plays(keys).received("roman", system, working_moment(0))
    social.ensure(keys)
    done.write_text("made")


def _cases(plays: Plays) -> None:
    """One case in every state; the moments lie on the last working days, so that the clocks differ."""
    _before_the_pension_fund(plays)
    _silent(plays)
    _portal(plays)
    _community(plays)
    _ended(plays)
    _away(plays)
    _for_others(plays)
    _other_kinds(plays)
    _without_rules(plays)


def _other_kinds(plays: Plays) -> None:
    """A birth that is granted once, twins of 2025 to be signed by the head, and displaced people in work."""
    days = [working_moment(back) for back in range(6)]
    once = plays.accepted(plays.submitted("olesia", days[5], kind="birth"), "umovnyi", days[4])
    plays.approved(plays.proposed(once, "umovnyi", days[3]), "pokazova", days[2])

    born = date(2025, 12, 31) if days[4].date() < date(2026, 12, 31) else None
    twins = told.birth(cast.citizen("maria"), on=days[4].date(), born=born, names=("Зоряна", "Лука"))
    counter = plays.finished("maria", "starosta", "yavir", days[4], answers=twins, kind="birth")
    plays.handed_over([counter], "starosta", days[3])
    plays.proposed(plays.accepted(counter, "umovnyi", days[2]), "umovnyi", days[1])

    idle = told.idp_living(cast.citizen("roman"), on=days[3].date(), monthly_income=0)
    idle["applicant"] |= {"occupation": "idle", "idle_months": "2"}
    displaced = plays.submitted("roman", days[3], answers={**idle, "incomes": []}, kind="idp_living")
    plays.accepted(displaced, "umovnyi", days[2])


def _without_rules(plays: Plays) -> None:
    """A kind whose rules are not known: the department entered the sum by hand, the head has not signed yet."""
    days = [working_moment(back) for back in range(4)]
    asked = plays.accepted(plays.submitted("maria", days[3], kind=REGISTERED), "davnii", days[2])
    day = days[3].date()
    entry = Entry(
        outcome="granted",
        parts=(EnteredPart("Винагорода", 3_328_000, "once", day, day),),
        reason="Звання присвоєно указом; розмір узято з довідки спеціаліста.",
        act="постанова КМУ № 268 від 28.02.2011",
        clause="навчальний пункт",
        documents=tuple(asked.attachments.values_list("pk", flat=True)),
    )
    plays.entered_by_hand(asked, "davnii", entry, days[1])


def _before_the_pension_fund(plays: Plays) -> None:
    """A case of June 2025: up to 30.06.2025 the Управління decided."""
    days = [datetime(2025, 6, day, 10, tzinfo=clock.KYIV) for day in (16, 17, 18, 19)]
    old = plays.finished("roman", "starosta", "yavir", days[0])
    plays.handed_over([old], "starosta", days[1])
    plays.accepted(old, "davnii", days[2])
    decision = plays.approved(plays.proposed(old, "davnii", days[2]), "kerivna", days[3])
    plays.annulled(decision, "davnii", "kerivna", WRONG, working_moment(1))


def _silent(plays: Plays) -> None:
    """A case whose applicant did not answer for the whole term: left without consideration yesterday."""
    now = working_moment(1)
    asked = working_moment(30)
    silent = plays.submitted("stepan", working_moment(31))
    acceptance.ask(by=stage.at_work("umovnyi", asked), application_id=silent.pk, text=ASK, at=asked)
    ending.leave(
        by=stage.at_work("umovnyi", now),
        application_id=silent.pk,
        ground="not_brought",
        text=LEFT,
        at=now,
    )


def _portal(plays: Plays) -> None:
    days = [working_moment(back) for back in range(6)]
    maria = plays.submitted("maria", days[5])
    plays.accepted(maria, "umovnyi", days[4])
    plays.approved(plays.proposed(maria, "umovnyi", days[3]), "pokazova", days[2])

    rich = told.low_income(cast.citizen("roman"), on=days[4].date(), monthly_income=HIGH_INCOME)
    roman = plays.submitted("roman", days[4], answers=rich)
    plays.accepted(roman, "umovnyi", days[3])
    plays.proposed(roman, "umovnyi", days[2])

    olesia = plays.submitted("olesia", days[3])
    acceptance.ask(by=stage.at_work("umovnyi", days[2]), application_id=olesia.pk, text=ASK, at=days[2])

    plays.submitted("vira", days[1])
    stepan = stage.at_home("stepan", days[1])
    draft = drafting.open_draft(by=stepan, kind=KIND, at=days[1])
    person = told.low_income(cast.citizen("stepan"), on=days[1].date())
    drafting.save_section(
        by=stepan, application_id=draft.pk, section="applicant", values=person["applicant"], at=days[1]
    )


def _for_others(plays: Plays) -> None:
    """A mother whose right is confirmed, and a power of attorney that waits for the officer."""
    days = [working_moment(back) for back in range(4)]
    birth = plays.claimed("maria", cast.TARAS, days[3], kind="parent", title="Свідоцтво про народження № 201")
    plays.sent_for("maria", birth, cast.TARAS, days[3])
    representing.confirm_mandate(
        by=stage.at_work("umovnyi", days[2]), mandate_id=birth.pk, reason=CONFIRMED, at=days[2]
    )
    plays.claimed_and_sent("roman", "vira", days[1])


def _community(plays: Plays) -> None:
    days = [working_moment(back) for back in range(6)]
    plays.registered("stepan", "zrazkova", "dolyna", days[0])
    plays.registered("danylo", "centrova", "centre", days[1])
    plays.finished("olesia", "zrazkova", "dolyna", days[1])

    ready = plays.finished("roman", "zrazkova", "dolyna", days[2])
    plays.controlled(ready, "probna", days[1])

    back = plays.finished("maria", "zrazkova", "dolyna", days[2])
    intake.return_from_control(
        by=stage.at_work("probna", days[1]), application_id=back.pk, reason=RETURN, at=days[1]
    )

    handed = plays.finished("vira", "starosta", "yavir", days[3])
    plays.handed_over([handed], "starosta", days[2])

    returned = plays.finished("stepan", "starosta", "yavir", days[4])
    plays.handed_over([returned], "starosta", days[3])
    acceptance.return_to_community(
        by=stage.at_work("umovnyi", days[2]),
        application_id=returned.pk,
        fault="missing_document",
        reason=RETURN,
        at=days[2],
    )

    centre = plays.finished("olesia", "centrova", "centre", days[5])
    plays.handed_over([centre], "centrova", days[4])
    plays.accepted(centre, "umovnyi", days[3])
    decision = plays.proposed(centre, "umovnyi", days[2])
    decisions.send_back(
        by=stage.at_work("pokazova", days[1]), decision_id=decision.pk, reason=SEND_BACK, at=days[1]
    )


def _ended(plays: Plays) -> None:
    """A case withdrawn by the person, and one joined to a decided one."""
    days = [working_moment(back) for back in range(6)]
    gone = plays.submitted("olesia", days[5])
    ending.withdraw(by=stage.at_home("olesia", days[4]), application_id=gone.pk, reason="", at=days[4])

    first = Application.objects.get(applicant__surname=cast.citizen("maria").surname, state=State.DECIDED)
    again = plays.submitted("maria", days[1])
    ending.join(
        by=stage.at_work("umovnyi", days[0]),
        application_id=again.pk,
        into_id=first.pk,
        reason=JOINED,
        at=days[0],
    )


def _away(plays: Plays) -> None:
    """A specialist with a case is away, and the head has a deputy for the next week."""
    days = [working_moment(back) for back in range(4)]
    case = plays.submitted("vira", days[3])
    plays.accepted(case, "vidpustna", days[2])
    head = stage.at_work("pokazova", days[0])
    away = stage.at_work("vidpustna", days[0])
    assert away.account_id is not None and away.organisation_id is not None
    today = days[0].date()
    absences.note_absence(
        by=head, account_id=away.account_id, organisation_id=away.organisation_id, since=today,
        last_day=today + timedelta(days=13), reason="planned", at=days[0],
    )  # fmt: skip
    deputy = stage.at_work("umovnyi", days[0])
    assert deputy.account_id is not None
    absences.appoint_deputy(
        by=head, post_id=head.posts[0].post_id, account_id=deputy.account_id, since=today + timedelta(days=7),
        last_day=today + timedelta(days=13), ground="наказ № 7-к (навчальний)", at=days[0],
    )  # fmt: skip


def records() -> list[dict[str, Any]]:
    """What the training registers know."""
    return registers.records()


def people() -> list[dict[str, str]]:
    """The people whom the training id.gov.ua offers."""
    return [
        {
            "key": person.key,
            "lastname": person.surname,
            "givenname": person.given_name,
            "middlename": person.patronymic,
            "drfocode": person.tax_number,
            "document": person.document,
            "birthday": person.birth_date.isoformat(),
            "unzr": person.unzr,
            "email": person.email,
            "phone": "",
            "auth_type": person.auth_type,
            "note": person.note,
        }
        for person in cast.CITIZENS
    ]


def sign_ins() -> list[dict[str, str]]:
    """Who can sign in and how; printed by `turbota run` in demo mode."""
    folder = Path(settings.TURBOTA_HOME) / "demo" / "keys"
    staff = [
        {
            "name": person.name,
            "role": ", ".join(title for _, _, title, _ in person.posts),
            "code": person.code,
            "password": cast.PASSWORD,
            "key": f"{folder / person.code}.p12",
            "seal": "".join(
                f"{folder / f'seal-{body}'}.p12"
                for body, role, _, _ in person.posts
                if role == "seal_operator"
            ),
            "key_password": cast.KEY_PASSWORD,
        }
        for person in (*cast.EMPLOYEES, *cast.COLLEAGUES, *social_cast.EMPLOYEES)
    ]
    citizens = [
        {
            "name": f"{person.surname} {person.given_name}",
            "role": "заявник, вхід через навчальний id.gov.ua",
            "code": "",
            "password": "",
            "key": f"{folder / person.key}.p12" if person.tax_number or person.unzr else "",
            "key_password": cast.KEY_PASSWORD if person.tax_number or person.unzr else "",
        }
        for person in cast.CITIZENS
    ]
    return staff + citizens + [joined.sign_in()]


def grow(*, people: int, cases: int, seed: int, today: date | None = None) -> dict[str, Any]:
    """Fill the database with a great many people and cases (`turbota_demo.growing`); what came of it, with seconds.

    Raises Refused when it was done already or the numbers do not fit.
    """
    growing.check(people, cases)
    began, now, day = monotonic(), clock.now(), today or clock.today()
    with stage.answering_authority() as authority, transaction.atomic():
        stage.enter_all(now)
        keys = Keys(authority, since=now - timedelta(days=60), until=now + timedelta(days=365))
        ready = growing.made_patterns(Plays(keys), cases, day)
        copying = monotonic()
        rows = growing.copy(ready, people=people, cases=cases, seed=seed, today=day)
    with connection.cursor() as cursor:
        cursor.execute("analyze")
    done = monotonic()
    seconds = {"patterns": copying - began, "copies": done - copying, "whole": done - began}
    seconds["of this process"] = process_time()
    return {
        "people": people,
        "cases": cases,
        "seed": seed,
        "rows": rows,
        "seconds": {phase: round(taken, 1) for phase, taken in seconds.items()},
    }
