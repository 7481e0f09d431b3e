"""Reports of the quarter: they come at any hour, an alarm calls until somebody answers, and the unit deals with each."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from turbota.access.actors import NOBODY
from turbota.casework import report_queries
from turbota.casework.models import Alarm
from turbota.casework.operations import alarms, linking, reporting, triage
from turbota.casework.operations.linking import NewCase
from turbota.casework.operations.reporting import Told
from turbota.casework.states import CaseKind, DismissReason, Sensitivity, Source, Urgency
from turbota_demo import geography
from turbota_demo.quarter.engine import Days
from turbota_demo.quarter.ground import DOCTOR, SUPERVISOR, Ground, at_work, person
from turbota_demo.quarter.work import Story, Work

QUARTER_OF_AN_HOUR = timedelta(minutes=15)
WORDS = (
    "Сусідка похилого віку не виходить по воду й не відчиняє",
    "Родина живе в хаті без опалення",
    "Чоловік на милицях ночує на автостанції",
    "Жінка після лікарні лежить сама, готувати нікому",
    "Бабуся не пам’ятає, де живе, приходить до чужих дверей",
)


@dataclass
class Matter:
    """A report that the unit deals with. `urgency`: as it stands now."""

    label: str
    number: int
    urgency: str
    words: str
    violence: bool
    taken: bool = False
    open: bool = True
    case: str = ""


class Intake:
    """Plays reports."""

    def __init__(self, days: Days, ground: Ground, work: Work) -> None:
        self.days, self.ground, self.work = days, ground, work
        self.known: list[Matter] = []

    def begin(self, reports: int) -> None:
        """Spread the reports over the quarter, at any hour of any day."""
        span = (self.days.until - self.days.moment(self.days.first)).days
        for number in range(1, reports + 1):
            day = self.days.first + timedelta(days=1 + self.days.dice.randrange(span - 2))
            at = self.days.moment(day, from_hour=6, to_hour=23)
            self.days.plan(at, lambda at, number=number: self._come(number, at))  # type: ignore[misc]

    def _come(self, number: int, at: datetime) -> None:
        dice = self.days.dice
        urgency = dice.choices(list(Urgency), weights=(12, 45, 43))[0].value
        violence = self.days.chance(12)
        words = f"{WORDS[number % len(WORDS)]}, будинок {number}."
        again = [one for one in self.known if one.open] if self.days.chance(12) else []
        if again:
            first = dice.choice(again)
            words, violence = first.words, first.violence
        source = dice.choices(("public", "institution", "own"), weights=(76, 14, 10))[0]
        present = self.ground.present(at.date())
        who = {"public": "", "institution": DOCTOR, "own": dice.choice(present)}[source]
        named = source == "public" and self.days.chance(50)
        report = reporting.receive(
            told=Told(
                what=words,
                urgency=Urgency(urgency),
                place_code=geography.ZRAZKOVE,
                place="м. Зразкове, вул. Вигадана",
                children=self.days.chance(20),
                violence=violence,
                reporter_name="Сусід" if named else "",
                reporter_contact="050 000 00 02" if named else "",
            ),
            at=at,
            by=at_work(who, at) if who else NOBODY,
            network=f"198.51.{number // 200}.{number % 200}",
        ).report
        label = f"R{number}"
        self.days.log.rows[label] = report.pk
        self.days.note("report", at, who, label, urgency=urgency, source=source, words=words)
        self._follow(report.joined_to_id is not None, label, number, urgency, words, violence, source, at)

    def _follow(
        self, joined: bool, label: str, number: int, urgency: str, words: str, violence: bool, source: str,
        at: datetime,
    ) -> None:  # fmt: skip
        matter = Matter(label, number, urgency, words, violence)
        if joined:
            first = next(one for one in self.known if one.words == words)
            if urgency == Urgency.THREAT and first.urgency != Urgency.THREAT:
                first.urgency = urgency
                self._alarm(first, at)
                self.days.plan(at + timedelta(hours=3), lambda at: self._visit(first, at))
            return
        self.known.append(matter)
        if source == Source.OWN:
            matter.taken = True
            if urgency == Urgency.THREAT:
                self.days.plan(at + timedelta(hours=2), lambda at: self._visit(matter, at))
                return
            self.days.plan(self.days.later(at, 0, 3), lambda at: self._settle(matter, at))
        elif urgency == Urgency.THREAT:
            self._alarm(matter, at)
            soon = at + timedelta(seconds=self.days.dice.randrange(120, 4800))
            self.days.plan(soon, lambda at: self._take(matter, at))
        else:
            self.days.plan(self.days.later(at, 0, 2), lambda at: self._take(matter, at))

    def _alarm(self, matter: Matter, at: datetime) -> None:
        self.days.plan(at + QUARTER_OF_AN_HOUR, lambda at: self._tick(matter, at))

    def _tick(self, matter: Matter, at: datetime) -> None:
        """The worker looks every minute; here it looks when something is due."""
        for alarm_id in report_queries.alarms_due(at=at):
            alarms.escalate(alarm_id=alarm_id, at=at)
        if Alarm.objects.live().filter(report_id=self.days.log.rows[matter.label]).exists():
            self._alarm(matter, at)

    def _take(self, matter: Matter, at: datetime) -> None:
        who = self.days.dice.choice(self.ground.present(at.date()))
        triage.take(by=at_work(who, at), report_id=self.days.log.rows[matter.label], at=at)
        self.days.note("take", at, who, matter.label)
        matter.taken = True
        if matter.urgency != Urgency.THREAT or self._visited(matter):
            self.days.plan(self.days.later(at, 0, 6), lambda at: self._settle(matter, at))
        elif self.days.chance(80):
            hours = self.days.dice.randrange(1, 30)
            self.days.plan(at + timedelta(hours=hours), lambda at: self._visit(matter, at))
        else:
            self.days.plan(at + timedelta(hours=2), lambda at: self._lower(matter, at))

    def _visit(self, matter: Matter, at: datetime) -> None:
        """Somebody comes to the person. Who answers for a linked report is the manager of its case, or the supervisor."""
        if not matter.open and not matter.case:
            return
        who = self.work.keeper(matter.case, at) if matter.case else SUPERVISOR
        came = at - timedelta(minutes=20)
        triage.note_visit(
            by=at_work(who, at), report_id=self.days.log.rows[matter.label], visited_at=came,
            words="Відвідали, людина вдома.", at=at,
        )  # fmt: skip
        self.days.note("visit_of_report", at, who, matter.label, came=came)
        if matter.open and matter.taken:
            self.days.plan(self.days.later(at, 0, 2), lambda at: self._settle(matter, at))

    def _lower(self, matter: Matter, at: datetime) -> None:
        if not matter.open:
            return
        who = self.days.dice.choice(self.ground.present(at.date()))
        triage.confirm_urgency(
            by=at_work(who, at), report_id=self.days.log.rows[matter.label], urgency=Urgency.SOON,
            reason="Подзвонили: загрози вже немає.", at=at,
        )  # fmt: skip
        matter.urgency = Urgency.SOON.value
        self.days.note("urgency", at, who, matter.label, urgency="soon")
        self.days.plan(self.days.later(at, 0, 3), lambda at: self._settle(matter, at))

    def _settle(self, matter: Matter, at: datetime) -> None:
        if not matter.open:
            return
        if matter.urgency == Urgency.THREAT and not self._visited(matter):
            self.days.plan(self.days.later(at, 1, 1), lambda at: self._settle(matter, at))
            return
        who = self.days.dice.choice(self.ground.present(at.date()))
        matter.open = False
        draw, live = self.days.dice.randrange(100), self.work.open_cases()
        if draw < 25:
            triage.dismiss(
                by=at_work(who, at), report_id=self.days.log.rows[matter.label], why=DismissReason.NOT_CONFIRMED,
                reason="Відвідали: складних обставин немає.", at=at,
            )  # fmt: skip
            self.days.note("dismiss", at, who, matter.label)
        elif draw < 37 and live:
            story = self.days.dice.choice(live)
            linking.link(
                by=at_work(who, at), report_id=self.days.log.rows[matter.label], person_id=story.person_id, at=at
            )  # fmt: skip
            matter.case = story.label
            self.days.note("link", at, who, matter.label, story.label)
        else:
            self._open(matter, who, at)

    def _visited(self, matter: Matter) -> bool:
        return any(act.what == "visit_of_report" and act.about == matter.label for act in self.days.log.acts)

    def _open(self, matter: Matter, who: str, at: datetime) -> None:
        manager = self.days.dice.choice(self.ground.present(at.date()))
        sensitivity = Sensitivity.VIOLENCE if matter.violence else Sensitivity.NONE
        whose = person(matter.number, at)
        case = linking.open_case(
            by=at_work(who, at),
            report_id=self.days.log.rows[matter.label],
            new=NewCase(
                post_id=self.ground.posts[manager].pk,
                kind=CaseKind.PERSON,
                sensitivity=sensitivity,
                person_id=whose.pk,
                address=f"м. Зразкове, вул. Вигадана, {matter.number}",
                address_protected=matter.violence,
            ),
            at=at,
        )
        label = f"C{matter.number}"
        matter.case = label
        self.days.log.rows[label] = case.pk
        self.days.note("open", at, who, matter.label, label, manager=manager, sensitive=matter.violence)
        self.work.follow(
            Story(label, whose.pk, manager, matter.violence, matter.urgency == Urgency.THREAT), at
        )
