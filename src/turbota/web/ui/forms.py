"""Ordinary Django forms (sign-in, pages of staff) drawn with the same components as everything else."""

import re
from collections.abc import Iterable
from typing import cast

from django import forms
from django.utils.safestring import SafeString

from turbota.web.ui.components import Choice, ErrorLine, Field, Part, Widget, Width
from turbota.web.ui.listing import Listing
from turbota.web.ui.times import MomentInput


class LookupInput(forms.TextInput):
    """A box whose words are looked up; the form puts the found ones into `listing`, which is drawn below the box."""

    listing: Listing | None = None


class DrawnElsewhere(forms.HiddenInput):
    """A hidden answer whose box belongs to another field, which draws it."""

    def render(self, name: str, value: object, attrs: object = None, renderer: object = None) -> SafeString:
        """Nothing."""
        return SafeString()


GROUPS = ("radios", "checks", "moment")
_WIDGETS: tuple[tuple[type[forms.Widget], Widget], ...] = (
    (forms.PasswordInput, "password"),
    (forms.EmailInput, "email"),
    (forms.NumberInput, "number"),
    (forms.FileInput, "file"),
    (forms.DateInput, "native_date"),
    (forms.HiddenInput, "hidden"),
    (MomentInput, "moment"),
    (forms.Textarea, "textarea"),
    (forms.CheckboxInput, "tick"),
    (forms.CheckboxSelectMultiple, "checks"),
    (forms.RadioSelect, "radios"),
    (forms.Select, "select"),
)


def as_field(source: Field | forms.BoundField, *, heading: bool = False) -> Field:
    """Our field made of a bound one; ours comes back as it is. `heading` = its label is the h1.

    Attributes of the widget that are kept: inputmode, autocomplete, accept, maxlength, `width`
    ("short" or "middle") and everything that begins with `data-`.
    """
    if isinstance(source, Field):
        return source
    widget = source.field.widget
    attrs = {str(key): str(value) for key, value in widget.attrs.items()}
    kind = _kind(widget)
    value = source.value()
    values = _values(value)
    return Field(
        widget=kind,
        name=source.html_name,
        id=source.auto_id or source.html_name if kind in GROUPS else source.id_for_label,
        label=str(source.label or ""),
        hint=str(source.help_text or ""),
        error=" ".join(str(error) for error in source.errors),
        value="" if kind in ("password", "file", "moment") else _text(widget, value),
        values=values,
        choices=_choices(source, values),
        parts=_parts(source, widget, value) if isinstance(widget, MomentInput) else (),
        required=source.field.required,
        heading=heading,
        locked=source.field.disabled,
        width=cast(Width, attrs.get("width", "")),
        inputmode=attrs.get("inputmode", ""),
        autocomplete=attrs.get("autocomplete", "off"),
        accept=attrs.get("accept", ""),
        multiple=bool(getattr(widget, "allow_multiple_selected", False)),
        max_length=getattr(source.field, "max_length", None),
        data=tuple((key, text) for key, text in attrs.items() if key.startswith("data-")),
        listing=getattr(widget, "listing", None),
    )


def drawn(form: forms.BaseForm) -> list[forms.BoundField]:
    """The boxes that a page draws one by one, hidden ones too, but for those that another box draws."""
    return [bound for bound in form if not isinstance(bound.field.widget, DrawnElsewhere)]


def error_lines(form: forms.BaseForm) -> tuple[ErrorLine, ...]:
    """Sentences of a form for the error summary, those about the whole form first."""
    if not form.is_bound:
        return ()
    lines = [ErrorLine(str(error)) for error in form.non_field_errors()]
    for bound in form:
        shown = as_field(bound)
        lines += [ErrorLine(named(shown.label, str(error)), shown.focus_id) for error in bound.errors]
    return tuple(lines)


def field_errors(fields: Iterable[Field], row: str = "") -> tuple[ErrorLine, ...]:
    """Sentences of our own fields for the error summary, in the order of the page; `row` names one of many rows."""
    return tuple(
        ErrorLine(
            f"{row}: {named(field.label, field.error)}" if row else named(field.label, field.error),
            field.focus_id,
        )
        for field in fields
        if field.error
    )


def file_line(problem: str, focus: str = "files") -> tuple[ErrorLine, ...]:
    """The line of the error summary for a box of files, which is no field of a form; nothing when all is well."""
    return (ErrorLine(problem, focus),) if problem else ()


def named(label: str, words: str) -> str:
    """The sentence with its question, as it is read away from the box: «Вулиця: дайте відповідь…».

    After a question mark the sentence begins anew; one that already says the name of the question stays as it is.
    """
    name = label.strip().rstrip(":").rstrip()
    if not name or re.search(rf"\b{re.escape(name)}\b", words, re.IGNORECASE):
        return words
    if name.endswith("?"):
        return f"{name} {words}"
    abbreviation = words[1:2].isupper()
    return f"{name}: {words if abbreviation else words[:1].lower() + words[1:]}"


def _kind(widget: forms.Widget) -> Widget:
    if widget.attrs.get("type") == "tel" or getattr(widget, "input_type", "") == "tel":
        return "tel"
    return next((kind for type_, kind in _WIDGETS if isinstance(widget, type_)), "text")


def _values(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, list | tuple | set):
        return tuple(str(item) for item in value)
    return (str(value),)


def _text(widget: forms.Widget, value: object) -> str:
    if isinstance(widget, forms.CheckboxInput):
        return "on" if value in (True, "on", "true", "True") else ""
    if isinstance(widget, forms.widgets.ChoiceWidget):
        return "" if value is None else str(value)
    shown = widget.format_value(value)
    return "" if shown is None else str(shown)


def _parts(source: forms.BoundField, widget: MomentInput, value: object) -> tuple[Part, ...]:
    """The box of the day and the box of the time, with what was typed in each."""
    shown = widget.shown(value)
    name, box = source.html_name, source.auto_id or source.html_name
    return tuple(
        Part(f"{name}_{part}", f"{box}_{part}", label, text, kind=kind)
        for (part, label, kind), text in zip(MomentInput.BOXES, shown, strict=True)
    )


def _choices(source: forms.BoundField, values: tuple[str, ...]) -> tuple[Choice, ...]:
    choices = getattr(source.field, "choices", None)
    if choices is None:
        return ()
    made: list[Choice] = []
    for value, label in cast(Iterable[tuple[object, object]], choices):
        if isinstance(label, list | tuple):
            made += (Choice(str(one), str(name), "", str(one) in values, str(value)) for one, name in label)
        else:
            made.append(Choice(value=str(value), label=str(label), chosen=str(value) in values))
    return tuple(made)
