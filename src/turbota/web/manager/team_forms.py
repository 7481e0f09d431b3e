"""Boxes of a team: an invitation, a meeting, its minutes, a task, a message."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import forms

from turbota.access.models import Account, Organisation
from turbota.casework.operations import tasks
from turbota.casework.operations.meetings import Given
from turbota.casework.states import Field
from turbota.casework.team_queries import Colleague
from turbota.kernel import clock
from turbota.kernel.clock import KYIV
from turbota.law.deadlines import deadline_rule
from turbota.web.manager.asked import AskedChoice, AskedChoices, AskedHour, box, day
from turbota.web.manager.plan_forms import CHOOSE
from turbota.web.shared.day_boxes import day_field
from turbota.web.shared.once import OnceForm
from turbota.web.ui.words import counted

MOST_TASKS = 3


def usual_term() -> str:
    """How long a task lasts to which nobody gave a day."""
    rule = deadline_rule(tasks.CLOCK, clock.today())
    return f"Якщо не вказати: {counted(rule.amount, 'робочий день')}"


def _choices(form: forms.Form, name: str, choices: Iterable[tuple[str, str]]) -> None:
    form.fields[name].choices = list(choices)  # type: ignore[attr-defined]


class FindForm(forms.Form):
    """Where the person works, and part of the name."""

    organisation = AskedChoice(label="Організація")
    name = box("Ім’я або прізвище", 100, hint="Можна не писати: покажемо всіх", optional=True)

    def __init__(self, data: Any, bodies: Iterable[Organisation]) -> None:
        super().__init__(data)
        listed = [(str(one.pk), one.short_name, one.get_kind_display().partition(":")[0]) for one in bodies]
        grouped: dict[str, list[tuple[str, str]]] = {}
        for pk, short, kind in listed:
            grouped.setdefault(kind, []).append((pk, short))
        self.fields["organisation"].choices = [*CHOOSE, *grouped.items()]  # type: ignore[attr-defined]

    def body(self) -> uuid.UUID | None:
        """The chosen organisation."""
        chosen = self.cleaned_data.get("organisation", "")
        return uuid.UUID(chosen) if chosen else None


class InviteForm(forms.Form):
    """Whom, from which field, for what, until when."""

    organisation = forms.CharField(widget=forms.HiddenInput)
    account = AskedChoice(label="Кого запрошуєте", widget=forms.RadioSelect)
    field = AskedChoice(label="З якої сфери", choices=[*CHOOSE, *Field.choices])
    task = box("Що людина робитиме в команді", 300)
    until = day("До якого дня (включно)")

    def __init__(self, data: Any, body: Organisation, people: Iterable[Account]) -> None:
        super().__init__(data, initial={"organisation": str(body.pk)})
        _choices(self, "account", ((str(one.pk), one.name) for one in people))

    def account_id(self) -> uuid.UUID | None:
        """The chosen person."""
        chosen = self.cleaned_data.get("account", "")
        return uuid.UUID(chosen) if chosen else None


class MeetingForm(OnceForm):
    """A meeting to come."""

    on = day("День")
    hour = AskedHour(label="Час")
    place = box("Де або за яким телефоном", 300)
    agenda = box("Порядок денний", 2000, long=True)
    accounts = AskedChoices(label="Кого кличемо", widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any, people: Iterable[Colleague]) -> None:
        super().__init__(data)
        _choices(self, "accounts", ((str(one.account_id), f"{one.name}, {one.who}") for one in people))

    def starts_at(self) -> datetime | None:
        """The day and the time in Kyiv; None when either is missing."""
        on, hour = self.cleaned_data.get("on"), self.cleaned_data.get("hour")
        return datetime.combine(on, hour, tzinfo=KYIV) if isinstance(on, date) and hour else None

    def called(self) -> list[uuid.UUID]:
        """Accounts that are called."""
        return [uuid.UUID(one) for one in self.cleaned_data["accounts"]]


class MinutesForm(forms.Form):
    """What was agreed at a meeting, who was there, and up to three tasks."""

    minutes = box("Про що домовилися", 8000, long=True)
    present = forms.MultipleChoiceField(label="Хто був", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any, called: Iterable[Account], people: Iterable[Colleague]) -> None:
        super().__init__(data)
        _choices(self, "present", ((str(one.pk), one.name) for one in called))
        listed = [*CHOOSE, *((str(one.account_id), one.name) for one in people)]
        for number in range(1, MOST_TASKS + 1):
            self.fields[f"words_{number}"] = box(f"Завдання {number}", 500, optional=True)
            self.fields[f"account_{number}"] = forms.ChoiceField(
                label=f"Хто виконує завдання {number}", choices=listed, required=False
            )
            self.fields[f"until_{number}"] = day_field(
                f"До якого дня завдання {number}", help_text=usual_term()
            )

    def clean(self) -> dict[str, Any]:
        """A task has both its words and its person."""
        told: dict[str, Any] = super().clean() or {}
        for number in range(1, MOST_TASKS + 1):
            if told.get(f"words_{number}") and not told.get(f"account_{number}"):
                self.add_error(f"account_{number}", "Виберіть, хто виконує.")
            if told.get(f"account_{number}") and not told.get(f"words_{number}"):
                self.add_error(f"words_{number}", "Напишіть, що зробити.")
        return told

    def given(self) -> list[Given]:
        """The tasks that were written."""
        told = self.cleaned_data
        return [
            Given(told[f"words_{number}"], uuid.UUID(told[f"account_{number}"]), told[f"until_{number}"])
            for number in range(1, MOST_TASKS + 1)
            if told[f"words_{number}"]
        ]

    def there(self) -> list[uuid.UUID]:
        """Accounts that were present."""
        return [uuid.UUID(one) for one in self.cleaned_data["present"]]


class TaskForm(OnceForm):
    """A task for somebody of the team."""

    words = box("Що зробити", 500, long=True)
    account = AskedChoice(label="Хто виконує")
    until = day_field("До якого дня")

    def __init__(self, data: Any, people: Iterable[Colleague]) -> None:
        super().__init__(data)
        self.fields["until"].help_text = usual_term()
        _choices(
            self, "account", [*CHOOSE, *((str(one.account_id), f"{one.name}, {one.who}") for one in people)]
        )

    def account_id(self) -> uuid.UUID | None:
        """The chosen person."""
        chosen = self.cleaned_data.get("account", "")
        return uuid.UUID(chosen) if chosen else None


class MoveTaskForm(TaskForm):
    """Somebody else does the task."""

    reason = box("Чому передаєте", 500)

    def __init__(self, data: Any, people: Iterable[Colleague]) -> None:
        super().__init__(data, people)
        del self.fields["words"], self.fields["until"]


class ResultForm(forms.Form):
    """What was done."""

    result = box("Що зроблено", 2000, long=True)


class MessageForm(OnceForm):
    """Words to the team."""

    body = box(
        "Повідомлення", 4000, long=True, hint="Прочитають менеджер і члени команди. Назовні нічого не йде."
    )
