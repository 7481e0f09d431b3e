"""Everybody and every verb of a case: who tries what, and what must be true of a case whatever happened to it."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tests.factories import world
from tests.factories.world import moment

from turbota.access.actors import Actor
from turbota.access.models import Account
from turbota.applications.models import (
    Application,
    Assignment,
    Attachment,
    CompletionRequest,
    HandoverLine,
    Holding,
)
from turbota.applications.operations import (
    acceptance,
    assigning,
    attaching,
    drafting,
    ending,
    handover,
    intake,
    submission,
)
from turbota.applications.states import ENDED, MACHINE, State
from turbota.deadlines import states as movements
from turbota.deadlines.models import Clock
from turbota.decisions import annulling, returning
from turbota.decisions import operations as decisions
from turbota.decisions.models import Annulment, Decision
from turbota.documents.operations import read
from turbota.documents.scans import Scan
from turbota.personal_files import operations as files
from turbota_demo import cast, papers, stage
from turbota_demo.plays import Plays
from turbota_simulators.issuing import Issued
from turbota_simulators.signing import sign

AT = moment("2026-11-16 08:00")
TEXT = "Додайте, будь ласка, довідку."
Verb = Callable[[Actor, Application, datetime], object]


def _seal(plays: Plays) -> Verb:
    def seal(by: Actor, case: Application, at: datetime) -> object:
        rows = [
            code for code in ("starosta", "zrazkova") if stage.at_work(code, AT).account_id == by.account_id
        ]
        for code in rows:
            plays.seal_all(case, code, "yavir" if code == "starosta" else "dolyna", at)
        return rows

    return seal


def _take_away(by: Actor, case: Application, at: datetime) -> object:
    copies = Attachment.objects.filter(application=case, removed_at=None, document_code="other")
    copy = copies.order_by("added_at", "pk").last()
    return copy and attaching.take_away(by=by, application_id=case.pk, attachment_id=copy.pk, at=at)


def _go_on(by: Actor, case: Application, at: datetime) -> object:
    """For about half of the requests the term is over by now; for the others it still runs."""
    request = CompletionRequest.objects.open().filter(application=case).first()
    if request is not None and request.asked_at.minute % 2:
        CompletionRequest.objects.filter(pk=request.pk).update(answer_by=at.date() - timedelta(days=1))
    return acceptance.go_on(by=by, application_id=case.pk, reason=TEXT, at=at)


def _reassign(by: Actor, case: Application, at: datetime) -> object:
    """To somebody of the staff, often to one who may not have it."""
    code = ("umovnyi", "nadiia", "zrazkova", "probna", "davnii")[at.minute % 5]
    account = Account.objects.get(code=code)
    return assigning.reassign(by=by, application_id=case.pk, account_id=account.pk, why=TEXT, at=at)


def _join(by: Actor, case: Application, at: datetime) -> object:
    others = Application.objects.filter(applicant=case.applicant_id).exclude(pk=case.pk)
    other = others.order_by("pk").first() or case
    return returning.join(by=by, application_id=case.pk, into_id=other.pk, reason=TEXT, at=at)


def _leave(by: Actor, case: Application, at: datetime) -> object:
    ground = ("not_brought", "not_signed")[at.minute % 2]
    return returning.leave(by=by, application_id=case.pk, ground=ground, text=TEXT, at=at)


def _annul(verb: str) -> Verb:
    def act(by: Actor, case: Application, at: datetime) -> object:
        decision = Decision.objects.standing().filter(application=case).first()
        if decision is None:
            return None
        if verb == "prepare":
            return annulling.prepare(
                by=by, decision_id=decision.pk, ground="own", reason=TEXT * 2, source="", scan=None, at=at
            )
        row, key = Annulment.objects.filter(decision=decision).first(), KEYS.get(by.account_id)
        if row is None or key is None:
            return None
        if verb == "send_back":
            return annulling.send_back(by=by, annulment_id=row.pk, reason=TEXT, at=at)
        done = annulling.propose if verb == "propose" else annulling.approve
        cms = sign(key, read(row.paper), at=at)
        return done(by=by, annulment_id=row.pk, sha256=row.paper.sha256, cms=cms, at=at)

    return act


def _decide(verb: str) -> Verb:
    def act(by: Actor, case: Application, at: datetime) -> object:
        decision = Decision.objects.standing().filter(application=case).first()
        if decision is None:
            return None
        if verb == "send_back":
            return decisions.send_back(by=by, decision_id=decision.pk, reason=TEXT, at=at)
        key = KEYS.get(by.account_id)
        if key is None:
            return None
        done = decisions.propose if verb == "propose" else decisions.approve
        return world.sign_paper(done, by, decision, key, at)

    return act


KEYS: dict[object, Issued] = {}


def verbs(plays: Plays) -> dict[str, Verb]:
    scan, lengths = papers.scan("Довідка"), itertools.count(1)

    def another() -> Scan:
        """The same copy twice is one document, so every copy differs."""
        return replace(scan, pdf=scan.pdf + b"%" * next(lengths))

    return {
        "take": lambda by, case, at: assigning.take(by=by, application_id=case.pk, at=at),
        "accept": lambda by, case, at: acceptance.accept(by=by, application_id=case.pk, at=at),
        "return": lambda by, case, at: returning.return_to_community(
            by=by, application_id=case.pk, fault="unreadable", reason=TEXT, at=at
        ),
        "ask": lambda by, case, at: returning.ask(by=by, application_id=case.pk, text=TEXT, at=at),
        "go on": _go_on,
        "answer": lambda by, case, at: acceptance.answer(by=by, application_id=case.pk, text=TEXT, at=at),
        "finish": lambda by, case, at: intake.finish_forming(by=by, application_id=case.pk, at=at),
        "pass": lambda by, case, at: intake.pass_control(by=by, application_id=case.pk, at=at),
        "back": lambda by, case, at: intake.return_from_control(
            by=by, application_id=case.pk, reason=TEXT, at=at
        ),
        "hand over": lambda by, case, at: handover.hand_over(by=by, application_ids=[case.pk], at=at),
        "save all": lambda by, case, at: drafting.save_answers(
            by=by, application_id=case.pk, answers=case.answers, at=at
        ),
        "save": lambda by, case, at: drafting.save_section(
            by=by, application_id=case.pk, section="address", values={}, at=at
        ),
        "drop": lambda by, case, at: drafting.drop_draft(by=by, application_id=case.pk, at=at),
        "attach": lambda by, case, at: attaching.attach(
            by=by, application_id=case.pk, code="other", scan=another(), at=at
        ),
        "attach copy": lambda by, case, at: attaching.attach_copy(
            by=by, application_id=case.pk, code="other", scan=another(), at=at
        ),
        "submit": lambda by, case, at: submission.submit(
            by=by, application_id=case.pk, sha256="00" * 32, cms=b"", at=at
        ),
        "prepare": lambda by, case, at: files.prepare_decision(by=by, application_id=case.pk, at=at),
        "take away": _take_away,
        "seal": _seal(plays),
        "propose": _decide("propose"),
        "approve": _decide("approve"),
        "send back": _decide("send_back"),
        "give back": lambda by, case, at: assigning.give_back(
            by=by, application_id=case.pk, reason=TEXT, at=at
        ),
        "reassign": _reassign,
        "withdraw": lambda by, case, at: ending.withdraw(by=by, application_id=case.pk, reason="", at=at),
        "withdraw on paper": lambda by, case, at: ending.withdraw_on_paper(
            by=by, application_id=case.pk, scan=scan, at=at
        ),
        "leave": _leave,
        "join": _join,
        "annul": _annul("prepare"),
        "annul, propose": _annul("propose"),
        "annul, send back": _annul("send_back"),
        "annul, approve": _annul("approve"),
    }


LIKELY: dict[str, tuple[str, ...]] = {
    State.FORMING: ("seal", "finish", "attach copy", "take away", "save all"),
    State.MENDING: ("seal", "finish", "attach copy", "save all"),
    State.ON_CONTROL: ("pass", "back", "seal", "attach copy"),
    State.READY: ("hand over", "seal", "attach copy"),
    State.RECEIVED: ("take", "accept", "accept", "return", "ask", "give back", "reassign"),
    State.ASKED: ("answer", "attach", "take away", "go on"),
    State.IN_WORK: (
        "prepare",
        "propose",
        "prepare",
        "propose",
        "approve",
        "approve",
        "send back",
        "ask",
        "return",
        "attach copy",
        "give back",
        "reassign",
    ),
    State.DECIDED: (
        "prepare",
        "withdraw",
        "annul",
        "annul, propose",
        "annul, propose",
        "annul, approve",
        "annul, approve",
        "annul, send back",
    ),
    **dict.fromkeys(ENDED, ("accept", "withdraw", "take", "answer")),
}
"""What is tried more often in a state, so that cases get far."""
ENDINGS = ("withdraw", "leave", "join", "ask", "give back")
"""What is tried more often on the last two cases, both of one person."""
OFFICERS = ("maria", "starosta", "zrazkova")
WORKERS = {
    **dict.fromkeys(("seal", "finish", "attach copy", "take away", "save all", "hand over"), OFFICERS),
    **dict.fromkeys(("pass", "back"), ("probna",)),
    **dict.fromkeys(("answer", "attach"), ("maria",)),
    **dict.fromkeys(("withdraw",), ("roman",)),
    **dict.fromkeys(
        ("approve", "send back", "reassign", "annul, approve", "annul, send back"), ("pokazova",)
    ),
}
"""Who is likely to do it, for each of the first three cases; a citizen has no officer."""


def at_work_on(case: Application) -> str:
    """The specialist who has the case; whoever has it in a community is asked by the verb."""
    code = Application.objects.values_list("taken_by__code", flat=True).get(pk=case.pk)
    return code if code == "nadiia" else "umovnyi"


def check(case: Application) -> None:
    """What is true of a case whatever happened to it."""
    row = Application.objects.get(pk=case.pk)
    open_holdings = list(
        Holding.objects.filter(application=row, until=None).values_list("organisation_id", flat=True)
    )
    assert open_holdings == ([row.holder_id] if row.holder_id else [])
    steps = list(row.steps.order_by("at", "pk").values_list("source", "verb", "target"))
    assert [target for _, _, target in steps[:-1]] == [source for source, _, _ in steps[1:]]
    assert steps[-1][2] == row.state
    assert all(source in MACHINE.transition(verb).sources for source, verb, _ in steps)
    running = Clock.objects.running().filter(subject_id=row.pk).order_by("due_on")
    assert row.due_on == (running[0].due_on if running else None), row.state
    codes = {clock.rule_code for clock in running}
    expected = {
        State.FORMING: {"community_handover"},
        State.ON_CONTROL: {"community_control"},
        State.MENDING: {"rework_by_community"},
        State.READY: {"community_handover"},
        State.RECEIVED: {"department_acceptance", "decision"},
        State.ASKED: {"completion_by_applicant"},
        State.IN_WORK: {"decision"},
        State.DECIDED: {"notice_of_decision"},
        **dict.fromkeys(ENDED, set()),
    }
    assert codes == expected[State(row.state)], (row.state, steps)
    assert HandoverLine.objects.filter(application=row, answer="waiting").count() <= 1
    assert CompletionRequest.objects.open().filter(application=row).count() == (row.state == State.ASKED)
    hands = Assignment.objects.filter(application=row, until=None).values_list("account_id", flat=True)
    assert list(hands) == ([row.taken_by_id] if row.taken_by_id else [])
    assert (row.joined_to_id is not None) == (row.state == State.JOINED)
    decision = Decision.objects.standing().filter(application=row).first()
    assert Decision.objects.filter(application=row).count() - (decision is not None) == (
        Annulment.objects.filter(decision__application=row, state="approved").count()
    )
    assert (row.state == State.DECIDED) == (decision is not None and decision.state == "approved")
    if decision is not None and decision.state == "proposed":
        assert row.state in (State.IN_WORK, *ENDED), steps


def check_ledger(case: Application) -> None:
    """Every clock of the case is balanced: it starts once, stands at most once at a time, and ends at most once."""
    for clock in Clock.objects.filter(subject_id=case.pk):
        made = list(clock.entries.order_by("at", "pk").values_list("movement", flat=True))
        again = made.count(movements.RESUME) + made.count(movements.RESTART)
        ended = made.count(movements.STOP) + made.count(movements.CANCEL)
        assert made.count(movements.START) == 1, made
        assert ended == (clock.outcome not in movements.GOING), (clock.rule_code, made)
        standing = made.count(movements.PAUSE) - again
        assert standing in ((0, 1) if ended else (int(clock.outcome == movements.PAUSED),)), made


def check_eyes(case: Application) -> None:
    """Two people stand behind an approved decision, and who formed a case did not control it."""
    for decision in Decision.objects.filter(application=case, state="approved").select_related(
        "specialist", "head"
    ):
        assert decision.head is not None
        assert decision.head_id != decision.specialist_id
        assert not decision.head.tax_number or decision.head.tax_number != decision.specialist.tax_number
    sent = None
    for step in case.steps.order_by("at", "pk"):
        if step.verb in ("register", "send_to_control", "finish"):
            sent = step.by_account
        if step.verb in ("pass_control", "return_from_control"):
            assert step.by_account != sent, step.verb


@dataclass(frozen=True)
class Move:
    """One attempt: the verb with its name, and who tries it."""

    name: str
    by: Actor
    act: Verb


class Everyone:
    """The cast with a second specialist, and moves chosen by a number: mostly those that are likely to be done."""

    def __init__(self, plays: Plays) -> None:
        self.plays = plays
        nadiia, employee = world.colleague("nadiia", like="umovnyi", at=AT)
        self.by_code = {one.code: stage.at_work(one.code, AT) for one in cast.EMPLOYEES} | {"nadiia": nadiia}
        self.by_code |= {key: stage.at_home(key, AT) for key in ("maria", "stepan", "roman")}
        KEYS.clear()
        KEYS.update(
            {stage.at_work(one.code, AT).account_id: plays.keys.person(one) for one in cast.EMPLOYEES}
        )
        KEYS[nadiia.account_id] = plays.keys.person(employee)
        self.acts = verbs(plays)

    def new_cases(self, at: datetime) -> list[Application]:
        """A new case from the portal, and one on paper that is ready to be handed over."""
        paper = self.plays.finished("stepan", "zrazkova", "dolyna", at)
        return [self.plays.submitted("maria", at), self.plays.controlled(paper, "probna", at)]

    def move(self, case: Application, place: int, dice: int) -> Move:
        """The move that the number names for the case as it is; of four, three are likely ones by likely people."""
        dice, kind = divmod(dice, 4)
        if kind == 0:
            names, actors = list(self.acts), list(self.by_code.values())
            return Move(name := names[dice % len(names)], actors[dice % len(actors)], self.acts[name])
        likely = LIKELY[case.state]
        name = likely[dice % len(likely)]
        known = WORKERS.get(name, (at_work_on(case),))
        own = {"answer": "maria", "attach": "maria", "withdraw": ("maria", "stepan")[place]}
        code = own.get(name) or ("zrazkova" if "zrazkova" in known else known[dice % len(known)])
        return Move(name, self.by_code[code], self.acts[name])
