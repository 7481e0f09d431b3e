"""Services of the quarter: referrals, contracts, visits, reviews, and what follows the closing of a case."""

import uuid
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from turbota.casework.delivery_states import (
    AfterResult,
    EndReason,
    Progress,
    RejectReason,
    ReviewDecision,
    VisitOutcome,
)
from turbota.casework.jobs.delivery import settle
from turbota.casework.models import Referral
from turbota.casework.operations import answering, confirming, delivering, outcomes, referring, reviewing
from turbota.casework.operations.delivering import Agreed, Entry
from turbota.casework.operations.referring import Wanted
from turbota.casework.operations.reviewing import Line
from turbota.casework.states import ClosureReason
from turbota.kernel import clock
from turbota_demo.quarter.ground import WORKERS, at_work
from turbota_demo.quarter.work import GOALS, HALF_A_YEAR, SCAN, Story, Work

ENDS = (
    ClosureReason.GOALS,
    ClosureReason.GOALS,
    ClosureReason.TERM,
    ClosureReason.MOVED,
    ClosureReason.INPATIENT,
)


@dataclass
class Sent:
    """A referral as the quarter knows it. `over`: nothing more is to happen to it."""

    label: str
    story: Story
    provider: str
    row: uuid.UUID
    answering: bool = False
    over: bool = False


