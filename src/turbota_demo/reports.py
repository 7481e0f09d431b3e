"""Reports of the demonstration: new ones, one in danger, one that is worked on, one linked, one that ended."""

from datetime import date, datetime, timedelta

from turbota.access.actors import NOBODY, Actor
from turbota.access.models import Organisation
from turbota.casework.models import DutyShift, Report
from turbota.casework.operations import alarms, linking, reporting, triage
from turbota.casework.operations.reporting import Told
from turbota.casework.states import DismissReason, Urgency
from turbota.people import queries as people
from turbota_demo import geography, social_cast, stage

DANGER = "Чути крик і плач, жінка просить її не бити. Двері зачинені, світло вимкнули."
LONELY = "Сусідка похилого віку третій день не виходить по воду й не відчиняє."
COLD = "Родина з двома дітьми живе в хаті без опалення, старша дитина не ходить до школи."
STREET = "На автостанції другу ніч спить чоловік на милицях, просить лише чаю."
FAR = "Старенький подружній дім без дров, магазин за сім кілометрів, допомоги просять сусіди."
DONE = "Дідусь загубився біля ринку, не пам’ятає адреси."


def play(now: datetime) -> None:
    """What people told the unit in the last days."""
    if Report.objects.exists():
        return
    unit = stage.enter_body(stage.body_of("unit"), now)
    turbotna = stage.at_work("turbotna", now)
    _ended(turbotna, now - timedelta(days=3))
    _linked(turbotna, now - timedelta(days=2))
    _in_work(turbotna, now - timedelta(days=1))
    _told(
        now - timedelta(hours=5),
        LONELY,
        place="с-ще Зразкове, вул. Садова, 8",
        about="пані Марія, років 80",
    )
    _told(
        now - timedelta(hours=4),
        LONELY,
        place="с-ще Зразкове, вул. Садова, 8",
        about="пані Марія, років 80",
    )
    _at_the_hospital(now - timedelta(hours=2))
    _of_no_unit(now - timedelta(hours=3))
    _duty(unit, now)
    _told(now - timedelta(minutes=4), DANGER, urgency=Urgency.THREAT, violence=True, children=True,
        place="м. Зразкове, вул. Лугова, 17, другий поверх",
    )  # fmt: skip


def _told(
    at: datetime, what: str, *, by: Actor = NOBODY, urgency: Urgency = Urgency.SOON, place: str,
    about: str = "", place_code: str = "", children: bool = False, violence: bool = False, name: str = "", contact: str = "",
) -> Report:  # fmt: skip
    told = Told(
        what=what,
        urgency=urgency,
        place_code=place_code or geography.ZRAZKOVE,
        place=place,
        about=about,
        children=children,
        violence=violence,
        reporter_name=name,
        reporter_contact=contact,
    )
    return reporting.receive(told=told, at=at, by=by, network="203.0.113.5").report


def _duty(unit: Organisation, now: datetime) -> DutyShift:
    boss = stage.at_work("nastavna", now)
    post = next(held for held in stage.at_work("turbotna", now).posts if held.role == "social_manager")
    return alarms.set_duty(
        by=boss,
        unit=unit,
        post_id=post.post_id,
        since=now - timedelta(hours=2),
        until=now + timedelta(days=1),
        at=now,
    )


def _ended(by: Actor, at: datetime) -> None:
    report = _told(at, DONE, place="м. Зразкове, ринок", name="Продавчиня", contact="050 000 00 01")
    triage.take(by=by, report_id=report.pk, at=at + timedelta(minutes=30))
    triage.dismiss(
        by=by,
        report_id=report.pk,
        why=DismissReason.HELPED,
        reason="Знайшли доньку, вона забрала його додому.",
        at=at + timedelta(hours=2),
    )


def _linked(by: Actor, at: datetime) -> None:
    """About somebody whose case may be there or not: the words are the same."""
    report = _told(at, "Бабуся Ганна з Тихої не бере слухавки від учора.", place="м. Зразкове, вул. Тиха, 11")
    triage.take(by=by, report_id=report.pk, at=at + timedelta(hours=1))
    found = people.search(by, surname="Самотинська", birth_date=date(1941, 3, 9))
    for hanna in found[:1]:
        linking.link(by=by, report_id=report.pk, person_id=hanna.person.pk, at=at + timedelta(hours=2))


def _of_no_unit(at: datetime) -> None:
    """From a community that no unit serves: the desk of the oblast has it."""
    stage.enter_employee(social_cast.worker("oblasnyi"), at)
    _told(at, FAR, place_code=geography.UNSERVED, place="друга хата від ставка")


def _in_work(by: Actor, at: datetime) -> None:
    report = _told(at, COLD, place="с. Приклад, остання хата за ставком", children=True)
    triage.take(by=by, report_id=report.pk, at=at + timedelta(hours=1))


def _at_the_hospital(at: datetime) -> None:
    doctor = stage.at_work(social_cast.worker("likarnyi").code, at)
    _told(at, STREET, by=doctor, place="м. Зразкове, автостанція", about="чоловік років 50")
