"""The one question about the time of a day, alone or beside its day: 9:30, 9.30, 9-30 and 930 are one answer."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, ClassVar, Literal

from django import forms
from django.forms.utils import from_current_timezone, to_current_timezone

TYPED = re.compile(r"(\d{1,2})\s*[:.,\-\s]\s*(\d{2})|(\d{1,2})(\d{2})")
HINT = "Години й хвилини, наприклад 9:30."
WRONG = "Напишіть час годинами й хвилинами, наприклад 9:30 або 17:05."
LEFT_OUT = (
    "У цей день годинник переводили, тож такого часу не видно напевно. Напишіть час до або після переведення."
)
MISSING = "Напишіть час, наприклад 9:30."


def read_time(words: str) -> time:
    """The time that was typed: hours and minutes, with a sign between them or without. Raises ValueError for no time."""
    found = TYPED.fullmatch(words.strip())
    if found is None:
        raise ValueError(words)
    hours, minutes = (int(part) for part in found.groups() if part is not None)
    return time(hours, minutes)


class TimeInput(forms.TimeInput):
    """A short box; the numeric keyboard of a phone is enough, because 930 is an answer too."""

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__(attrs={"width": "short", "inputmode": "numeric", **(attrs or {})}, format="%H:%M")


class TimeField(forms.TimeField):
    """A time of the day. What is no time stays in the box with a sentence beside it."""

    widget = TimeInput

    def __init__(self, *, label: str, required: bool = True, help_text: str = HINT, **more: Any) -> None:
        words = {"required": MISSING, "invalid": WRONG, **more.pop("error_messages", {})}
        super().__init__(label=label, required=required, help_text=help_text, error_messages=words, **more)

    def to_python(self, value: Any) -> time | None:
        """The time; None for an empty box."""
        if value in self.empty_values:
            return None
        if isinstance(value, time):
            return value
        try:
            return read_time(str(value))
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None


class MomentInput(forms.MultiWidget):
    """The box of a day and the box of a time, under one question. Drawn by `field_parts.html`."""

    BOXES: ClassVar[tuple[tuple[str, str, Literal["date", "text"]], ...]] = (
        ("day", "День", "date"), ("time", "Час", "text"),
    )  # fmt: skip
    """Names of the boxes, their labels, their kinds."""

    def __init__(self, day: forms.Widget) -> None:
        super().__init__({"day": day, "time": TimeInput()})

    def shown(self, value: Any) -> list[str]:
        """What stands in the two boxes: as typed, else the day and the time of a moment."""
        values = value if isinstance(value, list) else self.decompress(value)
        texts = (box.format_value(one) for box, one in zip(self.widgets, values, strict=True))
        return ["" if text is None else str(text) for text in texts]

    def decompress(self, value: Any) -> list[Any]:
        """The day and the time of a moment, on the clock of the country."""
        if isinstance(value, datetime):
            local = to_current_timezone(value)
            return [local.date(), local.time()]
        return [value if isinstance(value, date) else None, None]


class MomentField(forms.MultiValueField):
    """A day and a time on the clock of the country, typed in two boxes, as one moment.

    `whole_day`: a day without a time is taken too, as its beginning.
    """

    def __init__(self, day: forms.DateField, *, label: str, whole_day: bool = False, **more: Any) -> None:
        self.whole_day = whole_day
        hour = TimeField(label=label, required=False)
        more.setdefault("help_text", HINT)
        super().__init__(
            (day, hour), widget=MomentInput(day.widget), label=label, require_all_fields=False, **more
        )

    def compress(self, data_list: Any) -> datetime | None:
        """The moment. Raises ValidationError for a day without its time, or a time that the clock leaves out."""
        day, hour = data_list or (None, None)
        if day is None and hour is None:
            return None
        if day is None:
            raise forms.ValidationError("Напишіть і день.")
        if hour is None and not self.whole_day:
            raise forms.ValidationError(MISSING)
        try:
            moment: datetime = from_current_timezone(datetime.combine(day, hour or time()))
        except forms.ValidationError:
            raise forms.ValidationError(LEFT_OUT) from None
        return moment
