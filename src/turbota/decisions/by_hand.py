"""An outcome entered by hand, where the rules say that an officer must decide: what, how much, why, by which paper.

It becomes a calculation like any other, marked as entered by hand, and goes the same way of two signatures. Where the
rules did grant or refuse, nobody replaces their sum by hand: a wrong fact is corrected by its document instead.
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Literal

from turbota.access.actors import Actor
from turbota.applications.models import Application
from turbota.applications.papers import live_attachments
from turbota.assistance import catalogue
from turbota.assistance.calculation import (
    ByHand,
    Calculation,
    Per,
    Period,
    Reason,
    ReceiptLine,
    Step,
    days_words,
    numeric,
)
from turbota.assistance.forms import APPLICANT
from turbota.decisions.calculating import answers_in_force
from turbota.decisions.granting import CODE_BY_HAND
from turbota.decisions.models import Decision
from turbota.decisions.schedules import parts_of
from turbota.kernel import money
from turbota.kernel.errors import BadInput, Refused
from turbota.kernel.legible import legible

MOST_PARTS = 12
SHORTEST_REASON = 20
LONGEST_TITLE = 200
FIRST_DAY, LAST_DAY = date(1991, 8, 24), date(2100, 12, 31)
"""Days outside are a slip of the hand: since independence, and as far as anybody can decide today."""
MARK = "введено вручну"
OUTCOMES = ("granted", "refused", "not_assigned")
NOT_GRANTED = {
    "refused": "Допомогу не призначено",
    "not_assigned": "Допомогу не призначено: виплачувати нічого",
}

EnteredOutcome = Literal["granted", "refused", "not_assigned"]


@dataclass(frozen=True)
class EnteredPart:
    """A part of what is granted: kopiykas, by month or once, days with both ends, and for whom (a member's id)."""

    title: str
    amount: int
    per: Per
    since: date
    until: date
    whom: str = APPLICANT


@dataclass(frozen=True)
class Entry:
    """What a specialist enters: the outcome, its parts, the reason in words, the act with its clause, the documents."""

    outcome: str
    parts: tuple[EnteredPart, ...]
    reason: str
    act: str
    clause: str
    documents: tuple[uuid.UUID, ...]


def is_by_hand(content: Mapping[str, Any]) -> bool:
    """Whether the calculation that was kept with a decision was entered by hand."""
    return bool(content.get("by_hand"))


def calculation_of(decision: Decision) -> Calculation:
    """What was entered by hand, as it is kept with the decision: without the lines and the steps of the paper."""
    kept = decision.calculation
    hand = dict(kept["by_hand"])
    told = {name: tuple(hand.pop(name)) for name in ("documents", "instead")}
    return Calculation(
        outcome=kept["outcome"],
        amount=decision.amount,
        since=decision.since,
        until=decision.until,
        reasons=tuple(Reason(**row) for row in kept["reasons"]),
        missing=(),
        steps=(),
        receipt=(),
        schedule=parts_of(kept),
        once=decision.once,
        by_hand=ByHand(**{**hand, **told, "on": date.fromisoformat(hand["on"])}),
    )


def people_of(application: Application) -> dict[str, str]:
    """Whom a part may be for: the applicant with the family, then every member by id with the name."""
    return {key: name for key, (name, _) in _people(application).items()}


def _people(application: Application) -> dict[str, tuple[str, str]]:
    """id → name and the mark by which this kind tells the person from every other; no mark: the family as a whole."""
    assert application.received_on is not None
    kind, answers = catalogue.kind(application.kind), answers_in_force(application)
    rows = kind.facts(answers, application.received_on)["members"]
    marks = {row["id"]: str(row.get("about") or "") for row in rows}
    own = marks.get(APPLICANT, "")
    found = {APPLICANT: (_name(answers.get(APPLICANT) or {}) if own else "", own)}
    for number, row in enumerate(answers.get("members") or []):
        key, name = str(row.get("id", number)), _name(row)
        found[key] = (name, marks.get(key) or f"{name} {row.get('birth_date') or ''}".strip())
    return found


def _name(row: Mapping[str, Any]) -> str:
    names = (row.get(code) for code in ("surname", "given_name", "patronymic"))
    return " ".join(str(part) for part in names if part)


def entered(
    application: Application, computed: Calculation, entry: Entry, *, by: Actor, on: date
) -> Calculation:
    """The calculation as the specialist entered it. The caller has locked the application.

    Raises Refused where the rules did say the outcome, BadInput with a sentence for every box that is wrong.
    """
    if catalogue.kind(application.kind).gives_services:
        raise Refused(
            "За цією заявою надають послуги або речі, а не гроші. Заповніть рішення про послуги.",
            code="gives_services",
        )
    if computed.outcome != "officer":
        raise Refused(
            "Цю заяву пораховано за правилами, тож суму вручну не вводять. Якщо відповідь неправильна, виправте її за "
            "документом і розрахуйте ще раз.",
            code="computed_already",
        )
    papers = {copy.pk: copy for copy in live_attachments(application)}
    people = _people(application)
    _check(entry, known=set(papers), people=set(people))
    documents = [papers[key] for key in dict.fromkeys(entry.documents)]
    hand = ByHand(
        who=f"спеціаліст {by.name}",
        on=on,
        why=entry.reason.strip(),
        act=entry.act.strip(),
        clause=entry.clause.strip(),
        documents=tuple(copy.title for copy in documents),
        instead=(
            *(doubt.text for doubt in computed.doubts),
            *(f"Невідомо: {fact}" for fact in computed.missing),
        ),
    )
    parts = tuple(_parts(entry, people)) if entry.outcome == "granted" else ()
    evidence = [{"id": str(copy.pk), "title": copy.title, "sha256": copy.file.sha256} for copy in documents]
    return _concluded(computed, entry, hand, parts, {"account": str(by.account_id), "documents": evidence})


def _concluded(
    computed: Calculation, entry: Entry, hand: ByHand, parts: tuple[Period, ...], evidence: Mapping[str, Any]
) -> Calculation:
    outcome: Any = entry.outcome
    kept = {
        "outcome": outcome,
        "schedule": [{**asdict(part), "since": str(part.since), "until": str(part.until)} for part in parts],
        "by_hand": {
            **asdict(hand),
            "on": hand.on.isoformat(),
            "rules_said": computed.outcome,
            "parts": [
                {**asdict(one), "since": str(one.since), "until": str(one.until)} for one in entry.parts
            ],
            **evidence,
        },
    }
    return replace(
        computed,
        outcome=outcome,
        amount=_first_month(parts) if parts else None,
        once=sum(part.amount for part in parts if part.per == "once"),
        since=min((part.since for part in parts), default=None),
        until=max((part.until for part in parts), default=None),
        reasons=() if parts else (_reason(outcome, hand),),
        missing=(),
        doubts=(),
        steps=tuple(_steps(hand, outcome, parts)),
        receipt=tuple(_receipt(hand, parts)),
        schedule=parts,
        snapshot={**computed.snapshot, **kept},
        by_hand=hand,
    )


def _check(entry: Entry, *, known: set[uuid.UUID], people: set[str]) -> None:
    problems: dict[str, str] = {}
    if entry.outcome not in OUTCOMES:
        problems["outcome"] = "Виберіть, що ви вирішили."
    if len(legible(entry.reason)) < SHORTEST_REASON:
        problems["reason"] = "Напишіть простими словами, чому так. Ці слова прочитають керівник і людина."
    if not legible(entry.act):
        problems["act"] = "Напишіть, за яким актом вирішено."
    if not legible(entry.clause):
        problems["clause"] = "Напишіть статтю або пункт акта."
    if not entry.documents or not set(entry.documents) <= known:
        problems["documents"] = "Позначте документ справи, який це підтверджує."
    if entry.outcome == "granted":
        problems |= _faults_of_parts(entry.parts, people)
    elif entry.outcome in NOT_GRANTED and entry.parts:
        problems["parts"] = (
            "Коли нічого не призначають, сум не вводять. Приберіть їх або виберіть «Призначити»."
        )
    if problems:
        raise BadInput(problems)


def _faults_of_parts(parts: Sequence[EnteredPart], people: set[str]) -> dict[str, str]:
    if not 1 <= len(parts) <= MOST_PARTS:
        return {"parts": f"Введіть хоча б одну виплату, але не більше ніж {MOST_PARTS}."}
    faults = {}
    for number, part in enumerate(parts):
        sentence = _fault(part, people)
        if sentence:
            faults[f"part-{number}"] = sentence
    return faults


def _fault(part: EnteredPart, people: set[str]) -> str:
    if not legible(part.title) or len(part.title) > LONGEST_TITLE:
        return "Напишіть коротко, за що виплата."
    if not 0 < part.amount <= money.LARGEST:
        return "Напишіть суму, більшу за нуль."
    if part.since < FIRST_DAY or part.until > LAST_DAY:
        return "Перевірте роки: таких днів виплата не може мати."
    if part.until < part.since:
        return "Останній день раніший за перший. Перевірте дні."
    if part.per == "once" and part.since != part.until:
        return "Одноразова виплата має один день: останній день залиште порожнім або такий самий."
    return "" if part.whom in people else "Виберіть, для кого виплата."


def _parts(entry: Entry, people: Mapping[str, tuple[str, str]]) -> Iterator[Period]:
    """Every part has a code of its own in the decision: two sums for the same days are two parts."""
    for number, part in enumerate(entry.parts, start=1):
        name, about = people[part.whom]
        code, title = f"{CODE_BY_HAND}_{number}", part.title.strip()
        yield Period(part.since, part.until, part.amount, part.per, code, title, about, name)


def _first_month(parts: Sequence[Period]) -> int:
    """What is paid by month in the first month with a monthly part; 0 when all is paid once."""
    monthly = [part for part in parts if part.per == "month"]
    if not monthly:
        return 0
    first = min(part.since for part in monthly)
    month = (first.year, first.month)
    return sum(part.amount for part in monthly if (part.since.year, part.since.month) == month)


def _reason(outcome: str, hand: ByHand) -> Reason:
    why = f"{NOT_GRANTED[outcome]}. {hand.why} Рішення {MARK}: {hand.who}."
    return Reason(CODE_BY_HAND, f"{hand.act}, {hand.clause}", why)


def _said(hand: ByHand) -> str:
    named = "», «".join(hand.documents)
    return f"{MARK.capitalize()}, {hand.who}. {hand.why} Документ: «{named}»."


def _steps(hand: ByHand, outcome: str, parts: Sequence[Period]) -> Iterator[Step]:
    """What the sheet shows instead of rules: why they did not run, who entered what, each part."""
    for text in hand.instead:
        yield _step(f"Чому не за правилами: {text}", None, hand)
    yield _step(_said(hand), None, hand)
    for part in parts:
        whom = f", {part.whom}" if part.whom else ""
        yield _step(f"{part.title}{whom}: {_when(part)}, {MARK}", part.amount, hand)
    if not parts:
        yield _step(f"{NOT_GRANTED[outcome]}, {MARK}", None, hand)


def _step(text: str, amount: int | None, hand: ByHand) -> Step:
    unit = "kopiykas" if amount is not None else ""
    return Step(
        CODE_BY_HAND, "family", "family", amount, unit, text, hand.act, hand.clause, (), verified=False
    )


def _when(part: Period) -> str:
    if part.per == "once":
        return f"одноразово, {part.since:%d.%m.%Y}"
    return f"щомісяця {days_words(part.since, part.until, numeric)}"


def _receipt(hand: ByHand, parts: Sequence[Period]) -> Iterator[ReceiptLine]:
    for part in parts:
        label = f"{part.title}: {part.whom}" if part.whom else part.title
        yield _line(hand, label, part.amount, f"{_when(part).capitalize()}. {_said(hand)}", part.per)
    once = sum(part.amount for part in parts if part.per == "once")
    monthly = _first_month(parts)
    if monthly:
        yield _total("Разом за перший місяць", monthly, "month")
    if once:
        yield _total("Разом одноразово", once, "once")


def _total(label: str, amount: int, per: Per) -> ReceiptLine:
    return ReceiptLine(label, amount, "Сума введених рядків.", "", "", True, "total", per=per)


def _line(hand: ByHand, label: str, amount: int, because: str, per: Per) -> ReceiptLine:
    return ReceiptLine(label, amount, because, hand.act, hand.clause, False, "+", per=per)
