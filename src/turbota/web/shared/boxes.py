"""Boxes of the forms of staff, with what is said when they are empty or too long."""

from typing import Any

from django import forms

LONG = "Напишіть коротше: не більше ніж %(limit_value)d знаків."


def words_box(label: str, help_text: str, required: str = "", longest: int = 1000) -> forms.CharField:
    """Several lines of words; `required` is what to say when there are none, empty when none are needed."""
    return _box(label, help_text, required, longest, widget=forms.Textarea)


def line_box(label: str, help_text: str = "", required: str = "", longest: int = 300) -> forms.CharField:
    """One line of words."""
    return _box(label, help_text, required, longest)


def _box(label: str, help_text: str, required: str, longest: int, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=bool(required),
        max_length=longest,
        error_messages={"required": required, "max_length": LONG},
        **more,
    )


def choice_box(label: str, choices: Any, required: str, *, optional: bool = False) -> forms.ChoiceField:
    """One of several answers."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=not optional,
        widget=forms.RadioSelect,
        error_messages={"required": required, "invalid_choice": required},
    )
