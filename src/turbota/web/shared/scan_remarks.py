"""What was read on the scans of a case, said beside the fields: the same value, or another one to compare.

A remark never fills a field and is never a fault: recognition errs in sums, signs and single letters.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from turbota.applications.models import Attachment
from turbota.assistance.forms import Answers, Form, Question, Section
from turbota.documents.recognition import texts_of
from turbota.kernel import money
from turbota.web.shared import answer_rows
from turbota.web.shared.question_pages import Asked, DensePage

MOST = 2
SPACES = str.maketrans("", "", " \u00a0\u202f\n\t")
PATTERNS = {
    "tax_number": re.compile(r"(?<!\d)\d{10}(?!\d)"),
    "unzr": re.compile(r"(?<!\d)\d{8}-\d{5}(?!\d)"),
    "iban": re.compile(r"UA(?:\s?\d){27}"),
}
"""Values that are told apart from everything else on a page by their shape."""


@dataclass(frozen=True)
class ScannedText:
    """A document of the case and everything that was read on it."""

    title: str
    text: str


def scanned(copies: Iterable[Attachment]) -> list[ScannedText]:
    """The read text of the live copies, in their order; a copy that was not read yet is left out. One query."""
    rows = list(copies)
    texts = texts_of([row.file for row in rows])
    return [
        ScannedText(row.title, "\n".join(texts[str(row.file_id)]))
        for row in rows
        if str(row.file_id) in texts
    ]


def remarks(form: Form, answers: Answers, scans: Sequence[ScannedText]) -> dict[str, str]:
    """A sentence for every box, by its name, about which the scans say something."""
    found: dict[str, str] = {}
    for section in form.sections if scans else ():
        for item_id in _items(section, answers):
            for question in section.questions:
                value = answer_rows.value(answers, section, item_id, question.code)
                said = remark(question, value, scans)
                if said:
                    found[answer_rows.name(section, item_id, question.code)] = said
    return found


def _items(section: Section, answers: Answers) -> list[str | None]:
    if not section.repeat:
        return [None]
    return [str(row.get("id")) for row in answer_rows.rows(answers, section.code)]


def remark(question: Question, value: Any, scans: Sequence[ScannedText]) -> str:
    """What the scans say of one answer: that it stands there, what else stands there, or nothing."""
    if value not in (None, ""):
        same = [scan.title for scan in scans if _stands(question, value, scan.text)]
        if same:
            return f"Так само прочитано на скані «{same[0]}»."
    pattern = PATTERNS.get(question.type)
    read = _read(pattern, scans) if pattern else {}
    if not read:
        return ""
    listed = "; ".join(f"{text} («{title}»)" for text, title in list(read.items())[:MOST])
    return f"На скані прочитано: {listed}. Звірте зі сканом: розпізнавання помиляється."


def _read(pattern: re.Pattern[str], scans: Sequence[ScannedText]) -> dict[str, str]:
    """Values of this shape with the first document on which each stands."""
    found: dict[str, str] = {}
    for scan in scans:
        for match in pattern.finditer(scan.text):
            found.setdefault(match.group().translate(SPACES), scan.title)
    return found


def _stands(question: Question, value: Any, text: str) -> bool:
    """Whether the answer stands on the page as people write it, whatever the spaces and the size of letters."""
    plain = text.translate(SPACES).casefold()
    return any(form and form in plain for form in _written(question, value))


def _written(question: Question, value: Any) -> list[str]:
    if question.type == "date":
        day = date.fromisoformat(str(value))
        return [f"{day:%d.%m.%Y}", f"{day:%d/%m/%Y}", f"{day:%d-%m-%Y}"]
    if question.type == "money" and isinstance(value, int):
        plain = money.plain(value)
        return [plain, plain.replace(".", ",")]
    if question.type in ("text", "name", *PATTERNS):
        text = str(value).translate(SPACES).casefold()
        return [text] if len(text) > 2 else []
    return []


def with_remarks(page: DensePage, said: Mapping[str, str]) -> DensePage:
    """The dense screen with the remarks under its boxes."""
    if not said:
        return page
    sections = tuple(
        replace(
            section,
            asked=_said(section.asked, said),
            rows=tuple(replace(row, asked=_said(row.asked, said)) for row in section.rows),
        )
        for section in page.sections
    )
    return replace(page, sections=sections)


def _said(asked: tuple[Asked, ...], said: Mapping[str, str]) -> tuple[Asked, ...]:
    return tuple(
        replace(one, field=replace(one.field, remark=said[one.field.name])) if one.field.name in said else one
        for one in asked
    )
