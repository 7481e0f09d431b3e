"""A day as staff type it in a form of their own."""

from typing import TypeVar

from django import forms

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
