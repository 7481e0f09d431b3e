"""Plays a quarter: the sizes, the absent manager, the one who leaves, and the samples of the load."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from time import process_time
from typing import Any

from django.db import transaction

from turbota.access import absences
from turbota.casework import load
from turbota.casework.operations import handover
from turbota.kernel import clock
from turbota_demo import stage
from turbota_demo.quarter.acts import Log, Sample
from turbota_demo.quarter.asking import Asking
from turbota_demo.quarter.delivery import Delivery
from turbota_demo.quarter.engine import Days
from turbota_demo.quarter.ground import MANAGERS, NEWCOMER, SUPERVISOR, Away, Ground, at_work, laid
from turbota_demo.quarter.intake import Intake
from turbota_demo.stage import Keys

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Size:
    """How much happens. Rates are remembered for about 20,000 people: a report on every working day and a half."""

    days: int = 91
    reports: int = 90
    applications: int = 3


class Absences:
    """A manager is away for two weeks and a deputy stands in; another one leaves and all her cases are handed over."""

    def __init__(self, days: Days, ground: Ground, work: Delivery) -> None:
        self.days, self.ground, self.work = days, ground, work

    def begin(self, length: int) -> None:
        """The first is away in the second month, the other leaves in the third."""
        self.days.plan(
            self.days.moment(self.days.workday(length * 4 // 10), from_hour=8, to_hour=9), self._leave
        )
        self.days.plan(
            self.days.moment(self.days.workday(length * 7 // 10), from_hour=8, to_hour=9), self._hand_over
        )

    def _leave(self, at: datetime) -> None:
        away, deputy = MANAGERS[1], MANAGERS[0]
        head, day = at_work(SUPERVISOR, at), at.date()
        last = day + timedelta(days=13)
        post = self.ground.posts[away]
        absences.note_absence(
            by=head, account_id=post.account_id, organisation_id=self.ground.unit.pk, since=day, last_day=last,
            reason="planned", at=at,
        )  # fmt: skip
        absences.appoint_deputy(
            by=head, post_id=post.pk, account_id=self.ground.accounts[deputy].pk, since=day, last_day=last,
            ground="наказ № 7-к", at=at,
        )  # fmt: skip
        self.ground.away.append(Away(away, day, last + timedelta(days=1), deputy))
        self.days.note("away", at, SUPERVISOR, away, until=last + timedelta(days=1), deputy=deputy)

    def _hand_over(self, at: datetime) -> None:
        gone, to = NEWCOMER.code, MANAGERS[0]
        mine = [one for one in self.work.open_cases() if one.manager == gone]
        self.ground.gone[gone] = at.date()
        if not mine:
            return
        handover.hand_over(
            by=at_work(SUPERVISOR, at),
            case_ids=[self.days.log.rows[one.label] for one in mine],
            to_post_id=self.ground.posts[to].pk,
            reason="Менеджерка йде у відпустку для догляду за дитиною.",
            reads_until=at.date() + timedelta(days=30),
            at=at,
        )
        for one in mine:
            self.days.note("hand_over", at, SUPERVISOR, one.label, one.label, to=to)
            one.manager = to


@transaction.atomic
def play(*, first: date, seed: int, keys: Keys, size: Size) -> Log:
    """A quarter that begins on the day. All of it is one transaction: nobody sees half a quarter, and no worker
    does its jobs at another moment.
    """
    days = Days(first=first, length=size.days, seed=seed, keys=keys)
    at = datetime.combine(first, time(8), tzinfo=clock.KYIV)
    with clock.frozen(at):
        ground = laid(days, at)
    work = Delivery(days, ground)
    work.begin()
    Intake(days, ground, work).begin(size.reports)
    Asking(days, ground, work).begin(size.applications)
    Absences(days, ground, work).begin(size.days)
    evening = datetime.combine(first + WEEK, time(20), tzinfo=clock.KYIV)
    while evening < days.until:
        days.plan(evening, lambda at: _sample(days, ground, at))
        evening += WEEK
    days.run()
    return days.log


def grow(*, seed: int, since: date | None = None) -> dict[str, Any]:
    """Play the whole quarter in the database of the demonstration: how often each thing was done, and the loads."""
    first = since or clock.today() - 13 * WEEK
    began = process_time()
    with stage.answering_authority() as authority:
        now = clock.now()
        keys = Keys(authority, since=now - timedelta(days=365), until=now + timedelta(days=365))
        log = play(first=first, seed=seed, keys=keys, size=Size())
    return {
        "seed": seed,
        "since": first.isoformat(),
        "until": log.until.date().isoformat(),
        "done": log.counts(),
        "loads": {one.at.date().isoformat(): dict(one.points) for one in log.samples},
        "seconds of this process": round(process_time() - began, 1),
    }


def _sample(days: Days, ground: Ground, at: datetime) -> None:
    """What the supervisor reads of the load at the end of the week."""
    loads = {one.post_id: one.points for one in load.load_of_units(at_work(SUPERVISOR, at), at.date())}
    points = {code: loads.get(post.pk, 0) for code, post in ground.posts.items()}
    days.log.samples.append(Sample(at, points))
