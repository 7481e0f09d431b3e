"""The boxes of a decision that is entered by hand: the outcome and why, and each part of what is paid."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from turbota.applications.models import Application
from turbota.applications.papers import live_attachments
from turbota.assistance import catalogue
from turbota.assistance.answers import BadAnswer, parse_money
from turbota.assistance.forms import APPLICANT
from turbota.decisions.by_hand import LONGEST_TITLE, MOST_PARTS, EnteredPart, Entry, people_of
from turbota.decisions.models import Decision
from turbota.kernel import money
from turbota.web.department.acting import LONGEST_TEXT
from turbota.web.shared.day_boxes import day_field
from turbota.web.shared.numbers import whole_number

OUTCOMES = (
    ("granted", "Призначити"),
    ("refused", "Відмовити: є підстава для відмови"),
    ("not_assigned", "Не призначати: підстави відмовити немає, але виплачувати нічого"),
)
PER = (("month", "Щомісяця"), ("once", "Одноразово"))
TOO_LONG = f"Напишіть коротше: не більше ніж {LONGEST_TEXT} знаків."


class EntryForm(forms.Form):
    """What is decided, why, by which act and by which documents of the case."""

    outcome = forms.ChoiceField(
        label="Що ви вирішили",
        choices=OUTCOMES,
        widget=forms.RadioSelect,
        error_messages={"required": "Виберіть, що ви вирішили."},
    )
    reason = forms.CharField(
        label="Чому так",
        help_text="Простими словами: що перевірили і звідки взялася сума або відмова. Прочитають керівник і людина.",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea,
        error_messages={"required": "Напишіть простими словами, чому так.", "max_length": TOO_LONG},
    )
    act = forms.CharField(
        label="Акт",
        help_text="Назва, номер і дата акта, за яким вирішено.",
        max_length=500,
        error_messages={"required": "Напишіть, за яким актом вирішено.", "max_length": TOO_LONG},
    )
    clause = forms.CharField(
        label="Стаття або пункт",
        help_text="Наприклад: пункт 7.",
        max_length=200,
        error_messages={"required": "Напишіть статтю або пункт акта.", "max_length": TOO_LONG},
    )
    documents = forms.MultipleChoiceField(
        label="Які документи справи це підтверджують",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Позначте документ справи, який це підтверджує.",
            "invalid_choice": "Виберіть документ зі списку.",
        },
    )

    def __init__(self, application: Application, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        copies = enumerate(live_attachments(application), start=1)
        field = self.fields["documents"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(copy.pk), f"{number} {copy.title}") for number, copy in copies]


class PartForm(forms.Form):
    """One part of what is paid. Left as it was, it is no part."""

    title = forms.CharField(
        label="За що виплата",
        help_text="Наприклад: компенсація за лікування.",
        max_length=LONGEST_TITLE,
        error_messages={"required": "Напишіть коротко, за що виплата.", "max_length": TOO_LONG},
    )
    amount = forms.CharField(
        label="Сума, ₴",
        widget=forms.TextInput(attrs={"inputmode": "decimal", "width": "short"}),
        error_messages={"required": "Напишіть суму."},
    )
    per = forms.ChoiceField(label="Як платять", choices=PER, widget=forms.RadioSelect, initial="month")
    since = day_field("Перший день", required=True, help_text="Для одноразової виплати — день, за який вона.")
    until = day_field(
        "Останній день",
        help_text="Для щомісячної виплати. Якщо вона безстрокова, поставте день, коли справу переглянуть.",
    )
    whom = forms.ChoiceField(
        label="Для кого", initial=APPLICANT, error_messages={"required": "Виберіть, для кого виплата."}
    )

    def __init__(self, people: Mapping[str, str], number: int, data: Any = None, initial: Any = None) -> None:
        super().__init__(
            data,
            prefix=f"part-{number}",
            initial=initial,
            empty_permitted=True,
            use_required_attribute=False,
        )
        field = self.fields["whom"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, name or "Заявник із родиною") for key, name in people.items()]

    def clean_amount(self) -> int:
        """Kopiykas. Raises ValidationError with a sentence."""
        try:
            return parse_money(self.cleaned_data["amount"]) or 0
        except BadAnswer as fault:
            raise forms.ValidationError(str(fault)) from fault

    def clean(self) -> dict[str, Any]:
        """What is paid once has one day; what is paid by month has a last day."""
        given: dict[str, Any] = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        if given.get("per") == "once" and until is None:
            given["until"] = since
        elif until is None and "until" not in self.errors:
            self.add_error("until", "Напишіть останній день щомісячної виплати.")
        return given

    def part(self) -> EnteredPart:
        """The part for the operation; call when the form is valid."""
        given = self.cleaned_data
        return EnteredPart(
            **{name: given[name] for name in ("title", "amount", "per", "since", "until", "whom")}
        )


class HandForms:
    """The form of the outcome and the forms of the parts, filled from what was typed or from what was entered before."""

    def __init__(
        self, application: Application, decision: Decision | None, data: Any = None, *, more: bool = False
    ) -> None:
        people = people_of(application)
        kept = {} if decision is None else (decision.calculation.get("snapshot", {}).get("by_hand") or {})
        first = {"act": catalogue.kind(application.kind).acts[0].title}
        before = _before(decision, kept) if decision is not None and kept else first
        rows = [{**row, "amount": money.amount(row["amount"])} for row in kept.get("parts", ())]
        count = max(1, len(rows)) if data is None else _count(data) + more
        bound = None if more else data
        self.entry = EntryForm(application, bound, initial=_typed(data, EntryForm) if more else before)
        self.parts = []
        for number in range(min(count, MOST_PARTS)):
            again = _typed(data, PartForm, f"part-{number}-") if more else _nth(rows, number)
            initial = again if bound is None else None  # what was typed is compared with an empty part
            self.parts.append(PartForm(people, number, bound, initial=initial))

    @property
    def filled(self) -> list[PartForm]:
        """Parts in which something was typed."""
        return [form for form in self.parts if form.has_changed()]

    def is_valid(self) -> bool:
        """Whether everything can be read; every form says what is wrong in it."""
        return all([self.entry.is_valid(), *(form.is_valid() for form in self.parts)])

    def read(self) -> Entry:
        """What was entered, for the operation; call when all is valid."""
        given = self.entry.cleaned_data
        return Entry(
            outcome=given["outcome"],
            parts=tuple(form.part() for form in self.filled),
            reason=given["reason"],
            act=given["act"],
            clause=given["clause"],
            documents=tuple(uuid.UUID(key) for key in given["documents"]),
        )

    def put(self, problems: Mapping[str, str]) -> None:
        """Sentences of the operation beside the boxes they are about."""
        filled = self.filled
        for name, sentence in problems.items():
            number = whole_number(name.removeprefix("part-")) if name.startswith("part-") else None
            if number is not None and number < len(filled):
                filled[number].add_error(None, sentence)
            else:
                self.entry.add_error(name if name in self.entry.fields else None, sentence)


def _before(decision: Decision, kept: Mapping[str, Any]) -> dict[str, Any]:
    named = {name: kept[name] for name in ("act", "clause")}
    documents = [row["id"] for row in kept["documents"]]
    return {**named, "outcome": decision.outcome, "reason": kept["why"], "documents": documents}


def _nth(rows: list[dict[str, Any]], number: int) -> dict[str, Any] | None:
    if number >= len(rows):
        return None
    days = {name: date.fromisoformat(rows[number][name]) for name in ("since", "until")}
    return {**rows[number], **days}


def _count(data: Any) -> int:
    return max(1, whole_number(data.get("rows", "")) or 1)


def _typed(data: Any, form: type[forms.Form], prefix: str = "") -> dict[str, Any]:
    """What was typed, to be shown again without judging it."""
    many = {name for name, field in form.base_fields.items() if isinstance(field, forms.MultipleChoiceField)}
    given = {name: f"{prefix}{name}" for name in form.base_fields if f"{prefix}{name}" in data}
    return {name: data.getlist(box) if name in many else data.get(box) for name, box in given.items()}
