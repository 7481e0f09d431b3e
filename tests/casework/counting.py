"""An independent count of a quarter: from its acts alone, with a calendar, terms, places and figures of its own.

Nothing of the platform that computes deadlines, loads or outcomes is imported. The dated numbers are read from the same
files as data; how they are used is written here a second time.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import holidays
import yaml

import turbota
from turbota_demo.quarter.acts import Act, Log

ROOT = Path(turbota.__file__).parent
KYIV = ZoneInfo("Europe/Kyiv")
WAR = date(2022, 2, 24)
"""Since then public holidays are working days: law on the legal regime of martial law, art. 6 with the Labour Code."""
DAY = timedelta(days=1)
RANK = {"threat": 0, "soon": 1, "ordinary": 2}
LEVELS = {"calm": "simple", "hard": "middle", "heavy": "complex", "threat": "emergency"}
"""The level that must follow from the answers of a preset."""
SAME_WORDS_FOR = timedelta(days=14)
TO_HEAD = 3


def numbers(name: str) -> dict[str, Any]:
    """The entries of a dated file by their codes."""
    return {one["code"]: one for one in yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))}


TERMS = numbers("law/deadlines.yaml")
NORMS = numbers("casework/norms.yaml")
ALARM = timedelta(minutes=numbers("casework/parameters.yaml")["alarm_escalation"]["amount"])


def works(day: date) -> bool:
    """Whether people work on the day."""
    free = day < WAR and day in holidays.country_holidays("UA", years=day.year)
    return day.isoweekday() <= 5 and not free


def ends(start: datetime, rule: str) -> datetime:
    """The first moment that is too late for a term that began at the moment."""
    amount, unit = TERMS[rule]["amount"], TERMS[rule]["unit"]
    if unit == "hour":
        return start + timedelta(hours=amount)
    day = start.astimezone(KYIV).date()
    if unit == "working_day":
        left = amount
        while left:
            day += DAY
            left -= 1 if works(day) else 0
    else:
        day += amount * DAY
    while not works(day):
        day += DAY
    return datetime.combine(day + DAY, time(0), tzinfo=KYIV)


@dataclass
class Term:
    """One term of one rule."""

    rule: str
    about: str
    since: datetime
    due: datetime
    ended: datetime | None = None
    outcome: str = "running"


@dataclass
class Told:
    """A report that others are joined to while it is open."""

    words: str
    at: datetime
    rank: int
    open: bool = True


@dataclass
class Kept:
    """A case: who keeps it, how hard it is, what was done in it."""

    manager: str
    sensitive: bool
    level: str = ""
    open: bool = True
    goals: tuple[str, ...] = ()
    met: dict[str, bool] = field(default_factory=dict)
    done: int = 0
    missed: int = 0
    minutes: int = 0


@dataclass
class Alarmed:
    """An alarm: when it was raised and answered, whom it called last, and how often it called."""

    about: str
    raised: datetime
    answered: datetime | None = None
    level: int = 0
    calls: int = 1


@dataclass(frozen=True)
class Ended:
    """A closing and its figures."""

    case: str
    at: datetime
    reason: str
    sensitive: bool
    goals: int
    met: int
    done: int
    missed: int
    minutes: int


class Count:
    """Walks the acts of a log. Afterwards `terms`, `loads`, `ended`, `alarms`, `visits` say what should be there."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self.terms: list[Term] = []
        self.told: dict[str, Told] = {}
        self.cases: dict[str, Kept] = {}
        self.alarms: list[Alarmed] = []
        self.ended: list[Ended] = []
        self.checked: list[str] = []
        self.joined: dict[str, str] = {}
        self.visits: Counter[str] = Counter()
        self.loads: list[dict[str, int]] = []
        self.places: dict[str, int] = {}
        self.referrals: dict[str, str] = {}
        self.provider: dict[str, str] = {}
        self.of_case: dict[str, str] = {}
        self.away: list[tuple[date, date]] = []
        samples = [one.at for one in log.samples]
        for act in log.acts:
            while samples and samples[0] < act.at:
                self._load(samples.pop(0))
            self._call_on(act.at)
            getattr(self, f"_{act.what}")(act)
        self._call_on(log.until)
        for at in samples:
            self._load(at)

    # ── terms ─────────────────────────────────────────────────────────────────────────────────

    def going(self, rule: str, about: str) -> Term | None:
        """The term that runs."""
        return next((t for t in self.terms if t.rule == rule and t.about == about and t.ended is None), None)

    def _run(self, rule: str, about: str, at: datetime) -> None:
        if self.going(rule, about) is None:
            self.terms.append(Term(rule, about, at, ends(at, rule)))

    def _stop(self, rule: str, about: str, at: datetime) -> None:
        term = self.going(rule, about)
        if term is not None:
            term.ended, term.outcome = at, "late" if at >= term.due else "met"

    def _cancel(self, about: str, at: datetime, rule: str = "") -> None:
        for term in self.terms:
            if term.about == about and term.ended is None and rule in ("", term.rule):
                term.ended, term.outcome = at, "cancelled"

    def table(self) -> dict[str, Counter[str]]:
        """Rule → how many terms ended how."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for term in self.terms:
            overdue = term.ended is None and term.due <= self.log.until
            found[term.rule]["overdue" if overdue else term.outcome] += 1
        return dict(found)

    # ── reports ───────────────────────────────────────────────────────────────────────────────

    def _report(self, act: Act) -> None:
        rank, words = RANK[act.said["urgency"]], act.said["words"]
        for label, first in self.told.items():
            if first.open and first.words == words and act.at - first.at < SAME_WORDS_FOR:
                self.joined[act.about] = label
                if rank < first.rank:
                    first.rank = rank
                    if rank == 0:
                        self._run("threat_visit", label, act.at)
                        self._raise(label, act.at)
                return
        self.told[act.about] = Told(words, act.at, rank)
        self._run("report_registration", act.about, act.at)
        self._run("report_triage", act.about, act.at)
        if rank == 0:
            self._run("threat_visit", act.about, act.at)
        if act.said["source"] == "own":
            self._stop("report_registration", act.about, act.at)
        elif rank == 0:
            self._raise(act.about, act.at)

    def _take(self, act: Act) -> None:
        self._stop("report_registration", act.about, act.at)
        self._answer(act)

    def _urgency(self, act: Act) -> None:
        self.told[act.about].rank = RANK[act.said["urgency"]]
        self._cancel(act.about, act.at, "threat_visit")
        self._answer(act)

    def _visit_of_report(self, act: Act) -> None:
        self._stop("threat_visit", act.about, act.said["came"])
        self._answer(act)

    def _dismiss(self, act: Act) -> None:
        self.told[act.about].open = False
        self._stop("report_triage", act.about, act.at)

    def _link(self, act: Act) -> None:
        self.told[act.about].open = False
        for rule in ("report_registration", "report_triage"):
            self._stop(rule, act.about, act.at)
        self._answer(act)

    # ── alarms ────────────────────────────────────────────────────────────────────────────────

    def _raise(self, about: str, at: datetime) -> None:
        self.alarms.append(Alarmed(about, at))

    def _answer(self, act: Act) -> None:
        for one in self.alarms:
            if one.about == act.about and one.answered is None:
                one.answered = act.at

    def _call_on(self, now: datetime) -> None:
        """Every quarter of an hour without an answer the next ones are called: deputies if any, the supervisor, the head."""
        for one in self.alarms:
            while one.answered is None and one.raised + one.calls * ALARM < now:
                day = (one.raised + one.calls * ALARM).astimezone(KYIV).date()
                deputies = any(since <= day < until for since, until in self.away)
                one.level = min(TO_HEAD, one.level + 1)
                if one.level == 1 and not deputies:
                    one.level = 2
                one.calls += 1

    # ── cases ─────────────────────────────────────────────────────────────────────────────────

    def _open(self, act: Act) -> None:
        self._link(act)
        self._begin(act, self.told[act.about].at)

    def _open_asked(self, act: Act) -> None:
        self._begin(act, act.said["received"])

    def _begin(self, act: Act, since: datetime) -> None:
        self.cases[act.case] = Kept(act.said["manager"], act.said["sensitive"])
        for rule in ("needs_assessment", "service_decision"):
            self._run(rule, act.case, since)

    def _assess(self, act: Act) -> None:
        self.cases[act.case].level = LEVELS[act.said["preset"]]
        self._stop("needs_assessment", act.case, act.at)
        self._run("assessment_sent", act.case, act.at)

    def _act(self, act: Act) -> None:
        self._stop("assessment_sent", act.case, act.at)

    def _emergency(self, act: Act) -> None:
        self._decide(act)
        self._run("service_decision_urgent", act.case, act.said["given"])

    def _approve(self, act: Act) -> None:
        self._stop("service_decision_urgent", act.case, act.at)

    def _decide(self, act: Act) -> None:
        self._stop("service_decision", act.case, act.at)
        self._run("individual_plan", act.case, act.at)

    def _start(self, act: Act) -> None:
        self.cases[act.case].goals = tuple(act.said["goals"])
        self._stop("individual_plan", act.case, act.at)
        self._run("first_review", act.case, act.at)

    def _review(self, act: Act) -> None:
        for rule in ("first_review", "next_review"):
            self._stop(rule, act.case, act.at)
        if not act.said["ends"]:
            self._run("next_review", act.case, act.at)
        for goal in act.said["lines"]:
            self.cases[act.case].met[goal] = goal in act.said["met"]

    def _close(self, act: Act) -> None:
        case = self.cases[act.case]
        case.open = False
        self._cancel(act.case, act.at)
        self._run("after_check", act.case, act.at)
        met = sum(case.met.get(goal, False) for goal in case.goals)
        self.ended.append(
            Ended(
                act.case, act.at, act.said["reason"], case.sensitive, len(case.goals), met, case.done, case.missed,
                case.minutes,
            )
        )  # fmt: skip

    def _reopen(self, act: Act) -> None:
        self.cases[act.case].open = True
        self._cancel(act.case, act.at)
        for rule in ("needs_assessment", "service_decision"):
            self._run(rule, act.case, act.at)

    def _after_check(self, act: Act) -> None:
        self._stop("after_check", act.case, act.at)
        self.checked.append(act.case)

    def _hand_over(self, act: Act) -> None:
        self.cases[act.case].manager = act.said["to"]

    def _away(self, act: Act) -> None:
        self.away.append((act.at.astimezone(KYIV).date(), act.said["until"]))

    def _plan(self, act: Act) -> None:
        """A plan that nobody has agreed to yet, or a contract, changes no figure."""

    _plan_refused = _contract = _plan

    def _load(self, at: datetime) -> None:
        points: Counter[str] = Counter()
        for case in self.cases.values():
            if case.open:
                points[case.manager] += NORMS[f"load_of_{case.level or 'unassessed'}"]["amount"]
        self.loads.append(dict(points))

    # ── services ──────────────────────────────────────────────────────────────────────────────

    def _offer(self, act: Act) -> None:
        self.places[act.about] = act.said["places"]

    def _held(self, provider: str) -> int:
        return sum(
            state in ("offered", "held") and self.provider[label] == provider
            for label, state in self.referrals.items()
        )

    def _refer(self, act: Act) -> None:
        provider = act.said["provider"]
        self.provider[act.about], self.of_case[act.about] = provider, act.case
        line = any(state == "line" and self.provider[n] == provider for n, state in self.referrals.items())
        if line or self._held(provider) >= self.places[provider]:
            self.referrals[act.about] = "line"
        else:
            self._ask(act.about, act.at)

    def _ask(self, label: str, at: datetime) -> None:
        self.referrals[label] = "offered"
        self._run("referral_answer", label, at)

    def _free(self, label: str, at: datetime, *, silent: bool = False) -> None:
        """The referral is over; the place goes to whoever waits longest."""
        if silent:
            self._stop("referral_answer", label, at)
        else:
            self._cancel(label, at)
        self.referrals[label] = "over"
        provider = self.provider[label]
        for other, state in self.referrals.items():
            if state == "line" and self.provider[other] == provider:
                if self._held(provider) < self.places[provider]:
                    self._ask(other, at)

    def _accept(self, act: Act) -> None:
        self.referrals[act.about] = "held"
        self._stop("referral_answer", act.about, act.at)

    def _reject(self, act: Act) -> None:
        self._free(act.about, act.at)

    _end = _revoke = _reject

    def _sweep(self, act: Act) -> None:
        for label, state in list(self.referrals.items()):
            term = self.going("referral_answer", label)
            if state == "offered" and term is not None and term.due <= act.at:
                self._free(label, act.at, silent=True)

    def _visit(self, act: Act) -> None:
        case = self.cases[act.case]
        if act.said["done"]:
            case.done += 1
            case.minutes += act.said["minutes"]
        else:
            case.missed += 1
        self.visits["done" if act.said["done"] else "missed"] += 1
        self.visits["confirmed"] += act.said["confirmed"]
