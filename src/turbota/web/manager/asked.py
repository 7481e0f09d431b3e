"""Boxes that have to be filled, where the operation says what is missing: nothing but the mark «за бажанням» differs."""

from typing import Any

from django import forms

from turbota.web.shared.day_boxes import day_of
from turbota.web.ui.times import TimeField

LONG = "Напишіть коротше: не більше ніж %(limit_value)d знаків."
PICK = "Виберіть зі списку."


class Asked:
    """Shown as obligatory; an empty answer goes to the operation, which has the sentence for it."""

    def validate(self, value: Any) -> None:
        """Check what was given; nothing given is checked by the operation."""
        if value not in (None, "", [], ()):
            super().validate(value)  # type: ignore[misc]


class AskedWords(Asked, forms.CharField):
    """Words."""


class AskedChoice(Asked, forms.ChoiceField):
    """One of a list."""


class AskedChoices(Asked, forms.MultipleChoiceField):
    """Some of a list."""


class AskedDay(Asked, forms.DateField):
    """A day."""


class AskedHour(Asked, TimeField):
    """A time of the day."""


def box(
    label: str, most: int, *, hint: str = "", long: bool = False, optional: bool = False
) -> forms.CharField:
    """Words, in one line or several."""
    kind = forms.CharField if optional else AskedWords
    return kind(
        label=label, help_text=hint, max_length=most, required=not optional, error_messages={"max_length": LONG},
        widget=forms.Textarea if long else forms.TextInput,
    )  # fmt: skip


def day(label: str) -> AskedDay:
    """A day; what is no day gets a sentence."""
    return day_of(AskedDay, label)
