"""The agenda of a quarter: steps in the order of their moments, each at a held clock, with the jobs that follow it."""

import heapq
import json
import random
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

from django.db import connection
from procrastinate.contrib.django import app

from turbota.kernel import clock, jobs
from turbota.kernel.working_days import add_working_days, is_working_day, same_or_next_working_day
from turbota_demo.quarter.acts import Act, Log
from turbota_demo.stage import Keys

Step = Callable[[datetime], None]

FOLLOWING = "casework.%", "decisions.%", "personal_files.%"
"""Jobs that a step needs at once. Letters and announcements are left to the worker."""
MOST_ROUNDS = 20


class Days:
    """The agenda. `dice`: everything that is left to chance; the same seed gives the same quarter."""

    def __init__(self, *, first: date, length: int, seed: int, keys: Keys) -> None:
        self.first = first
        self.until = datetime.combine(first + timedelta(days=length), time.min, tzinfo=clock.KYIV)
        self.keys = keys
        self.dice = random.Random(seed)
        self.log = Log(first=first, until=self.until, seed=seed)
        self._order = count()
        self._agenda: list[tuple[datetime, int, Step]] = []

    def plan(self, at: datetime, step: Step) -> None:
        """Put a step on the agenda; what lies after the end of the quarter is left out."""
        if at < self.until:
            heapq.heappush(self._agenda, (at, next(self._order), step))

    def run(self) -> None:
        """Do every step in its order, each with the jobs that it planned."""
        while self._agenda:
            at, _, step = heapq.heappop(self._agenda)
            with clock.frozen(at):
                step(at)
                _jobs()

    def note(self, what: str, at: datetime, who: str, about: str, case: str = "", **said: Any) -> None:
        """Write an act down."""
        self.log.acts.append(Act(what, at, who, about, case, said))

    def chance(self, percent: int) -> bool:
        """True in so many cases of a hundred."""
        return self.dice.randrange(100) < percent

    def moment(self, day: date, *, from_hour: int = 9, to_hour: int = 17) -> datetime:
        """A moment of the day between the hours."""
        seconds = self.dice.randrange(from_hour * 3600, to_hour * 3600)
        return datetime.combine(day, time.min, tzinfo=clock.KYIV) + timedelta(seconds=seconds)

    def later(self, at: datetime, least: int, most: int) -> datetime:
        """A moment at work, from `least` to `most` working days later; on the same day only after `at`."""
        days = self.dice.randint(least, most)
        day = clock.day_of(at)
        if days == 0 and is_working_day(day):
            hour = at.astimezone(clock.KYIV).hour
            if hour < 8:
                return self.moment(day)
            if hour < 16:
                return at + timedelta(seconds=self.dice.randrange(300, 3000))
        return self.moment(add_working_days(day, max(1, days)))

    def workday(self, offset: int) -> date:
        """The day so many days after the first one, or the next working day."""
        return same_or_next_working_day(self.first + timedelta(days=offset))


def _jobs() -> None:
    """Do the jobs that the step planned, and those that they plan, in this transaction."""
    for _ in range(MOST_ROUNDS):
        with connection.cursor() as cursor:
            cursor.execute(
                "select id, task_name, args::text from procrastinate_jobs where status = %s and scheduled_at is null"
                " and task_name like any(%s) order by id",
                [jobs.WAITING, list(FOLLOWING)],
            )
            found = cursor.fetchall()
        if not found:
            return
        for number, task, arguments in found:
            app.tasks[task](**json.loads(arguments))
            with connection.cursor() as cursor:
                cursor.execute("update procrastinate_jobs set status = 'succeeded' where id = %s", [number])
    raise AssertionError("jobs plan each other without end")
