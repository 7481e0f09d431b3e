"""Pattern cases of a grown world: one real case of every shape, made through the operations, to be copied very often."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connection
from procrastinate.contrib.django import app

from turbota.applications.models import Application
from turbota.applications.operations import acceptance, intake
from turbota.decisions.models import Decision
from turbota.kernel import clock
from turbota.kernel.jobs import WAITING
from turbota.kernel.working_days import is_working_day
from turbota.messages.models import Delivery, Message
from turbota.messages.states import EMAIL, SENT
from turbota_demo import answers as told
from turbota_demo import cast, stage
from turbota_demo.plays import Plays

CONTROLLED, PLAIN = "dolyna", "yavir"
DECIDER = "pension"
STAFF_OF = {CONTROLLED: "zrazkova", PLAIN: "starosta"}
CONTROL, SPECIALIST, HEAD = "probna", "umovnyi", "pokazova"
HIGH_INCOME, LOW_INCOME = 3_000_000, 100_000
DECIDED = ("granted", "refused")
ASK = "Додайте, будь ласка, другу сторінку довідки."
RETURN = "У скані документа немає другої сторінки: додайте її."


@dataclass(frozen=True)
class Pattern:
    """A shape of a case: `share` of all cases; `body` is the community that took it ("": the portal)."""

    shape: str
    share: int
    applicant: str
    body: str = ""


PATTERNS = (
    Pattern("received", 6, "maria"),
    Pattern("asked", 2, "olesia"),
    Pattern("in_work", 5, "olesia"),
    Pattern("proposed", 2, "maria"),
    Pattern("granted", 24, "roman"),
    Pattern("refused", 8, "maria"),
    Pattern("registered", 3, "maria", CONTROLLED),
    Pattern("registered", 2, "maria", PLAIN),
    Pattern("formed", 3, "olesia", CONTROLLED),
    Pattern("formed", 2, "olesia", PLAIN),
    Pattern("on_control", 3, "olesia", CONTROLLED),
    Pattern("mending", 2, "roman", CONTROLLED),
    Pattern("ready", 2, "roman", PLAIN),
    Pattern("handed", 3, "maria", PLAIN),
    Pattern("accepted", 3, "roman", CONTROLLED),
    Pattern("granted", 20, "olesia", PLAIN),
    Pattern("refused", 7, "maria", CONTROLLED),
    Pattern("draft", 3, "maria"),
)
"""Shares are in hundredths. Shapes of the community are named by what was done last.

The draft stands last: whoever has a draft goes on with it.
"""


def working_days(today: date) -> Iterator[datetime]:
    """Ten in the morning of the working days before today, the nearest first."""
    day = today
    while True:
        day -= timedelta(days=1)
        if is_working_day(day):
            yield datetime.combine(day, time(10), tzinfo=clock.KYIV)


class Made:
    """Makes the pattern cases; the moments lie on the working days before `today`."""

    def __init__(self, plays: Plays, today: date) -> None:
        self.plays = plays
        days = working_days(today)
        self.days = [next(days) for _ in range(12)]

    def make(self, pattern: Pattern, place: int) -> Application:
        """A case of the shape; `place` moves the fresh ones over several days, so that terms differ."""
        began = 8 if pattern.shape in DECIDED else 5 if pattern.shape == "proposed" else 1 + place % 3
        case = self._taken(pattern, began)
        verb = getattr(self, f"_{pattern.shape}", None)
        if verb is not None:
            verb(pattern, case, began)
        return Application.objects.get(pk=case.pk)

    def _taken(self, pattern: Pattern, began: int) -> Application:
        key, at = pattern.applicant, self.days[began]
        income = HIGH_INCOME if pattern.shape == "refused" else LOW_INCOME
        answers = told.low_income(cast.citizen(key), on=at.date(), monthly_income=income)
        if not pattern.body:
            verb = self.plays.draft if pattern.shape == "draft" else self.plays.submitted
            return verb(key, at, answers=answers)
        officer = STAFF_OF[pattern.body]
        if pattern.shape == "registered":
            return self.plays.registered(key, officer, pattern.body, at)
        if pattern.shape == "formed":
            return self.plays.formed(key, officer, pattern.body, at, answers=answers)
        case = self.plays.finished(key, officer, pattern.body, at, answers=answers)
        if pattern.body == CONTROLLED and pattern.shape not in ("on_control", "mending"):
            self.plays.controlled(case, CONTROL, at)
        if pattern.shape in ("handed", "accepted", "granted", "refused"):
            self.plays.handed_over([case], officer, self.days[began - 1])
        return case

    def _asked(self, pattern: Pattern, case: Application, began: int) -> None:
        at = self.days[began - 1]
        acceptance.ask(by=stage.at_work(SPECIALIST, at), application_id=case.pk, text=ASK, at=at)

    def _mending(self, pattern: Pattern, case: Application, began: int) -> None:
        at = self.days[began - 1]
        intake.return_from_control(
            by=stage.at_work(CONTROL, at), application_id=case.pk, reason=RETURN, at=at
        )

    def _in_work(self, pattern: Pattern, case: Application, began: int) -> None:
        self.plays.accepted(case, SPECIALIST, self.days[began - 1])

    _accepted = _in_work

    def _proposed(self, pattern: Pattern, case: Application, began: int) -> Decision:
        self._in_work(pattern, case, began)
        return self.plays.proposed(case, SPECIALIST, self.days[began - 2])

    def _granted(self, pattern: Pattern, case: Application, began: int) -> None:
        self.plays.approved(self._proposed(pattern, case, began), HEAD, self.days[began - 3])

    _refused = _granted


def settle(cases: list[Application], at: datetime) -> None:
    """Do now what the steps of these cases planned (messages, awards), and take the letters for sent.

    Jobs may run twice, so they stay in the queue as well.
    """
    subjects = [str(case.pk) for case in cases]
    subjects += [
        str(pk) for pk in Decision.objects.filter(application__in=cases).values_list("pk", flat=True)
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "select task_name, args::text from procrastinate_jobs"
            " where status = %s and args ->> 'subject_id' = any(%s) order by id",
            [WAITING, subjects],
        )
        planned = cursor.fetchall()
    for name, arguments in planned:
        app.tasks[name](**json.loads(arguments))
    ids = Message.objects.filter(subject_id__in=[case.pk for case in cases]).values("pk")
    letters = Delivery.objects.filter(message__in=ids, channel=EMAIL).exclude(state=SENT)
    letters.update(state=SENT, sent_at=at, next_at=None, attempts=1)