class Delivery(Work):
    """Plays services of the cases."""

    sent: list[Sent]

    def begin(self) -> None:
        """Every morning it is looked what fell back and who moved up in line."""
        self.sent = []
        day = self.days.first
        while day < self.days.until.date():
            morning = datetime.combine(day, time(7, 30), tzinfo=clock.KYIV)
            self.days.plan(morning, self._sweep)
            day += timedelta(days=1)

    def after_start(self, story: Story, at: datetime) -> None:
        """The plan is in force: the provider is asked, and the plan is reviewed in time, or a little later."""
        self.days.plan(self.days.later(at, 0, 2), lambda at: self._refer(story, story.provider, None, at))
        self.days.plan(self.days.later(at, 15, 26), lambda at: self._review(story, at))

    # ── referrals ─────────────────────────────────────────────────────────────────────────────

    def _refer(self, story: Story, provider: str, instead: Sent | None, at: datetime) -> None:
        if story.closed:
            return
        who, label = self.keeper(story.label, at), f"N{len(self.sent) + 1}"
        row = referring.refer(
            by=at_work(who, at),
            case_id=self.days.log.rows[story.label],
            offer_id=self.ground.offers[provider].pk,
            wanted=Wanted(
                person_id=story.person_id,
                task="Купувати продукти, прибирати",
                frequency="двічі на тиждень",
                meeting_place="Бібліотека, пл. Калинова, 2" if story.sensitive else "",
                measure_id=story.measure_id,
            ),
            instead_of=instead.row if instead else None,
            at=at,
        )
        self.days.log.rows[label] = row.pk
        self.days.note("refer", at, who, label, story.label, provider=provider)
        one = Sent(label, story, provider, row.pk)
        self.sent.append(one)
        self._look(one, at)

    def _look(self, one: Sent, at: datetime) -> None:
        """Go on with a referral by what became of it."""
        state = Referral.objects.values_list("state", flat=True).get(pk=one.row)
        if state == "offered" and not one.answering:
            one.answering = True
            draw = self.days.dice.randrange(100)
            if draw < 70:
                self.days.plan(self.days.later(at, 0, 2), lambda at: self._accept(one, at))
            elif draw < 85:
                self.days.plan(self.days.later(at, 0, 2), lambda at: self._reject(one, at))
        elif state == "expired":
            one.over = True
            self._elsewhere(one, at)
        elif state not in ("offered", "waiting", "accepted", "contracted"):
            one.over = True

    def _sweep(self, at: datetime) -> None:
        settle()
        self.days.note("sweep", at, "", "")
        for one in self.sent:
            if not one.over:
                self._look(one, at)

    def _elsewhere(self, one: Sent, at: datetime) -> None:
        other = "ngo" if one.provider == "care" else "care"
        self.days.plan(self.days.later(at, 0, 2), lambda at: self._refer(one.story, other, one, at))

    def _still(self, one: Sent, state: str) -> bool:
        return Referral.objects.filter(pk=one.row, state=state).exists()

    def _accept(self, one: Sent, at: datetime) -> None:
        if not self._still(one, "offered"):
            return
        worker = WORKERS[one.provider]
        answering.accept(by=at_work(worker, at), referral_id=one.row, contact="0 800 00 00 00", at=at)
        self.days.note("accept", at, worker, one.label, one.story.label)
        self.days.plan(self.days.later(at, 0, 2), lambda at: self._contract(one, at))

    def _reject(self, one: Sent, at: datetime) -> None:
        if not self._still(one, "offered"):
            return
        worker = WORKERS[one.provider]
        answering.reject(
            by=at_work(worker, at), referral_id=one.row, reason=RejectReason.NO_PLACE, words="Працівниця захворіла.",
            at=at,
        )  # fmt: skip
        one.over = True
        self.days.note("reject", at, worker, one.label, one.story.label)
        self._elsewhere(one, at)

    # ── services ──────────────────────────────────────────────────────────────────────────────

    def _contract(self, one: Sent, at: datetime) -> None:
        if not self._still(one, "accepted"):
            return
        worker, day = WORKERS[one.provider], at.date()
        agreed = Agreed(f"{one.label}/2026", day, day + HALF_A_YEAR, signed_on=day)
        delivering.contract(by=at_work(worker, at), referral_id=one.row, agreed=agreed, scan=SCAN, at=at)
        self.days.note("contract", at, worker, one.label, one.story.label)
        self.days.plan(self.days.later(at, 1, 5), lambda at: self._visit(one, at))

    def _visit(self, one: Sent, at: datetime) -> None:
        if not self._still(one, "contracted"):
            return
        worker, dice = WORKERS[one.provider], self.days.dice
        by, missed, minutes = at_work(worker, at), self.days.chance(18), dice.choice((45, 60, 90))
        entry = Entry(
            VisitOutcome.MISSED if missed else VisitOutcome.DONE, at - timedelta(hours=2), minutes, "Прибирання, покупки",
            "вдома", "", "absent" if missed else "",
        )  # fmt: skip
        visit = delivering.write(by=by, referral_id=one.row, entry=entry, at=at)
        confirmed = not missed and self.days.chance(70)
        if confirmed:
            code = confirming.code_of(visit)
            confirming.confirm_by_code(by=by, visit_id=visit.pk, code=code, at=at + timedelta(seconds=30))
        self.days.note(
            "visit", at, worker, one.label, one.story.label, done=not missed, minutes=minutes, confirmed=confirmed
        )  # fmt: skip
        self.days.plan(self.days.later(at, 3, 9), lambda at: self._visit(one, at))

    def _review(self, story: Story, at: datetime) -> None:
        if story.closed or not story.served:
            return
        who, ends = self.keeper(story.label, at), self.days.chance(55)
        weights = (60, 30, 10) if ends else (15, 60, 25)
        said = {
            words: self.days.dice.choices((Progress.MET, Progress.BETTER, Progress.SAME), weights=weights)[0]
            for words in GOALS[: story.goals]
        }
        reviewing.review(
            by=at_work(who, at), case_id=self.days.log.rows[story.label], summary="Стало легше.",
            lines=[Line(words, progress) for words, progress in said.items()],
            decision=ReviewDecision.CLOSE if ends else ReviewDecision.CONTINUE, reassess=False, at=at,
        )  # fmt: skip
        met = [words for words, progress in said.items() if progress == Progress.MET]
        self.days.note("review", at, who, story.label, story.label, ends=ends, met=met, lines=list(said))
        if ends:
            self._end(story, self.days.dice.choice(ENDS), at, 0, 4)
        else:
            self.days.plan(self.days.later(at, 12, 25), lambda at: self._review(story, at))

    # ── around the closing ─────────────────────────────────────────────────────────────────────

    def before_close(self, story: Story, at: datetime) -> None:
        """The manager takes back what the provider was asked for, and ends what is given."""
        who = self.keeper(story.label, at)
        for one in self.sent:
            if one.story is not story or not Referral.objects.live().filter(pk=one.row).exists():
                continue
            if self._still(one, "contracted"):
                answering.end(
                    by=at_work(who, at), referral_id=one.row, reason=EndReason.DONE, words="", at=at
                )
                self.days.note("end", at, who, one.label, story.label)
            else:
                referring.revoke(
                    by=at_work(who, at), referral_id=one.row, reason="Випадок завершують.", at=at
                )
                self.days.note("revoke", at, who, one.label, story.label)
            one.over = True

    def after_close(self, story: Story, at: datetime) -> None:
        """Some come back; with some it is checked early how they live."""
        if self.days.chance(30):
            self.days.plan(self.days.later(at, 5, 15), lambda at: self.reopen(story, at))
        elif self.days.chance(50):
            self.days.plan(self.days.later(at, 10, 25), lambda at: self._check(story, at))

    def _check(self, story: Story, at: datetime) -> None:
        if not story.closed or story.manager in self.ground.gone:
            return
        who = self.keeper(story.label, at)
        outcomes.after_check(
            by=at_work(who, at), case_id=self.days.log.rows[story.label], result=AfterResult.HOLDS,
            words="Подзвонили: людина дає собі раду.", at=at,
        )  # fmt: skip
        self.days.note("after_check", at, who, story.label, story.label)
