"""Pages of questions: one declaration of a form (`assistance.forms`) drawn for two kinds of readers.

For a citizen: one page of `forms.pages` at a time. A section that repeats is a list of rows with
«Змінити», «Прибрати», «Додати»; one row is a page of its own (`item_id`).

    page = page_for(form, answers, code, item_id)                      # GET
    reading = read_post(form, answers, code, request.POST, item_id)    # POST, also of the autosave
    answers = put(form, answers, code, reading.values, item_id)        # store this, errors or not
    page_for(form, answers, code, item_id, raw=reading.raw, errors=reading.errors)   # when errors

For an officer: all sections on one screen, `dense_for` and `read_dense`.

Nothing typed is lost: what cannot be stored stays in `raw` and is shown again beside its sentence.
A hidden answer is kept in the answers, it is only not drawn. All functions are pure; nobody here
knows an application, a person or the day.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from turbota.assistance import forms
from turbota.assistance.forms import Answers, BadAnswer, Condition, Form, Page, Question, Section
from turbota.web.shared import answer_rows, question_boxes
from turbota.web.shared.answer_rows import new_item_id, remove
from turbota.web.shared.question_boxes import Boxes, field_of
from turbota.web.shared.question_pages import (
    Asked,
    DensePage,
    DenseRow,
    DenseSection,
    QuestionPage,
    Reading,
)
from turbota.web.ui.components import ErrorLine, Field, Progress, Row
from turbota.web.ui.forms import field_errors

__all__ = [
    "ADD", "REMOVE", "Asked", "DensePage", "DenseRow", "DenseSection", "QuestionPage", "Reading",
    "dense_for", "find_page", "first_page", "has_new_question", "new_item_id", "next_page", "open_pages",
    "page_for", "previous_page", "put", "read_dense", "read_post", "remove", "row_title",
]  # fmt: skip

REMOVE = "remove"  # name of the button that removes a row; its value is the id of the row
ADD = "add"  # name of the button that asks for a new row; in the dense screen its value is the section
OWN_SECTION = "applicant"
NAMES = ("surname", "given_name")  # by which a row is called where its name is not asked
DENSE_RADIOS = 2  # more radio buttons than this, or longer words, are a list on the dense screen
DENSE_LABEL = 8


def find_page(form: Form, code: str) -> Page:
    """The page with this code. Raises KeyError."""
    for page in forms.pages(form):
        if page.code == code:
            return page
    raise KeyError(code)


def first_page(form: Form, answers: Answers) -> str:
    """The code of the page a new application begins with."""
    return open_pages(form, answers)[0].code


def next_page(form: Form, answers: Answers, code: str) -> str | None:
    """The code of the next page that has something to ask; None after the last."""
    return _beside(form, answers, code, 1)


def previous_page(form: Form, answers: Answers, code: str) -> str | None:
    """The code of the page before; None on the first."""
    return _beside(form, answers, code, -1)


def open_pages(form: Form, answers: Answers) -> list[Page]:
    """Pages that have at least one question to ask, given the answers so far."""
    return [page for page in forms.pages(form) if _is_open(form, answers, page)]


def page_for(
    form: Form, answers: Answers, code: str, item_id: str | None = None, *,
    raw: Boxes | None = None, errors: Mapping[str, str] | None = None, item_url: str = "",
) -> QuestionPage:  # fmt: skip
    """The page to draw. `errors`: of `read_post` or of `forms.check`. `item_url`: where rows are edited.

    A row is edited at `item_url` + its id + "/". Raises KeyError for an unknown page.
    """
    page = find_page(form, code)
    named = answer_rows.by_name(answers, errors or {})
    if page.section.repeat and item_id is None:
        return _list_page(form, answers, page, named, item_url)
    asked = _asked_on(form, answers, page.section, page.questions, item_id, raw, named)
    title = page.title
    if page.section.repeat and item_id:
        title = row_title(form, answers, page.section, item_id)
    elif len(page.questions) == 1:
        asked = (_with_heading(asked[0], page.title if page.questions[0].page else ""),)
    return QuestionPage(
        code=code,
        title=title,
        section_title=page.section.title,
        hint="" if page.section.repeat else page.section.hint if page.code == page.section.code else "",
        asked=asked,
        errors=_whole(named) + _lines(asked),
        progress=_progress(form, answers, page),
        item_id=item_id or "",
    )


def read_post(form: Form, answers: Answers, code: str, data: Boxes, item_id: str | None = None) -> Reading:
    """Read the boxes of a page. The list of a repeated section has none: its reading is empty.

    Only what the page shows must be right; what came from hidden boxes is stored when it can be and is
    silently left as it was when it cannot.
    """
    page = find_page(form, code)
    if page.section.repeat and item_id is None:
        return Reading({}, {}, {})
    return _read(form, answers, page.section, page.questions, data, item_id)


def put(
    form: Form, answers: Answers, code: str, values: Mapping[str, Any], item_id: str | None = None
) -> dict[str, Any]:
    """New answers with the values of a page in their place; a row that is not there yet is added last."""
    section = find_page(form, code).section
    return answer_rows.put(section, answers, values, item_id)


def has_new_question(
    form: Form, before: Answers, after: Answers, code: str, item_id: str | None = None
) -> bool:
    """True when the answers just given made another question of the same page appear, still unanswered.

    The view then shows the page again instead of going on (without script a hidden question is not drawn).
    """
    page = find_page(form, code)
    prefix = answer_rows.prefix(after, page.section, item_id)
    earlier = answer_rows.prefix(before, page.section, item_id)
    return any(
        forms.visible(form, after, f"{prefix}.{question.code}")
        and not forms.visible(form, before, f"{earlier}.{question.code}")
        and answer_rows.value(after, page.section, item_id, question.code) in (None, "")
        for question in page.questions
    )


def row_title(form: Form, answers: Answers, section: Section, item_id: str) -> str:
    """How a row is called: the names in it («Прикладенко Тарас»), else «Член родини 2»."""
    rows = answer_rows.rows(answers, section.code)
    place = next((i for i, row in enumerate(rows) if str(row.get("id")) == item_id), len(rows))
    row = rows[place] if place < len(rows) else {}
    asked = [q.code for q in section.questions if q.type == "name"]
    names = [str(row[code]) for code in asked or NAMES if row.get(code)]
    item = section.repeat.item_title if section.repeat else section.title
    return " ".join(names) or f"{item} {place + 1}"


def dense_for(
    form: Form, answers: Answers, *, raw: Boxes | None = None, errors: Mapping[str, str] | None = None
) -> DensePage:
    """All sections for one screen. `errors`: of `read_dense` or of `forms.check`."""
    named = answer_rows.by_name(answers, errors or {})
    sections = []
    for section in form.sections:
        if not forms.visible(form, answers, section.code):
            continue
        sections.append(_dense_section(form, answers, section, raw, named))
    lines = list(_whole(named))
    for dense in sections:
        lines += _lines(dense.asked)
        lines += [line for row in dense.rows for line in _lines(row.asked, row.title)]
    return DensePage(tuple(sections), tuple(lines))


def read_dense(form: Form, answers: Answers, data: Boxes) -> Reading:
    """Read the whole screen: `values` are the new answers. Buttons `remove` and `add` are obeyed here.

    `remove` has the value «section.row id», `add` the code of a section.
    """
    result: dict[str, Any] = dict(answers)
    raw: dict[str, str] = {}
    errors: dict[str, str] = {}
    for section in form.sections:
        ids = (
            [str(row.get("id")) for row in answer_rows.rows(answers, section.code)]
            if section.repeat
            else [None]
        )
        for item_id in ids:
            reading = _read(form, result, section, section.questions, data, item_id)
            result = answer_rows.put(section, result, reading.values, item_id)
            raw |= reading.raw
            errors |= reading.errors
    gone = data.get(REMOVE, "").split(".")
    if len(gone) == 2 and any(s.code == gone[0] and s.repeat for s in form.sections):
        result = remove(result, gone[0], gone[1])
        errors = {name: words for name, words in errors.items() if not name.startswith(".".join(gone) + ".")}
    added = next((s for s in form.sections if s.repeat and s.code == data.get(ADD)), None)
    if added and added.repeat and len(answer_rows.rows(result, added.code)) < added.repeat.max:
        result = answer_rows.put(added, result, {}, new_item_id(result, added.code))
    return Reading(result, raw, errors)


def _ids(section: Section, answers: Answers) -> list[str | None]:
    """Ids of the rows of a section; one None for a section that does not repeat."""
    if not section.repeat:
        return [None]
    return [str(row.get("id")) for row in answer_rows.rows(answers, section.code)]


def _is_open(form: Form, answers: Answers, page: Page) -> bool:
    if not forms.visible(form, answers, page.section.code):
        return False
    if page.section.repeat:
        return True
    return any(forms.visible(form, answers, f"{page.section.code}.{q.code}") for q in page.questions)


def _beside(form: Form, answers: Answers, code: str, step: int) -> str | None:
    pages = forms.pages(form)
    place = next(i for i, page in enumerate(pages) if page.code == code) + step
    while 0 <= place < len(pages):
        if _is_open(form, answers, pages[place]):
            return pages[place].code
        place += step
    return None


def _progress(form: Form, answers: Answers, page: Page) -> Progress:
    codes = [known.code for known in open_pages(form, answers)]
    done = codes.index(page.code) if page.code in codes else 0
    return Progress(done, len(codes), f"крок {done + 1} з {len(codes)}", (page.section.title,))


def _list_page(
    form: Form, answers: Answers, page: Page, errors: Mapping[str, str], item_url: str
) -> QuestionPage:
    section, repeat = page.section, page.section.repeat
    if repeat is None:
        raise ValueError(f"{section.code} does not repeat")
    rows = tuple(
        _row(form, answers, section, str(row.get("id")), errors, item_url)
        for row in answer_rows.rows(answers, section.code)
    )
    problem = errors.get(section.code, "")
    return QuestionPage(
        code=page.code,
        title=page.title,
        section_title=section.title,
        hint=section.hint,
        asked=(),
        errors=(ErrorLine(problem),) if problem else (),
        progress=_progress(form, answers, page),
        is_list=True,
        rows=rows,
        of_people=any(question.type == "name" for question in section.questions),
        add_label=repeat.add_label,
        can_add=len(rows) < repeat.max,
    )


def _row(
    form: Form, answers: Answers, section: Section, item_id: str, errors: Mapping[str, str], item_url: str
) -> Row:
    """A row of the list: called by its names, or by its first answers when nobody is named in it."""
    prefix = answer_rows.prefix(answers, section, item_id)
    shown = [
        forms.show(q, answer_rows.value(answers, section, item_id, q.code), answers)
        for q in section.questions
        if q.type != "name" and forms.visible(form, answers, f"{prefix}.{q.code}")
    ]
    texts = [text for text in shown if text]
    named = any(
        q.type == "name" and answer_rows.value(answers, section, item_id, q.code) for q in section.questions
    )
    title = row_title(form, answers, section, item_id) if named or not texts else ", ".join(texts[:2])
    detail = ", ".join(texts[:2] if named else texts[2:4])
    wrong = any(name.startswith(f"{section.code}.{item_id}.") for name in errors)
    problem = "Тут ще не все заповнено" if wrong else ""
    return Row(title, detail, f"{item_url}{item_id}/", REMOVE, item_id, problem)


def _asked_on(
    form: Form, answers: Answers, section: Section, questions: Iterable[Question], item_id: str | None,
    raw: Boxes | None, errors: Mapping[str, str],
) -> tuple[Asked, ...]:  # fmt: skip
    prefix = answer_rows.prefix(answers, section, item_id)
    result = []
    for question in questions:
        name = answer_rows.name(section, item_id, question.code)
        stored = answer_rows.value(answers, section, item_id, question.code)
        field = field_of(
            question, name, stored, answers=answers, raw=raw,
            error=errors.get(name, ""), heading=False, own=section.code == OWN_SECTION,
        )  # fmt: skip
        shown = forms.visible(form, answers, f"{prefix}.{question.code}")
        result.append(Asked(field, question.why, shown, _when(section, item_id, question.visible_when)))
    return tuple(result)


def _when(section: Section, item_id: str | None, condition: Condition | None) -> str:
    """The condition for the script: «box=value|value; box=value», every part must hold."""
    parts = []
    while condition is not None:
        asked = condition.question
        name = asked if "." in asked else answer_rows.name(section, item_id, asked)
        parts.append(f"{name}={'|'.join(_boxed(value) for value in condition.one_of)}")
        condition = condition.also
    return ";".join(parts)


def _boxed(value: str | bool) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value


def _with_heading(asked: Asked, title: str) -> Asked:
    """The only question of a page: its label, or the title the form gives to the page, is the h1."""
    field = replace(asked.field, heading=True, label=title or asked.field.label)
    return replace(asked, field=field, shown=True)


def _whole(errors: Mapping[str, str]) -> tuple[ErrorLine, ...]:
    """Sentences about a whole section; they come first in the summary."""
    return tuple(ErrorLine(words) for name, words in errors.items() if "." not in name)


def _lines(asked: Iterable[Asked], row: str = "") -> tuple[ErrorLine, ...]:
    """The summary in the order of the page. Each line names its question, and the row where rows are many."""
    return field_errors((one.field for one in asked), row)


def _packed(asked: Iterable[Asked]) -> tuple[Asked, ...]:
    """For the dense screen: a choice becomes a drop-down list unless it is a short «так» or «ні»."""
    return tuple(
        item if _is_short(item.field) else replace(item, field=question_boxes.as_list(item.field))
        for item in asked
    )


def _is_short(field: Field) -> bool:
    return len(field.choices) <= DENSE_RADIOS and all(
        len(choice.label) <= DENSE_LABEL for choice in field.choices
    )


def _dense_section(
    form: Form, answers: Answers, section: Section, raw: Boxes | None, errors: Mapping[str, str]
) -> DenseSection:
    if not section.repeat:
        asked = _packed(_asked_on(form, answers, section, section.questions, None, raw, errors))
        return DenseSection(section.code, section.title, asked)
    rows = []
    for row in answer_rows.rows(answers, section.code):
        item_id = str(row.get("id"))
        fields = _packed(_asked_on(form, answers, section, section.questions, item_id, raw, errors))
        rows.append(DenseRow(item_id, row_title(form, answers, section, item_id), fields))
    return DenseSection(
        section.code, section.title, (), tuple(rows), True,
        section.repeat.add_label if len(rows) < section.repeat.max else "", errors.get(section.code, ""),
    )  # fmt: skip


def _read(
    form: Form, answers: Answers, section: Section, questions: Sequence[Question],
    data: Boxes, item_id: str | None,
) -> Reading:  # fmt: skip
    raw: dict[str, str] = {}
    values: dict[str, Any] = {}
    failed: dict[str, str] = {}
    for question in questions:
        name = answer_rows.name(section, item_id, question.code)
        if not any(box in data for box in question_boxes.box_names(question, name)):
            continue
        raw |= question_boxes.typed(question, name, data)
        try:
            values[question.code] = question_boxes.parse(question, name, raw)
        except BadAnswer as error:
            failed[question.code] = str(error)
    after = answer_rows.put(section, answers, values, item_id)
    prefix = answer_rows.prefix(after, section, item_id)
    errors = {
        answer_rows.name(section, item_id, code): sentence
        for code, sentence in failed.items()
        if forms.visible(form, after, f"{prefix}.{code}")
    }
    return Reading(values, raw, errors)
