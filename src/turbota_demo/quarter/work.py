"""Cases of the quarter: assessed, decided, planned, handed over, closed, and opened again."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from turbota.assistance.calculation import Service
from turbota.casework.assessed_people import people_of
from turbota.casework.assessment_states import Conclusion, Stage
from turbota.casework.instruments.loading import instrument
from turbota.casework.instruments.scoring import asked as is_asked
from turbota.casework.instruments.scoring import key_of
from turbota.casework.instruments.shapes import Instrument, Question
from turbota.casework.models import Assessment, Case, Goal
from turbota.casework.operations import (
    agreeing,
    assessing,
    closing,
    concluding,
    emergency,
    measuring,
    offering,
    planning,
    signing_acts,
)
from turbota.casework.operations.assessing import Entry
from turbota.casework.operations.measuring import MeasureData
from turbota.casework.operations.planning import GoalData
from turbota.casework.plan_states import Executor, Party
from turbota.casework.states import ClosureReason
from turbota.documents.operations import read
from turbota.documents.scans import Scan
from turbota_demo.quarter.engine import Days
from turbota_demo.quarter.ground import HOME_CARE, SUPERVISOR, WORKERS, Ground, at_work, employee
from turbota_simulators.signing import sign

SCAN = Scan(pdf=b"%PDF-1.7 signed by hand", pages=1, dpi=300, notes=())
DANGER = "Людина лежить без їжі й тепла, рідних поруч немає."
GOALS = ("Жити вдома з допомогою", "Мати гарячу їжу щодня")
PRESETS = ("calm", "hard", "heavy", "threat")
HALF_A_YEAR = timedelta(days=180)


@dataclass
class Story:
    """A case as the quarter knows it: who keeps it, what becomes of it. `rounds`: how often it was opened."""

    label: str
    person_id: uuid.UUID
    manager: str
    sensitive: bool
    threat: bool
    application: str = ""
    preset: str = ""
    assessed: bool = False
    decided: bool = False
    served: bool = False
    goals: int = 1
    provider: str = "care"
    measure_id: uuid.UUID | None = None
    closed: bool = False
    rounds: int = 1


class Work:
    """Plays cases. What follows a plan and surrounds a closing is said by `delivery`."""

    def __init__(self, days: Days, ground: Ground) -> None:
        self.days, self.ground = days, ground
        self.stories: dict[str, Story] = {}

    def open_cases(self) -> list[Story]:
        """Cases that are not closed, in the order of their opening."""
        return [one for one in self.stories.values() if not one.closed]

    def keeper(self, label: str, at: datetime) -> str:
        """Who works on the case now: its manager or the deputy."""
        return self.ground.acting(self.stories[label].manager, at.date())

    def follow(self, story: Story, at: datetime) -> None:
        """Go on with a case that was opened, or opened again."""
        self.stories[story.label] = story
        days = self.days
        if story.threat and days.chance(70):
            days.plan(at + timedelta(minutes=40), lambda at: self._emergency(story, at))
        days.plan(days.later(at, 1, 6), lambda at: self._assess(story, at))

    # ── assessments ───────────────────────────────────────────────────────────────────────────

    def _assess(self, story: Story, at: datetime) -> None:
        if story.closed:
            return
        first = story.rounds == 1
        weights = (0, 50, 35, 15) if story.threat else (25, 45, 25, 5)
        story.preset = self.days.dice.choices(PRESETS, weights=weights)[0]
        self._assessment(story, Stage.PRIMARY if first else Stage.REPEAT, at)
        story.assessed = True
        if story.decided:
            return
        if story.preset == "calm" and not story.sensitive and not story.application:
            self._end(story, ClosureReason.NO_NEED, at, 1, 3)
        elif not story.sensitive and not story.application and self.days.chance(12):
            self._end(story, ClosureReason.REFUSED, at, 1, 4)
        elif not story.application:
            if first and self.days.chance(30):
                self.days.plan(self.days.later(at, 3, 8), lambda at: self._deepen(story, at))
            if self.days.chance(85):
                self.days.plan(self.days.later(at, 1, 7), lambda at: self._emergency(story, at))

    def _deepen(self, story: Story, at: datetime) -> None:
        if not story.closed:
            story.preset = self.days.dice.choices(PRESETS, weights=(10, 45, 35, 10))[0]
            self._assessment(story, Stage.IN_DEPTH, at)

    def _assessment(self, story: Story, stage: Stage, at: datetime) -> None:
        who = self.keeper(story.label, at)
        by = at_work(who, at)
        row = assessing.begin(by=by, case_id=self.days.log.rows[story.label], stage=stage, at=at)
        row = assessing.save(
            by=by, assessment_id=row.pk, entries=_entries(row, story.preset, at), seen_version=row.version, at=at
        ).assessment  # fmt: skip
        calm = story.preset == "calm" and not story.sensitive and not story.decided and not story.application
        row = concluding.submit(
            by=by,
            assessment_id=row.pk,
            conclusion=Conclusion.NOT_IN_NEED if calm else Conclusion.IN_NEED,
            conclusion_note="",
            at=at,
        )
        self.days.note("assess", at, who, story.label, story.label, preset=story.preset, stage=str(stage))
        self.days.plan(self.days.later(at, 0, 2), lambda at: self._sign_act(story, row, at))

    def _sign_act(self, story: Story, row: Assessment, at: datetime) -> None:
        who = self.keeper(story.label, at)
        signing_acts.sign_on_paper(by=at_work(who, at), assessment_id=row.pk, scan=SCAN, at=at)
        self.days.note("act", at, who, story.label, story.label)

    # ── services at once ──────────────────────────────────────────────────────────────────────

    def _emergency(self, story: Story, at: datetime) -> None:
        if story.closed or story.decided:
            return
        who = self.keeper(story.label, at)
        by, given = at_work(who, at), at - timedelta(minutes=30)
        day = at.date()
        services = [
            Service(
                code=HOME_CARE, title="Догляд удома", volume=6, unit="hour_week", since=day,
                until=day + HALF_A_YEAR, place="удома", provider="Оселя турботи", payment="безоплатно",
            )
        ]  # fmt: skip
        act = emergency.prepare(
            by=by, case_id=self.days.log.rows[story.label], danger=DANGER, services=services, given_at=given, at=at
        )  # fmt: skip
        cms = sign(self.days.keys.person(employee(who)), read(act.paper), at=at)
        act = emergency.sign(by=by, act_id=act.pk, sha256=act.paper.sha256, cms=cms, at=at)
        self.days.note("emergency", at, who, story.label, story.label, given=given)
        hours = self.days.dice.randrange(2, 34)
        self.days.plan(at + timedelta(hours=hours), lambda at: self._approve(story, act.pk, at))
        self.decided(story, at)

    def _approve(self, story: Story, act_id: uuid.UUID, at: datetime) -> None:
        act = Case.objects.get(pk=self.days.log.rows[story.label]).emergencies.get(pk=act_id)
        cms = sign(self.days.keys.person(employee(SUPERVISOR)), read(act.paper), at=at)
        emergency.approve(by=at_work(SUPERVISOR, at), act_id=act_id, sha256=act.paper.sha256, cms=cms, at=at)
        self.days.note("approve", at, SUPERVISOR, story.label, story.label)

    def decided(self, story: Story, at: datetime) -> None:
        """A decision was taken: the plan is made."""
        story.decided = True
        self.days.plan(self.days.later(at, 1, 13), lambda at: self._plan(story, at))

    # ── plans ─────────────────────────────────────────────────────────────────────────────────

    def _plan(self, story: Story, at: datetime) -> None:
        if story.closed:
            return
        who, day = self.keeper(story.label, at), at.date()
        by = at_work(who, at)
        plan = planning.make_plan(by=by, case_id=self.days.log.rows[story.label], at=at, why="Відкрито знову")
        until = day + HALF_A_YEAR
        planning.set_frame(by=by, plan_id=plan.pk, decision="Рішення № 12", since=day, until=until, at=at)
        need = planning.save_need(
            by=by, plan_id=plan.pk, need_id=None, domain="self_care", words="Не може готувати сама",
            source="Первинне оцінювання", at=at,
        )  # fmt: skip
        story.goals = self.days.dice.randint(1, len(GOALS))
        for words in GOALS[: story.goals]:
            data = GoalData(words, "Днів на тиждень", "2", "7")
            planning.save_goal(by=by, plan_id=plan.pk, need_id=need.pk, goal_id=None, data=data, at=at)
        story.provider = self.days.dice.choice(("care", "ngo"))
        for goal in Goal.objects.filter(need__plan=plan).order_by("pk"):
            first = goal.words == GOALS[0]
            done = measuring.save_measure(
                by=by, plan_id=plan.pk, goal_id=goal.pk, measure_id=None,
                data=self._measure(story, at, by_provider=first), at=at,
            )  # fmt: skip
            story.measure_id = done.pk if first else story.measure_id
        offering.offer(by=by, plan_id=plan.pk, at=at)
        self.days.note("plan", at, who, story.label, story.label, goals=story.goals)
        self.days.plan(self.days.later(at, 0, 3), lambda at: self._answer(story, plan.pk, at, asked=1))

    def _measure(self, story: Story, at: datetime, *, by_provider: bool) -> MeasureData:
        organisation = self.ground.organisations[story.provider]
        return MeasureData(
            content="Прибирання й приготування їжі" if by_provider else "Щотижня телефонувати людині",
            recipient_id=story.person_id,
            service=HOME_CARE if by_provider else "",
            executor=Executor.PROVIDER if by_provider else Executor.MANAGER,
            provider_id=organisation if by_provider else None,
            since=at.date(),
            until=at.date() + HALF_A_YEAR,
            expected="Людина живе у своєму житлі",
            indicator="Тижнів без пропущених відвідувань",
            volume=3,
            unit="відвідування на тиждень",
            pays="free" if by_provider else "",
            fee_reason="Людина має інвалідність I групи" if by_provider else "",
        )

    def _answer(self, story: Story, plan_id: uuid.UUID, at: datetime, *, asked: int) -> None:
        if story.closed:
            return
        who = self.keeper(story.label, at)
        by = at_work(who, at)
        if asked == 1 and self.days.chance(20):
            agreeing.record_refusal(by=by, plan_id=plan_id, reason="Хоче інші дні.", measures=(), at=at)
            self.days.note("plan_refused", at, who, story.label, story.label)
            self.days.plan(self.days.later(at, 1, 3), lambda at: self._offer_again(story, plan_id, at))
            return
        plan = agreeing.take_paper(by=by, plan_id=plan_id, name="Сама людина", scan=SCAN, at=at)
        for side in agreeing.sides(plan):
            code = {Party.MANAGER: who, Party.PROVIDER: WORKERS[story.provider]}.get(Party(side.party))
            if code:
                agreeing.agree_at_work(
                    by=at_work(code, at), agreement_id=side.pk, sha256=side.paper.sha256, at=at
                )
        offering.start(by=by, plan_id=plan_id, at=at)
        story.served = True
        self.days.note("start", at, who, story.label, story.label, goals=GOALS[: story.goals])
        self.after_start(story, at)

    def _offer_again(self, story: Story, plan_id: uuid.UUID, at: datetime) -> None:
        if story.closed:
            return
        who = self.keeper(story.label, at)
        offering.offer(by=at_work(who, at), plan_id=plan_id, at=at)
        self.days.plan(self.days.later(at, 0, 2), lambda at: self._answer(story, plan_id, at, asked=2))

    def after_start(self, story: Story, at: datetime) -> None:
        """Overridden by the part that delivers services."""

    # ── ends ──────────────────────────────────────────────────────────────────────────────────

    def _end(self, story: Story, reason: ClosureReason, at: datetime, least: int, most: int) -> None:
        self.days.plan(self.days.later(at, least, most), lambda at: self.close(story, reason, at))

    def close(self, story: Story, reason: ClosureReason, at: datetime) -> None:
        """The case is over."""
        if story.closed:
            return
        self.before_close(story, at)
        who = self.keeper(story.label, at)
        refused = reason == ClosureReason.REFUSED
        closing.close(
            by=at_work(who, at),
            case_id=self.days.log.rows[story.label],
            reason=reason,
            words="Людина дає собі раду, домовилися телефонувати.",
            offered="Догляд удома; людина сказала, що впорається сама." if refused else "",
            told=refused,
            at=at,
        )
        story.closed = True
        self.days.note("close", at, who, story.label, story.label, reason=str(reason))
        self.after_close(story, at)

    def before_close(self, story: Story, at: datetime) -> None:
        """Overridden by the part that delivers services: they end before the case."""

    def after_close(self, story: Story, at: datetime) -> None:
        """Overridden by the part that knows what follows."""

    def reopen(self, story: Story, at: datetime) -> None:
        """The person came back."""
        if not story.closed or story.manager in self.ground.gone:
            return
        who = self.keeper(story.label, at)
        closing.reopen(
            by=at_work(who, at), case_id=self.days.log.rows[story.label],
            reason="Людина повернулася по допомогу.", at=at,
        )  # fmt: skip
        self.days.note("reopen", at, who, story.label, story.label)
        story.closed = story.assessed = story.decided = story.served = story.threat = False
        story.rounds += 1
        self.follow(story, at)


def _entries(row: Assessment, preset: str, at: datetime) -> list[Entry]:
    """Every question answered; the preset makes one or two of the answers hard."""
    form = instrument(row.instrument, row.instrument_version)
    subjects = [one.subject for one in people_of(row, at.date())]
    hard = _hard(form, preset)
    given: dict[str, str] = {}
    found = []
    for question in form.questions.values():
        for subject in subjects:
            if question.about == subject.who and is_asked(question, subject, subjects, given, form):
                value = hard.get(question.code) or _calm(question)
                given[key_of(question.code, subject.key)] = value
                evidence = question.evidence[0] if question.evidence else ""
                informant = "Сусідка" if evidence in ("told", "document") else ""
                found.append(Entry(question.code, subject.key, value, evidence, informant))
    return found


def _calm(question: Question) -> str:
    if question.kind == "text":
        return "Записано зі слів людини."
    if question.counted:
        return min(question.options, key=lambda one: one.points or 0).value
    return question.options[0].value


def _plain(question: Question) -> bool:
    """Asked of everybody, whatever was answered before."""
    return not question.when.after and not question.when.children and question.about in ("adult", "case")


def _hard(form: Instrument, preset: str) -> dict[str, str]:
    """Answers that are not calm: in the largest parts, so that the level follows from the answers alone."""
    if preset == "threat":
        found = next(one for one in form.questions.values() if one.asks_of_threat and _plain(one))
        return {found.code: next(one.value for one in found.options if one.threat)}
    points, most = {"calm": (0, 0), "hard": (3, 1), "heavy": (4, 2)}[preset]
    chosen: dict[str, str] = {}
    for domain in sorted(form.domains, key=lambda one: -len(one.questions)):
        for question in domain.questions:
            value = next(
                (one.value for one in question.options if one.points == points and not one.threat), ""
            )
            if _plain(question) and value and len(chosen) < most:
                chosen[question.code] = value
    return chosen
