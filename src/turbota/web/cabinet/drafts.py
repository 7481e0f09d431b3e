"""A draft on the screen: where each answer is changed, what was answered, what is still missing."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from turbota.applications.models import Application
from turbota.applications.policies import form_of, needs
from turbota.assistance import forms
from turbota.assistance.forms import Answers, Form
from turbota.web.shared import answer_rows
from turbota.web.shared.questions import row_title
from turbota.web.ui.components import AnswerGroup, AnswerItem


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that prevents signing: the question, what is wrong, and where to mend it."""

    label: str
    words: str
    url: str


def page_url(application: Application, code: str, item: str | None = None) -> str:
    """The address of a page of questions, or of one row of a repeated section."""
    if item is None:
        return reverse("cabinet:question", args=[application.pk, code])
    return reverse("cabinet:question-item", args=[application.pk, code, item])


def change_url(application: Application, form: Form, path: str) -> str:
    """Where the answer at "section.question", "section.0.question" or "document.code" is changed."""
    section_code, *rest = path.split(".")
    if section_code == "document":
        return reverse("cabinet:document", args=[application.pk, rest[0]])
    pages = [page for page in forms.pages(form) if page.section.code == section_code]
    if len(rest) == 2:
        rows = answer_rows.rows(application.answers, section_code)
        place = int(rest[0])
        item = str(rows[place]["id"]) if place < len(rows) else None
        return page_url(application, pages[0].code, item)
    asked = rest[0] if rest else ""
    code = next((page.code for page in pages if any(q.code == asked for q in page.questions)), pages[0].code)
    return page_url(application, code)


def answered(application: Application, *, with_links: bool = True) -> tuple[AnswerGroup, ...]:
    """Every answer that is asked now: people under their names, a sum of a month on one line."""
    form = form_of(application)
    grouped: dict[str, list[AnswerItem]] = defaultdict(list)
    lines: dict[str, dict[str, str]] = defaultdict(dict)
    for row in forms.rows(form, application.answers):
        url = change_url(application, form, row.path) if with_links else ""
        section = form.section(row.path.split(".")[0])
        if on_one_line(section):
            kind = section.question(row.path.rsplit(".", 1)[-1]).type
            lines[row.path.rsplit(".", 1)[0]] |= {
                kind: row.value_text,
                "url": url,
                "title": row.section_title,
            }
            continue
        title = row.section_title
        if section.repeat:
            item = str(
                answer_rows.rows(application.answers, section.code)[int(row.path.split(".")[1])].get("id")
            )
            title = f"{title}: {row_title(form, application.answers, section, item)}"
        grouped[title].append(AnswerItem(row.label, row.value_text, url))
    for line in lines.values():
        label = ", ".join(part for part in (line.get("month"), line.get("member")) if part)
        value = ", ".join(part for part in (line.get("money"), line.get("choice", "").lower()) if part)
        grouped[line["title"]].append(AnswerItem(label, value, line["url"]))
    order = {section.title: place for place, section in enumerate(form.sections)}
    titles = sorted(grouped, key=lambda title: order[title.split(":")[0]])
    return tuple(AnswerGroup(title, tuple(grouped[title])) for title in titles)


def on_one_line(section: forms.Section) -> bool:
    """Rows of whose, when and how much are read on one line each."""
    return bool(section.repeat) and {"member", "month", "money"} <= {
        question.type for question in section.questions
    }


def faults_of(application: Application, today: date) -> tuple[Fault, ...]:
    """Everything that is missing before signing: answers (R048) and obligatory documents (R146)."""
    form = form_of(application)
    found = [
        Fault(_label(form, path), words, change_url(application, form, path))
        for path, words in forms.check(form, application.answers, today).items()
    ]
    found += [
        Fault(need.title, "Додайте фото або файл.", change_url(application, form, f"document.{need.code}"))
        for need in needs(application, today)
        if not need.settled
    ]
    return tuple(found)


def _label(form: Form, path: str) -> str:
    section_code, *rest = path.split(".")
    section = form.section(section_code)
    if not rest:
        return section.title
    label = section.question(rest[-1]).label
    if section.repeat and len(rest) == 2:
        return f"{section.repeat.item_title} {int(rest[0]) + 1}: {label}"
    return label


def faults_on_page(form: Form, answers: Answers, code: str, item: str | None, today: date) -> dict[str, str]:
    """Faults of the questions of one page (of one row), for the moment the person goes on."""
    page = next(page for page in forms.pages(form) if page.code == code)
    found = forms.check_section(form, page.section.code, answers, today)
    if page.section.repeat:
        prefix = answer_rows.prefix(answers, page.section, item)
        return {path: words for path, words in found.items() if item and path.startswith(f"{prefix}.")}
    here = {f"{page.section.code}.{question.code}" for question in page.questions}
    return {path: words for path, words in found.items() if path in here}


def months_between(first: str, last: str) -> tuple[str, ...]:
    """Every month from "YYYY-MM" to "YYYY-MM", both included."""
    months = []
    year, month = (int(part) for part in first.split("-"))
    while (now := f"{year:04d}-{month:02d}") <= last:
        months.append(now)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return tuple(months)
