"""The choice of what a mandate is for: all kinds of assistance or one, and what the representative may do."""

from datetime import date
from typing import Any

from django import forms

from turbota.assistance import catalogue
from turbota.people.claims import Scope
from turbota.people.models import Mandate
from turbota.people.states import Power

ALL_KINDS = "Усі види допомоги"
ALWAYS = (Power.FILL.value, Power.SUBMIT.value)
"""Who declares a mandate does it to apply; the rest is chosen."""


class ScopeFields(forms.Form):
    """Boxes of the scope, for a page of its own or among others."""

    kinds = forms.ChoiceField(
        label="На які заяви",
        required=False,
        help_text="Якщо документ дозволяє лише одну допомогу, виберіть її.",
    )
    powers = forms.MultipleChoiceField(
        label="Що ще можна робити",
        required=False,
        help_text="Заповнювати, підписувати й подавати заяву можна завжди. Решта діє після перевірки документа.",
        choices=(
            (Power.FOLLOW.value, "Стежити за справами"),
            (Power.MESSAGES.value, "Отримувати повідомлення"),
        ),
        widget=forms.CheckboxSelectMultiple,
        initial=(Power.FOLLOW.value, Power.MESSAGES.value),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = [  # type: ignore[attr-defined]
            ("", ALL_KINDS),
            *((kind.code, kind.plain_title) for kind in catalogue.kinds()),
        ]


def scope_of(given: dict[str, Any], until: date | None) -> Scope:
    """The scope that was chosen in valid `ScopeFields`."""
    return Scope(
        kinds=(given["kinds"],) if given["kinds"] else (),
        powers=tuple(power for power in Power.values if power in (*ALWAYS, *given["powers"])),
        until=until,
    )


def kinds_in_words(mandate: Mandate) -> str:
    """For which applications the mandate is."""
    return ", ".join(catalogue.kind(code).plain_title for code in mandate.kinds) or ALL_KINDS


def powers_in_words(mandate: Mandate) -> str:
    """What may be done by the mandate."""
    return ", ".join(Power(power).label for power in mandate.powers)
