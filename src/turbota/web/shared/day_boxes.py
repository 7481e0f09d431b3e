"""A day as staff type it in a form of their own."""

from django import forms

DAY_FORMATS = ["%Y-%m-%d", "%d.%m.%Y"]


def day_field(label: str, *, required: bool = False, help_text: str = "") -> forms.DateField:
    """One box for a day; what is no day gets a sentence."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        input_formats=DAY_FORMATS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"width": "short"}),
        error_messages={
            "invalid": "Напишіть дату числами: день, місяць, рік.",
            "required": f"Напишіть: {label.lower()}.",
        },
    )
