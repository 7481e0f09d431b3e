"""A place of the codifier in a form: words are typed, places with such a name are listed, one is chosen.

Without script the list comes on the page after sending; with script it comes while typing, from `listed`. The words go by
POST alone. Whoever finds nothing chooses nothing: the words themselves are kept.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.views.decorators.http import require_POST

from turbota.places import queries as places
from turbota.places.models import LIVED_IN, RANKS, Place
from turbota.web.ui.components import Choice, Field
from turbota.web.ui.forms import DrawnElsewhere, LookupInput
from turbota.web.ui.listing import Listing
from turbota.web.ui.words import counted

NONE = "none"
LIVED, TERRITORY = "lived", "territory"
SCOPES: dict[str, tuple[str, ...]] = {LIVED: LIVED_IN, TERRITORY: tuple(RANKS)}
CODE = re.compile(r"UA\d{17}")
PLACE_NAMES = ("oblast", "town", "place_code", "searched")
NOT_FOUND = "Такої назви не знайдено. Перевірте, як її написано, або опишіть місце словами нижче."
CHOOSE = "Виберіть місце зі списку, а якщо його там немає, «Немає в списку»."
Given = Mapping[str, Any]


@dataclass(frozen=True)
class Listed:
    """What was found for the words. `only`: the code that is surely meant, when there is just one."""

    listing: Listing = Listing()
    codes: tuple[str, ...] = ()
    only: str = ""

    @property
    def searched(self) -> str:
        """For which words and where, so that a choice never outlives them."""
        return self.listing.asked


class TownForm(forms.Form):
    """A place of the codifier by its name; what was found is drawn below `town`."""

    scope = LIVED
    town = forms.CharField(
        label="Населений пункт",
        help_text="Почніть писати назву. Однакові назви розрізняє район або громада після коми: «Іванівка, Чугуївський».",
        max_length=places.LONGEST,
        required=False,
        widget=LookupInput(attrs={"data-lookup": reverse_lazy("shared:places")}),
        error_messages={"max_length": "Напишіть лише назву: до 100 знаків."},
    )
    place_code = forms.CharField(widget=DrawnElsewhere, required=False, max_length=20)
    searched = forms.CharField(widget=DrawnElsewhere, required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.listed = look(self.given, self.scope)
        self.settled = settled(self.given)
        widget = cast(LookupInput, self.fields["town"].widget)
        widget.attrs["data-scope"] = self.scope
        widget.listing = self.listed.listing

    @property
    def given(self) -> Given:
        """What was typed, else what the form began with."""
        return self.data if self.is_bound else self.initial

    @property
    def asks_which(self) -> bool:
        """Whether places were found for words that nobody has seen the list for."""
        return bool(self.listed.codes) and self.given.get("searched") != self.listed.searched


class PlaceForm(TownForm):
    """The same with an oblast, which is told apart from others of the name, or is all that is known."""

    oblast = forms.ChoiceField(
        label="Область",
        required=False,
        error_messages={"invalid_choice": "Виберіть область зі списку."},
    )
    field_order: Iterable[str] | None = ("oblast", "town")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(one.code, one.spoken) for one in places.oblasts()]
        cast(forms.ChoiceField, self.fields["oblast"]).choices = [("", "Не вибрано"), *known]


class TerritoryForm(TownForm):
    """A territory: a community, a settlement, or more. Words without a choice would be lost unseen, so they are asked for."""

    scope = TERRITORY

    def clean(self) -> dict[str, Any]:
        """Either a place is chosen for the words, or there are no words."""
        if self.listed.searched and (self.asks_which or not self.settled):
            self.add_error("town", "Виберіть територію зі списку або зітріть назву.")
        return self.cleaned_data


def chosen(place: Place | None) -> dict[str, str]:
    """The boxes of a form that begins with the place."""
    if place is None:
        return {}
    given = {"town": place.name, "place_code": place.code}
    return {**given, "searched": searched_for(given)}


def searched_for(given: Given) -> str:
    """The words of a search and where: an answer belongs to them alone."""
    town = " ".join(str(given.get("town") or "").split())
    return f"{given.get('oblast') or ''}|{town}" if town else ""


def settled(given: Given) -> str:
    """The code that was chosen for these very words; the oblast when it is all that is known; else empty."""
    code, asked = str(given.get("place_code") or ""), searched_for(given)
    if asked and given.get("searched") == asked and CODE.fullmatch(code):
        return code
    oblast = str(given.get("oblast") or "")
    return oblast if CODE.fullmatch(oblast) else ""


def words_of(given: Given, place: str) -> str:
    """The words of the place; those of a name that was in no list stand before them, so that nothing typed is lost."""
    town = str(given.get("town") or "").strip()
    chosen = settled(given) not in ("", given.get("oblast"))
    return place if chosen or not town or town in place else ", ".join(part for part in (town, place) if part)


def look(given: Given, scope: str) -> Listed:
    """Places for the words; the one that was chosen for them stands alone."""
    asked, town = searched_for(given), str(given.get("town") or "")
    if not asked:
        return Listed()
    oblast = str(given.get("oblast") or "")
    chosen = str(given.get("place_code") or "") if given.get("searched") == asked else ""
    standing = places.place(chosen) if CODE.fullmatch(chosen) else None
    if standing is not None:
        found = places.Found((standing,))
    else:
        found = places.search(town, categories=SCOPES[scope], oblast=oblast if CODE.fullmatch(oblast) else "")
    shown = found.places
    if not shown:
        return Listed(Listing(asked, NOT_FOUND))
    choices = [Choice(one.code, one.spoken, one.within, one.code == chosen) for one in shown]
    choices.append(Choice(NONE, "Немає в списку", "", chosen == NONE))
    field = Field("radios", "place_code", "id_place_code", "Яке саме місце?", choices=tuple(choices))
    only = found.only.code if found.only else ""
    words = "" if standing is not None else _told(len(shown), found)
    return Listed(Listing(asked, words, field), tuple(one.code for one in shown), only)


def _told(number: int, found: places.Found) -> str:
    if found.guessed:
        return "Точно такої назви немає. Ось схожі:"
    if found.more:
        return "Показано перші. Щоб звузити, виберіть область або додайте після коми район чи громаду."
    return f"Знайдено: {counted(number, 'місце,місця,місць')}."


@require_POST
def listed(request: HttpRequest) -> HttpResponse:
    """The list for what is being typed: public names of places and nothing else."""
    scope = request.POST.get("scope", LIVED)
    found = look(request.POST, scope if scope in SCOPES else LIVED)
    answer = render(request, "ui/listing.html", {"listing": found.listing})
    answer.headers["Cache-Control"] = "no-store"
    return answer
