"""Makes the demonstration world once: offices, staff, people, and cases in every state of both routes."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from time import monotonic, process_time
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from turbota.access.models import Organisation
from turbota.applications.models import Application
from turbota.applications.operations import acceptance, drafting, intake
from turbota.decisions import operations as decisions
from turbota.kernel import clock
from turbota.kernel.working_days import is_working_day
from turbota_demo import answers as told
from turbota_demo import cast, growing, stage
from turbota_demo.plays import KIND, Plays
from turbota_demo.stage import Keys

HIGH_INCOME = 3_000_000
ASK = "На фото довідки не видно печатки. Сфотографуйте її ще раз при денному світлі."
RETURN = "У скані паспорта немає другої сторінки: додайте її."
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
        return
    now = clock.now()
    stage.enter_all(now)
    keys = Keys(stage.authority(), folder)
    for body in cast.BODIES:
        if body.kind in ("community", "service_centre"):
            keys.seal(body)
    for employee in cast.EMPLOYEES:
        keys.person(employee)
    for person in cast.CITIZENS:
        if person.tax_number or person.unzr:
            keys.person(person)
    if not Application.objects.exists():
        _cases(Plays(keys))
    done.write_text("made")


def _cases(plays: Plays) -> None:
    """One case in every state; the moments lie on the last working days, so that the clocks differ."""
    _before_the_pension_fund(plays)
    _portal(plays)
    _community(plays)


def _before_the_pension_fund(plays: Plays) -> None:
    """A case of June 2025: up to 30.06.2025 the Управління decided."""
    days = [datetime(2025, 6, day, 10, tzinfo=clock.KYIV) for day in (16, 17, 18, 19)]
    old = plays.finished("roman", "starosta", "yavir", days[0])
    plays.handed_over([old], "starosta", days[1])
    plays.accepted(old, "davnii", days[2])
    plays.approved(plays.proposed(old, "davnii", days[2]), "kerivna", days[3])


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
        for person in cast.EMPLOYEES
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
    return staff + citizens


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
