"""Forms of the first step: looking for a person, and registering the paper."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from stdnum.ua import rntrc

from turbota.access.actors import Actor
from turbota.access.models import INTAKE_KINDS, Role
from turbota.kernel.identifiers import new_id
from turbota.people.models import Person
from turbota.people.operations import PersonData
from turbota.people.queries import Found
from turbota.web.shared.day_boxes import day_field
from turbota.web.shared.kinds import choices_by_situation

NEW = "new"
LONGEST_NAME = 100
HOW_TO_SEARCH = (
    "Щоб шукати, треба щось одне: податковий номер, або прізвище й дата народження, "
    "або документ і дата народження."
)


def _name(label: str, *, required: bool = False, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST_NAME,
        help_text=help_text,
        error_messages={"required": f"Напишіть: {label.lower()}."},
    )


def tax_number(text: str) -> str:
    """The number without spaces. Raises ValidationError with a sentence when the digits do not fit."""
    compact = "".join(text.split())
    if compact and not rntrc.is_valid(compact):
        raise forms.ValidationError("У номері помилка: має бути 10 цифр. Звірте його з документом.")
    return compact


@dataclass(frozen=True)
class Paper:
    """A paper to be registered. `person` None = a new person; `application_id` was made by the page."""

    application_id: uuid.UUID
    organisation_id: uuid.UUID
    kind: str
    received_on: date
    person: Person | None
    data: PersonData


class PersonFields(forms.Form):
    """What is known of the person from the paper."""

    tax_number = forms.CharField(
        label="Податковий номер (РНОКПП)",
        required=False,
        max_length=14,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "width": "short"}),
    )
    surname = _name("Прізвище")
    given_name = _name("Ім’я")
    patronymic = _name("По батькові")
    birth_date = day_field("Дата народження")
    document = forms.CharField(label="Серія й номер документа", required=False, max_length=40)

    def clean_tax_number(self) -> str:
        """Digits whose check digit fits."""
        return tax_number(self.cleaned_data["tax_number"])


class SearchForm(PersonFields):
    """Looking for a person. Its boxes are carried on, hidden, into the second step."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix="s")

    def clean(self) -> dict[str, Any]:
        """One of the three ways of searching must be whole."""
        given: dict[str, Any] = super().clean() or {}
        born = given.get("birth_date")
        found = given.get("tax_number") or (born and (given.get("surname") or given.get("document")))
        if not self.errors and not found:
            raise forms.ValidationError(HOW_TO_SEARCH)
        return given


class RegisterForm(PersonFields):
    """Registering the paper: who (one of those found, or a new person), what, when and where it was taken."""

    application_id = forms.UUIDField(widget=forms.HiddenInput)
    person = forms.ChoiceField(
        label="Хто подає заяву",
        widget=forms.RadioSelect,
        error_messages={"required": "Виберіть людину зі списку або позначте, що це нова людина."},
    )
    kind = forms.ChoiceField(
        label="Вид допомоги", error_messages={"required": "Виберіть вид допомоги, про який просить заява."}
    )
    received_on = day_field(
        "Дата на паперовій заяві",
        required=True,
        help_text="Якщо заяву прийняли без світла чи зв’язку, поставте дату з паперу. Вона стане датою звернення.",
    )
    organisation = forms.ChoiceField(label="Де прийнято")

    def __init__(
        self, data: Any = None, *, actor: Actor, found: Sequence[Found], initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        self._found = {str(one.person.pk): one.person for one in found}
        for name in ("surname", "given_name", "birth_date"):
            self.fields[name].required = True
        self.fields["person"].choices = self._people(found)  # type: ignore[attr-defined]
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            ("", "Виберіть вид допомоги"),
            *choices_by_situation(),
        ]
        self.fields["organisation"].choices = offices_of(actor)  # type: ignore[attr-defined]
        if len(offices_of(actor)) == 1:
            self.fields["organisation"].widget = forms.HiddenInput()
        if not found:
            self.fields["person"].widget = forms.HiddenInput()

    @classmethod
    def beginning(
        cls, actor: Actor, search: SearchForm, found: Sequence[Found], today: date
    ) -> "RegisterForm":
        """The form after a search: filled with what was typed and, when one person was found, with the names.

        Numbers of the person found are never shown before the officer chose the person.
        """
        known = _names(found[0].person) if len(found) == 1 else {}
        initial = {name: value or known.get(name) for name, value in search.cleaned_data.items()}
        initial |= {"application_id": new_id(), "received_on": today, "organisation": offices_of(actor)[0][0]}
        initial["person"] = "" if found else NEW
        return cls(actor=actor, found=found, initial=initial)

    @staticmethod
    def _people(found: Sequence[Found]) -> list[tuple[str, str]]:
        known = [(str(one.person.pk), f"{_described(one.person)} — {one.because}") for one in found]
        certain = any(one.because == "той самий РНОКПП" for one in found)
        return known if certain else [*known, (NEW, "Нова людина, її ще немає в системі")]

    def paper(self) -> Paper:
        """What was given, for the operation. Call when the form is valid.

        What the paper does not say of a chosen person is taken from what we know.
        """
        chosen = self._found.get(self.cleaned_data["person"])
        known = _known(chosen) if chosen else {}
        given = {name: value or known.get(name, value) for name, value in self.cleaned_data.items()}
        return Paper(
            application_id=given["application_id"],
            organisation_id=uuid.UUID(given["organisation"]),
            kind=given["kind"],
            received_on=given["received_on"],
            person=chosen,
            data=data_given(given),
        )


def data_given(given: Mapping[str, Any]) -> PersonData:
    """What was given of a person in the boxes of `PersonFields`."""
    return PersonData(
        surname=given["surname"],
        given_name=given["given_name"],
        patronymic=given["patronymic"],
        birth_date=given["birth_date"],
        tax_number=given["tax_number"] or None,
        document=given["document"],
    )


def offices_of(actor: Actor) -> list[tuple[str, str]]:
    """Offices where the actor takes applications, for a list of choices."""
    return [
        (str(post.organisation_id), f"{post.organisation_short_name}, {post.district}".rstrip(", "))
        for post in actor.posts
        if post.organisation_kind in INTAKE_KINDS and post.role == Role.COMMUNITY_OFFICER
    ]


def _names(person: Person) -> dict[str, Any]:
    return {"surname": person.surname, "given_name": person.given_name, "patronymic": person.patronymic}


def _known(person: Person) -> dict[str, Any]:
    return {
        **_names(person),
        "birth_date": person.birth_date,
        "tax_number": person.tax_number,
        "document": person.document,
    }


def _described(person: Person) -> str:
    """Enough to tell two people apart, and no more."""
    born = f", {person.birth_date:%d.%m.%Y}" if person.birth_date else ""
    number = f", РНОКПП …{person.tax_number[-4:]}" if person.tax_number else ", без РНОКПП"
    return f"{person.full_name}{born}{number}"
