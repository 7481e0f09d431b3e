"""Answers beside documents, corrections with what was before, and the calculation as a receipt."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from turbota.applications.models import Application
from turbota.applications.policies import form_of
from turbota.applications.states import Channel
from turbota.assistance import forms
from turbota.assistance.calculation import Calculation
from turbota.decisions.calculating import answers_in_force
from turbota.decisions.models import Correction, Decision
from turbota.web.ui.components import ReceiptLine
from turbota.web.ui.words import numeric_date

DECLARED = {Channel.PORTAL: "заява, портал", Channel.COMMUNITY: "заява на папері"}


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
    was: str
    why: str


@dataclass(frozen=True)
class Line:
    """One line of the middle pane: an answer, or a whole row of a repeated section."""

    title: str
    parts: tuple[Part, ...]

    @property
    def corrected(self) -> tuple[Part, ...]:
        """Answers of the line that a specialist took by a document."""
        return tuple(part for part in self.parts if part.why)


@dataclass(frozen=True)
class Group:
    """Answers of one section and where they come from."""

    title: str
    source: str
    lines: tuple[Line, ...]


def answer_groups(
    application: Application, corrections: Sequence[Correction], *, may_correct: bool
) -> tuple[Group, ...]:
    """Every answer in force under the title of its section, with its source; corrected ones say what was before."""
    form = form_of(application)
    latest = {row.path: row for row in corrections}
    url = reverse("department:correct", args=[application.pk]) if may_correct else ""
    found = forms.rows(form, answers_in_force(application, list(corrections)))
    groups = []
    for title, rows in groupby(found, key=lambda row: row.section_title):
        lines = []
        for item, answers in groupby(rows, key=lambda row: row.item or row.path):
            parts = [(row, _part(row, latest.get(row.path), url)) for row in answers]
            lines.append(
                Line(item if parts[0][0].item else parts[0][1].label, tuple(part for _, part in parts))
            )
        groups.append(Group(title, DECLARED[Channel(application.channel)], tuple(lines)))
    return tuple(groups)


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
            url=f"{url}?{urlencode({'path': path})}" if url else "",
        )
        for path, sentence in faults.items()
        if "." in path
    )


def _part(row: forms.AnswerRow, correction: Correction | None, url: str) -> Part:
    return Part(
        label=row.label,
        value=row.value_text,
        url=f"{url}?{urlencode({'path': row.path})}" if url else "",
        was=(correction.before_text or "не вказано") if correction else "",
        why=f"{correction.reason} (документ «{correction.document.title}»)" if correction else "",
    )


@dataclass(frozen=True)
class Result:
    """A calculation as it is shown: the receipt, the outcome in words, reasons, and what is missing."""

    outcome: str
    lines: tuple[ReceiptLine, ...]
    words: str
    reasons: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    unverified: bool


def result_of(calculation: Calculation) -> Result:
    """The result of a calculation made now."""
    return _result(
        calculation.outcome,
        [asdict(line) for line in calculation.receipt],
        [(reason.text, reason.clause) for reason in calculation.reasons],
        calculation.missing,
        calculation.since,
        calculation.until,
    )


def result_of_decision(decision: Decision) -> Result:
    """The result that stands in a decision, as it was signed."""
    kept: Mapping[str, Any] = decision.calculation
    return _result(
        kept["outcome"],
        kept["receipt"],
        [(reason["text"], reason["clause"]) for reason in kept["reasons"]],
        kept["missing"],
        decision.since,
        decision.until,
    )


def _result(
    outcome: str,
    receipt: Iterable[Mapping[str, Any]],
    reasons: list[tuple[str, str]],
    missing: Iterable[str],
    since: date | None,
    until: date | None,
) -> Result:
    lines = tuple(_line(line) for line in receipt)
    words = {"refused": "Відмовити", "officer": "Порахувати не можна: бракує відомостей"}.get(
        outcome, "Призначити"
    )
    if outcome == "granted" and since and until:
        words = f"Призначити з {numeric_date(since)} до {numeric_date(until)}"
    return Result(
        outcome=outcome,
        lines=() if outcome == "officer" else lines,
        words=words,
        reasons=tuple(reasons),
        missing=tuple(missing),
        unverified=any(line.unverified for line in lines),
    )


def _line(line: Mapping[str, Any]) -> ReceiptLine:
    act = ", ".join(part for part in (line["act"], line["point"]) if part)
    because = " · ".join(part for part in (line["because"], act) if part)
    return ReceiptLine(line["label"], line["amount"], because, line["sign"], not line["verified"])
