"""A long form in parts: each has a name in the strip of contents above the form.

A form says its parts itself: `parts = (Part("who", "Хто відповідає", ("executor", "provider")), …)`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django import forms

from turbota.web.ui.components import Field
from turbota.web.ui.forms import as_field


@dataclass(frozen=True, slots=True)
class Part:
    """Boxes that belong together. `when`: name of a box → on which answer a script shows it («executor=provider»)."""

    code: str
    title: str
    names: tuple[str, ...]
    lead: str = ""
    when: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part ready to be drawn: its boxes, each with its condition, and whether one of them has to be mended."""

    part: Part
    boxes: tuple[tuple[Field, str], ...]

    @property
    def wrong(self) -> bool:
        """Whether something here has to be mended."""
        return any(box.error for box, _ in self.boxes)


def parts_of(form: forms.Form) -> tuple[ShownPart, ...]:
    """The parts of a form in their order; boxes that this form does not have are left out, and parts without boxes."""
    parts: Sequence[Part] = form.parts  # type: ignore[attr-defined]
    shown = (ShownPart(part, _boxes(form, part)) for part in parts)
    return tuple(one for one in shown if one.boxes)


def _boxes(form: forms.Form, part: Part) -> tuple[tuple[Field, str], ...]:
    return tuple(
        (as_field(form[name]), part.when.get(name, "")) for name in part.names if name in form.fields
    )
