"""The boxes of a decision about services: the outcome, the results of the assessment, a row for each service."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from django import forms

from turbota.assistance.calculation import Service
from turbota.assistance.wording import UNITS, count_words
from turbota.decisions.models import Decision
from turbota.decisions.services import MOST_SERVICES, ServiceEntry, services_of
from turbota.law import grounds, payment
from turbota.law.services import service as service_on
from turbota.law.services import services_on
from turbota.web.shared.day_boxes import day_field
from turbota.web.shared.numbers import whole_number

LONGEST_TEXT = 2000
OUTCOMES = (("granted", "Надати послуги"), ("refused", "Відмовити: є підстава для відмови"))
TOO_LONG = f"Напишіть коротше: не більше ніж {LONGEST_TEXT} знаків."
MANY = 5


def unit_words(unit: str) -> str:
    """«годин на тиждень»."""
    noun, each = UNITS[unit]
    return f"{count_words(MANY, noun).partition(' ')[2]} {each}".strip()


class OutcomeForm(forms.Form):
    """What is decided and why, in words that the person will read."""

    assessment = forms.CharField(
        label="Що показало оцінювання потреб",
        help_text="Простими словами: що людина не може сама, хто допомагає, чого бракує. Це прочитає людина.",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea,
        error_messages={"required": "Напишіть, що показало оцінювання потреб.", "max_length": TOO_LONG},
    )
    outcome = forms.ChoiceField(
        label="Що ви вирішили",
        choices=OUTCOMES,
        widget=forms.RadioSelect,
        error_messages={"required": "Виберіть, що ви вирішили."},
    )
    ground = forms.ChoiceField(label="Підстава відмови", required=False, help_text="Лише коли відмовляєте.")
    reason = forms.CharField(
        label="Чому ця підстава стосується цієї людини",
        required=False,
        help_text="Лише коли відмовляєте. Це прочитає людина.",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea,
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, on: date, data: Any = None, initial: Any = None, *, may_refuse: bool = True) -> None:
        super().__init__(data, initial=initial)
        if not may_refuse:
            for name in ("ground", "reason"):
                del self.fields[name]
            outcome = self.fields["outcome"]
            assert isinstance(outcome, forms.ChoiceField)
            outcome.choices = OUTCOMES[:1]
            return
        field = self.fields["ground"]
        assert isinstance(field, forms.ChoiceField)
        rows = grounds.refusals(on)
        doubt = {row.code: "" if row.verified else " · ще не звірено" for row in rows}
        field.choices = [("", "не відмовляємо"), *((row.code, row.title + doubt[row.code]) for row in rows)]


class ServiceForm(forms.Form):
    """One service. Left as it was, it is none."""

    code = forms.ChoiceField(label="Послуга за класифікатором", required=False)
    title = forms.CharField(
        label="Або словами",
        required=False,
        max_length=200,
        help_text="Лише коли в класифікаторі такої немає.",
    )
    volume = forms.IntegerField(
        label="Скільки",
        min_value=1,
        max_value=1000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "width": "short"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), "Напишіть ціле число від 1 до 1000."
        ),
    )
    unit = forms.ChoiceField(
        label="Чого", choices=[(code, unit_words(code)) for code in UNITS], initial="hour_week"
    )
    since = day_field("З якого дня", required=True)
    until = day_field("До якого дня", required=True, help_text="Останній день послуги.")
    place = forms.CharField(
        label="Де",
        max_length=200,
        help_text="Наприклад: удома.",
        error_messages={"required": "Напишіть, де надають послугу."},
    )
    provider = forms.CharField(
        label="Хто надає",
        required=False,
        max_length=200,
        help_text="Якщо надавача ще не вибрано, залиште порожнім: людині скажуть окремо.",
    )
    payment = forms.ChoiceField(
        label="Хто платить",
        choices=[(words, words) for words in payment.WORDS.values()],
        widget=forms.RadioSelect,
        initial=payment.WORDS[payment.Mode.FREE],
    )
    payment_why = forms.CharField(
        label="Чому так",
        required=False,
        max_length=300,
        help_text="Якщо людина платить або ви вирішуєте не так, як кажуть правила: дохід, документ, розрахунок.",
    )

    def __init__(self, number: int, on: date, data: Any = None, initial: Any = None) -> None:
        super().__init__(
            data,
            prefix=f"service-{number}",
            initial=initial,
            empty_permitted=True,
            use_required_attribute=False,
        )
        field = self.fields["code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "інше, словами"), *((one.code, one.title) for one in services_on(on))]
        self.on = on

    def service(self) -> Service:
        """The service for the operation; call when the form is valid."""
        given = self.cleaned_data
        names = ("volume", "unit", "since", "until", "place", "provider", "payment")
        title = service_on(given["code"], self.on).name if given["code"] else given["title"]
        who = f"{given['payment']}: {given['payment_why']}" if given["payment_why"] else given["payment"]
        told = {name: given[name] for name in names}
        return Service(code=given["code"], title=title, **{**told, "payment": who})


class ServicesRows:
    """The forms of the services, filled from what was typed or kept; `kept` is what a decision or an act keeps."""

    def __init__(self, kept: Mapping[str, Any], on: date, data: Any = None, *, more: bool = False) -> None:
        known = services_of(kept)
        count = max(1, len(known)) if data is None else _count(data) + more
        bound = None if more else data
        self.forms = []
        for number in range(min(count, MOST_SERVICES)):
            again = _typed(data, ServiceForm, f"service-{number}-") if more else _nth(known, number)
            self.forms.append(ServiceForm(number, on, bound, again if bound is None else None))

    @property
    def more(self) -> bool:
        """Whether another row may be added."""
        return len(self.forms) < MOST_SERVICES

    @property
    def filled(self) -> list[ServiceForm]:
        """Rows in which something was typed."""
        return [form for form in self.forms if form.has_changed()]

    def is_valid(self) -> bool:
        """Whether everything can be read; every row says what is wrong in it."""
        return all([form.is_valid() for form in self.forms])

    def read(self) -> tuple[Service, ...]:
        """The services for the operation; call when all is valid."""
        return tuple(form.service() for form in self.filled)

    def put(self, problems: Mapping[str, str]) -> dict[str, str]:
        """Sentences of the operation beside the rows they are about; gives those that are about something else."""
        filled, other = self.filled, {}
        for name, sentence in problems.items():
            number = whole_number(name.removeprefix("service-")) if name.startswith("service-") else None
            if number is not None and number < len(filled):
                filled[number].add_error(None, sentence)
            else:
                other[name] = sentence
        return other


class ServicesForms:
    """The form of the outcome and the rows of services, filled from what was typed or decided before."""

    def __init__(
        self,
        decision: Decision | None,
        on: date,
        data: Any = None,
        *,
        more: bool = False,
        may_refuse: bool = True,
    ) -> None:
        kept = {} if decision is None else decision.calculation
        before = _before(kept) if kept.get("assessment") else {}
        first = _typed(data, OutcomeForm) if more else before
        self.outcome = OutcomeForm(on, None if more else data, initial=first, may_refuse=may_refuse)
        self.rows = ServicesRows(kept, on, data, more=more)

    def is_valid(self) -> bool:
        """Whether everything can be read; every form says what is wrong in it."""
        return all([self.outcome.is_valid(), self.rows.is_valid()])

    def read(self) -> ServiceEntry:
        """What was entered, for the operation; call when all is valid."""
        given = self.outcome.cleaned_data
        return ServiceEntry(
            outcome=given["outcome"],
            services=self.rows.read(),
            assessment=given["assessment"],
            ground=given.get("ground", ""),
            reason=given.get("reason", ""),
        )

    def put(self, problems: Mapping[str, str]) -> None:
        """Sentences of the operation beside the boxes they are about."""
        for name, sentence in self.rows.put(problems).items():
            self.outcome.add_error(name if name in self.outcome.fields else None, sentence)


def _nth(known: tuple[Service, ...], number: int) -> dict[str, Any] | None:
    if number >= len(known):
        return None
    mode, why = payment.said(known[number].payment)
    shown = payment.WORDS[mode] if mode else known[number].payment
    return {**asdict(known[number]), "payment": shown, "payment_why": why[:300]}


def _before(kept: Mapping[str, Any]) -> dict[str, Any]:
    reasons = kept.get("reasons") or ()
    found = {"outcome": kept["outcome"], "assessment": kept["assessment"]}
    if kept["outcome"] == "refused" and reasons:
        found |= {"ground": reasons[0]["code"], "reason": reasons[0]["text"].partition(". ")[2]}
    return found


def _count(data: Any) -> int:
    return max(1, whole_number(data.get("rows", "")) or 1)


def _typed(data: Any, form: type[forms.Form], prefix: str = "") -> dict[str, Any]:
    """What was typed, to be shown again without judging it."""
    names = [name for name in form.base_fields if f"{prefix}{name}" in data]
    return {name: data.get(f"{prefix}{name}") for name in names}
