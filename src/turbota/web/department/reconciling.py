"""Answers beside documents, corrections with what was before, and the calculation as a receipt."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from turbota.applications.models import Application
from turbota.applications.policies import form_of
from turbota.applications.states import Channel
from turbota.assistance import forms
from turbota.assistance.calculation import Calculation, days_words
from turbota.decisions.calculating import answers_in_force, corrections_in_force
from turbota.decisions.models import Correction, Decision
from turbota.web.shared.receipts import receipt_lines
from turbota.web.shared.services_given import ServiceGiven, services_given
from turbota.web.ui.components import ReceiptLine
from turbota.web.ui.words import numeric_date

CONFIRM = "confirm"  # asked of a row: a document says that the person is of the family
DECLARED = {
    Channel.PORTAL: "заява, портал",
    Channel.API: "заява, інша система",
    Channel.COMMUNITY: "заява на папері",
}


@dataclass(frozen=True)
class CorrectionRow:
    """One correction: what was, what is taken, why, by whom and by which document."""

    label: str
    before: str
    after: str
    reason: str
    who: str
    document: str
    document_url: str


def correction_rows(corrections: Sequence[Correction]) -> tuple[CorrectionRow, ...]:
    """All corrections as the head and the specialist read them."""
    return tuple(
        CorrectionRow(
            label=row.label,
            before=row.before_text or "не вказано",
            after=row.after_text or "не вказано",
            reason=row.reason,
            who=f"{row.by.name}, код {row.by.code}, {numeric_date(row.at)}",
            document=row.document.title,
            document_url=reverse("department:document", args=[row.document_id]),
        )
        for row in corrections
    )


@dataclass(frozen=True)
class Part:
    """One answer: what was asked, what was said, where it is corrected, and the correction in force."""

    label: str
    value: str
    url: str
    said: str
    why: str


@dataclass(frozen=True)
class Line:
    """One line of the middle pane: an answer, or a whole row of a repeated section."""

    title: str
    parts: tuple[Part, ...]
    remove_url: str = ""
    confirm_url: str = ""  # where a document confirms that the person is of the family

    @property
    def corrected(self) -> tuple[Part, ...]:
        """Answers of the line that a specialist took by a document."""
        return tuple(part for part in self.parts if part.why)


@dataclass(frozen=True)
class Group:
    """Answers of one section and where they come from; `add_url` where a row that was left out is entered."""

    title: str
    source: str
    lines: tuple[Line, ...]
    add_url: str = ""


def answer_groups(
    application: Application,
    corrections: Sequence[Correction],
    *,
    may_correct: bool,
    waiting: Collection[str] = (),
) -> tuple[Group, ...]:
    """Every answer in force under the title of its section, with its source; corrected ones say what was before.

    `waiting`: ids of the members whom somebody has to confirm by a document.
    A section whose rows may come and go is there without any row too, so that one can be added.
    """
    form, answers = form_of(application), answers_in_force(application, list(corrections))
    marks = corrections_in_force(corrections)
    url = reverse("department:correct", args=[application.pk]) if may_correct else ""
    people = enumerate(answers.get("members") or ()) if waiting else ()
    confirm = {f"members.{place}" for place, row in people if row.get("id") in waiting}
    found: dict[str, list[forms.AnswerRow]] = {}
    for row in forms.rows(form, answers):
        found.setdefault(row.path.split(".")[0], []).append(row)
    groups = []
    for section in form.sections:
        rows = found.get(section.code, [])
        adds = bool(url and section.repeat and forms.visible(form, answers, section.code))
        if rows or adds:
            lines = _lines(rows, marks, url, confirm)
            add_url = _address(url, section.code) if adds else ""
            groups.append(Group(section.title, DECLARED[Channel(application.channel)], lines, add_url))
    return tuple(groups)


def _lines(
    rows: Sequence[forms.AnswerRow], marks: Mapping[str, Correction], url: str, confirm: Collection[str]
) -> tuple[Line, ...]:
    lines = []
    for item, answers in groupby(rows, key=lambda row: row.item or row.path):
        parts = list(answers)
        whole = parts[0].path.rpartition(".")[0] if parts[0].item else ""
        made = [_part(row, marks.get(row.path), url) for row in parts]
        if whole in marks:
            made[0] = _added(made[0], marks[whole])
        title = item if whole else parts[0].label
        asks = _address(url, whole) if whole in confirm else ""
        confirming = f"{asks}&{CONFIRM}=1" if asks else ""
        lines.append(Line(title, tuple(made), _address(url, whole) if whole else "", confirming))
    return tuple(lines)


def _address(url: str, path: str) -> str:
    """Where the answer, the row or the section at the path is corrected; empty when it may not be."""
    return f"{url}?{urlencode({'path': path})}" if url else ""


@dataclass(frozen=True)
class Gap:
    """A question that has to be answered and is not, or whose answer cannot be right."""

    label: str
    sentence: str
    url: str


def gaps(
    application: Application, corrections: Sequence[Correction], *, may_correct: bool
) -> tuple[Gap, ...]:
    """What the application lacks by its own form, with where the specialist puts it in by a document."""
    if application.received_on is None:
        return ()
    form = form_of(application)
    url = reverse("department:correct", args=[application.pk]) if may_correct else ""
    faults = forms.check(form, answers_in_force(application, list(corrections)), application.received_on)
    return tuple(
        Gap(
            label=form.section(path.split(".")[0]).question(path.split(".")[-1]).label,
            sentence=sentence,
            url=_address(url, path),
        )
        for path, sentence in faults.items()
        if "." in path
    )


def _part(row: forms.AnswerRow, correction: Correction | None, url: str) -> Part:
    return Part(
        label=row.label,
        value=row.value_text,
        url=_address(url, row.path),
        said=f"{row.label}: у заяві було {correction.before_text or 'не вказано'}." if correction else "",
        why=_why(correction) if correction else "",
    )


def _added(part: Part, correction: Correction) -> Part:
    """The first answer of a row that the specialist entered says so for the whole row."""
    said, why = f"Запис додано: {correction.before_text}. {part.said}", f"{_why(correction)} {part.why}"
    return replace(part, said=said.strip(), why=why.strip())


def _why(correction: Correction) -> str:
    return f"{correction.reason} (документ «{correction.document.title}»)"


def others_of(applications: Iterable[Application]) -> tuple[str, ...]:
    """What else the applicant asked or has of the same assistance, a sentence each."""
    found = []
    for other in applications:
        for decision in getattr(other, "granted", ()):
            days = days_words(decision.since, decision.until, numeric_date)
            found.append(f"Призначено {days}, рішення № {decision.number}.")
        if not getattr(other, "granted", ()):
            office = other.decider or other.community
            where = f", {office.short_name}" if office else ""
            found.append(f"Заява № {other.number}: {other.get_state_display().lower()}{where}.")
    return tuple(found)


@dataclass(frozen=True)
class Result:
    """A calculation as it is shown: the receipt, the outcome in words, reasons, and what is missing."""

    outcome: str
    lines: tuple[ReceiptLine, ...]
    words: str
    reasons: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    doubts: tuple[tuple[str, str], ...]
    conditions: tuple[str, ...]
    unverified: bool
    services: tuple[ServiceGiven, ...] = ()
    assessment: str = ""  # results of the assessment of needs; empty of a kind that gives money
    by_hand: str = ""  # who entered it, when, why and by which documents; empty when rules said it


def result_of(calculation: Calculation) -> Result:
    """The result of a calculation made now."""
    return _result(asdict(calculation), calculation.since, calculation.until)


def result_of_decision(decision: Decision) -> Result:
    """The result that stands in a decision, as it was signed."""
    return _result(decision.calculation, decision.since, decision.until)


def _result(kept: Mapping[str, Any], since: date | None, until: date | None) -> Result:
    """`kept`: a calculation; one that was signed earlier may lack what came later."""
    outcome = kept["outcome"]
    lines = receipt_lines(kept["receipt"])
    return Result(
        outcome=outcome,
        lines=() if outcome == "officer" else lines,
        words=_outcome_words(kept, since, until),
        reasons=_grounds(kept, "reasons"),
        missing=tuple(kept["missing"]),
        doubts=_grounds(kept, "doubts"),
        conditions=tuple(kept.get("conditions", ())),
        unverified=any(line.unverified for line in lines),
        services=services_given(kept),
        assessment=kept.get("assessment", ""),
        by_hand=_entered(kept.get("by_hand")),
    )


def _entered(hand: Mapping[str, Any] | None) -> str:
    if not hand:
        return ""
    day = date.fromisoformat(str(hand["on"]))
    return f"{hand['who']}, {numeric_date(day)}. {hand['why']} Документ: «{'», «'.join(hand['documents'])}»."


def _grounds(kept: Mapping[str, Any], name: str) -> tuple[tuple[str, str], ...]:
    return tuple((ground["text"], ground["clause"]) for ground in kept.get(name, ()))


def _outcome_words(kept: Mapping[str, Any], since: date | None, until: date | None) -> str:
    if kept["outcome"] == "refused":
        return "Відмовити"
    if kept["outcome"] == "not_assigned":
        return "Не призначати: за розрахунком доплачувати нема чого"
    if kept["outcome"] == "officer":
        return "Порахувати за правилами не можна"
    if kept.get("services"):
        return "Надати послуги"
    if not kept["amount"]:
        return "Призначити одноразово"
    return f"Призначити {days_words(since, until, numeric_date)}" if since and until else "Призначити"
