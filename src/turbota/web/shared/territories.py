"""Several places of the codifier in one form: chosen ones stand with a tick, one more is looked up by its name."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.http import QueryDict

from turbota.places import queries as places
from turbota.web.shared.place_choice import TerritoryForm

MORE = "more"
"""The button that takes the looked-up place in and asks for one more."""


class TerritoriesForm(TerritoryForm):
    """The places where a service is given. Without any chosen there is no list of them yet."""

    more = "Додати ще одне місце"
    territory = forms.MultipleChoiceField(
        label="Вибрані місця",
        help_text="Послугу надають у всьому, що належить до місця. Щоб прибрати місце, зніміть позначку.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Цього місця вже немає в кодифікаторі. Знайдіть інше."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box = self.fields["town"]
        box.label = "Місце за КАТОТТГ"
        box.help_text = "Якщо послугу надають не в цілих громадах або в інших. Почніть писати назву громади, міста чи села."
        known = places.in_force(_codes(self.given))
        cast(forms.MultipleChoiceField, self.fields["territory"]).choices = [
            (one.code, one.brief) for one in known
        ]
        if not known:
            del self.fields["territory"]

    @classmethod
    def with_one_more(cls, data: QueryDict) -> dict[str, Any]:
        """Everything typed, for a form that asks for one more place: the one just chosen stands among the others."""
        typed: dict[str, Any] = {
            name: field.widget.value_from_datadict(data, {}, name) for name, field in cls.base_fields.items()
        }
        settled = cls(data).settled
        if settled:
            typed |= {
                "territory": [*typed["territory"], settled],
                "town": "",
                "place_code": "",
                "searched": "",
            }
        return typed

    def codes(self) -> list[str]:
        """Codes of the chosen places, the looked-up one last."""
        kept: list[str] = self.cleaned_data.get("territory", [])
        return [*kept, *([self.settled] if self.settled and self.settled not in kept else [])]


def _codes(given: Mapping[str, Any]) -> list[str]:
    found = given.getlist("territory") if isinstance(given, QueryDict) else given.get("territory")
    return [str(one) for one in found or []]
