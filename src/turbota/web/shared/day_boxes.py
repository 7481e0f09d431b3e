"""A day, and a moment, as staff type them in a form of their own."""

from typing import TypeVar

from django import forms

from turbota.web.ui.times import MomentField

DAY_FORMATS = ["%Y-%m-%d", "%d.%m.%Y"]
DayField = TypeVar("DayField", bound=forms.DateField)


def day_field(label: str, *, required: bool = False, help_text: str = "") -> forms.DateField:
    """One box for a day; what is no day gets a sentence."""
    return day_of(forms.DateField, label, required=required, help_text=help_text)


def day_of(kind: type[DayField], label: str, *, required: bool = True, help_text: str = "") -> DayField:
    """The same box of another kind of field: one whose empty answer the operation judges."""
    return kind(
        label=label,
        required=required,
        help_text=help_text,
        input_formats=DAY_FORMATS,
        widget=forms.DateInput(format=DAY_FORMATS[0], attrs={"width": "short"}),
        error_messages={
            "invalid": "Напишіть дату числами: день, місяць, рік.",
            "required": f"Напишіть: {label.lower()}.",
        },
    )


def moment_field(label: str, *, required: bool = True, whole_day: bool = False) -> MomentField:
    """A day and a time in two boxes; `whole_day`: the time may be left out."""
    return MomentField(
        day_field(label), label=label, required=required, whole_day=whole_day,
        error_messages={"required": "Напишіть день і час."},
    )  # fmt: skip
