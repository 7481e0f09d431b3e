"""An assessment on the screen: one domain about one person is one page of questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.http import QueryDict
from django.urls import reverse

from turbota.casework.assessed_people import Assessed, people_of
from turbota.casework.assessment_states import Evidence
from turbota.casework.explaining import UNKNOWN_WORDS, answer_words
from turbota.casework.instruments.loading import instrument
from turbota.casework.instruments.scoring import asked
from turbota.casework.instruments.shapes import CASE, UNKNOWN, Domain, Instrument, Question
from turbota.casework.models import Assessment
from turbota.casework.operations.assessing import LONGEST_NOTE, LONGEST_TEXT, Clash, Entry
from turbota.web.ui.components import Choice, ErrorLine, Field

PARTS = ("value", "evidence", "informant", "note")


@dataclass(frozen=True)
class Screen:
    """One page of questions: a domain and whom it is about. `done` of `total` questions are answered."""

    domain: Domain
    who: Assessed
    questions: tuple[Question, ...]
    done: int
    url: str

    @property
    def total(self) -> int:
        """How many questions stand on it."""
        return len(self.questions)

    @property
    def progress(self) -> str:
        """«2 з 5»."""
        return f"{self.done} з {self.total}"

    @property
    def title(self) -> str:
        """«Безпека», or «Дитина: стан і потреби — Дмитрик»."""
        return self.domain.title if self.who.key == CASE else f"{self.domain.title}: {self.who.name}"


@dataclass(frozen=True)
class Box:
    """A question with its fields. `theirs`: what a colleague answered at the same time, in words."""

    question: Question
    key: str
    fields: tuple[Field, ...]
    details: tuple[Field, ...]
    note: Field | None = None
    theirs: str = ""
    theirs_by: str = ""


@dataclass(frozen=True)
class Filling:
    """Everything that pages of one assessment need."""

    assessment: Assessment
    form: Instrument
    people: tuple[Assessed, ...]
    screens: tuple[Screen, ...] = field(default=())

    def screen(self, domain: str, who: str) -> Screen | None:
        """The page of this domain about this person."""
        return next((one for one in self.screens if (one.domain.code, one.who.key) == (domain, who)), None)

    def beside(self, screen: Screen, step: int) -> Screen | None:
        """The page before or after."""
        place = self.screens.index(screen) + step
        return self.screens[place] if 0 <= place < len(self.screens) else None

    def url_of(self, key: str) -> str:
        """Where an answer is given, with its box."""
        for one in self.screens:
            if any(f"{question.code}@{one.who.key}" == key for question in one.questions):
                code = key.partition("@")[0]
                return f"{one.url}#{box_id(code, 'value')}"
        return ""


def filling_of(assessment: Assessment, on: date) -> Filling:
    """The assessment with its pages in order: every domain, everybody whom it asks about."""
    form = instrument(assessment.instrument, assessment.instrument_version)
    people = tuple(people_of(assessment, on))
    return Filling(assessment, form, people, tuple(_screens(assessment, form, people)))


def _screens(assessment: Assessment, form: Instrument, people: Sequence[Assessed]) -> list[Screen]:
    values, subjects = assessment.values, [one.subject for one in people]
    found = []
    for domain in form.domains:
        for who in people:
            questions = tuple(
                one for one in domain.questions if asked(one, who.subject, subjects, values, form)
            )
            if questions:
                done = sum(f"{one.code}@{who.key}" in values for one in questions)
                url = reverse("manager:assessment-screen", args=[assessment.pk, domain.code, who.key])
                found.append(Screen(domain, who, questions, done, url))
    return found


def box_id(code: str, part: str) -> str:
    """The id and the name of a box of a question."""
    return f"{code}-{part}"


def read_entries(screen: Screen, data: QueryDict) -> list[Entry]:
    """What was typed on the page."""
    return [
        Entry(
            question.code,
            screen.who.key,
            **{part: data.get(box_id(question.code, part), "") for part in PARTS},
        )
        for question in screen.questions
    ]


def boxes_of(
    screen: Screen,
    assessment: Assessment,
    *,
    typed: Sequence[Entry] = (),
    problems: Mapping[str, str] | None = None,
    clashes: Sequence[Clash] = (),
) -> list[Box]:
    """The questions of a page with what is kept, or what was typed and could not be kept."""
    mine = {entry.key: entry.as_dict() for entry in typed}
    theirs = {clash.key: clash.theirs for clash in clashes}
    found = []
    for question in screen.questions:
        key = f"{question.code}@{screen.who.key}"
        kept = mine.get(key) or assessment.answers.get(key) or dict.fromkeys(PARTS, "")
        other = theirs.get(key)
        found.append(
            Box(
                question,
                key,
                fields=(_value(question, kept["value"], (problems or {}).get(key, "")),),
                details=_details(question, kept),
                note=_note(question, kept),
                theirs=_said(question, other) if other else "",
                theirs_by=other["by"] if other else "",
            )
        )
    return found


def _said(question: Question, kept: Mapping[str, str]) -> str:
    """An answer of a colleague in one line."""
    parts = [answer_words(question, kept["value"]) if kept["value"] else "без відповіді"]
    if kept["evidence"]:
        parts.append(Evidence(kept["evidence"]).label.lower())
    return "; ".join([*parts, *(kept[name] for name in ("informant", "note") if kept[name])])


def _value(question: Question, value: str, error: str) -> Field:
    name = box_id(question.code, "value")
    if question.kind == "text":
        return Field(
            "textarea", name, name, question.words, hint=question.why, error=error, value=value,
            required=question.required, max_length=LONGEST_TEXT,
        )  # fmt: skip
    choices = [
        Choice(
            option.value,
            f"{option.points} — {option.words}" if question.kind == "scale" else option.words,
            chosen=value == option.value,
        )
        for option in question.options
    ]
    if question.counted:
        choices.append(Choice(UNKNOWN, UNKNOWN_WORDS, chosen=value == UNKNOWN))
    return Field(
        "radios", name, name, question.words, hint=question.why, error=error, value=value,
        choices=tuple(choices), required=question.required,
    )  # fmt: skip


def _details(question: Question, kept: Mapping[str, str]) -> tuple[Field, ...]:
    """How the answer is known, and from whom."""
    if not question.evidence:
        return ()
    evidence, informant = box_id(question.code, "evidence"), box_id(question.code, "informant")
    allowed = [one for one in Evidence if one in question.evidence or one == Evidence.UNCHECKED]
    choices = (
        Choice("", "Виберіть", chosen=not kept["evidence"]),
        *(Choice(one.value, one.label, chosen=kept["evidence"] == one) for one in allowed),
    )
    return (
        Field("select", evidence, evidence, "Звідки це відомо", choices=choices, value=kept["evidence"], width="middle"),
        Field(
            "text", informant, informant, "Хто розповів або який документ", value=kept["informant"],
            max_length=LONGEST_NOTE, width="middle",
        ),
    )  # fmt: skip


def _note(question: Question, kept: Mapping[str, str]) -> Field | None:
    """A word more, for who wants to say it."""
    if not question.evidence:
        return None
    name = box_id(question.code, "note")
    return Field(
        "text", name, name, "Примітка", value=kept["note"], required=False, max_length=LONGEST_NOTE
    )  # fmt: skip


def error_lines_of(boxes: Sequence[Box]) -> tuple[ErrorLine, ...]:
    """Sentences for the summary above the page: what could not be kept, and what a colleague answered meanwhile."""
    lines = [ErrorLine(box.fields[0].error, box.fields[0].focus_id) for box in boxes if box.fields[0].error]
    lines += [
        ErrorLine(
            f"На запитання «{box.question.words}» тим часом відповідає інакше {box.theirs_by}. Виберіть, що лишити.",
            box.fields[0].focus_id,
        )
        for box in boxes
        if box.theirs
    ]
    return tuple(lines)
