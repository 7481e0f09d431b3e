"""The questions of a report, in parts: the public pages ask them one after the other, staff see them together."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.http import HttpRequest

from turbota.casework.operations.reporting import LONGEST, Told
from turbota.casework.states import Urgency
from turbota.documents.pictures import MOST_PICTURES, check_sizes, pictures
from turbota.documents.scans import Upload
from turbota.kernel.errors import BadInput
from turbota.web.shared.place_choice import CHOOSE, PlaceForm, settled, words_of

LATITUDES, LONGITUDES = (44, 53), (22, 41)
"""Ukraine in whole degrees: a point outside comes from a device that does not know where it is."""
POINT = ("latitude", "longitude")


class DangerForm(forms.Form):
    """How soon somebody has to come."""

    urgency = forms.ChoiceField(
        label="Чи є загроза життю або здоров’ю просто зараз?",
        choices=Urgency.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Виберіть одну відповідь: так ми зрозуміємо, коли треба прийти."},
    )


class WhatForm(forms.Form):
    """What happened, to whom, and two signs that change who comes."""

    what = forms.CharField(
        label="Що сталося?",
        help_text="Напишіть, як розповіли б телефоном: що бачите, скільки це триває, що потрібно.",
        max_length=LONGEST["what"],
        widget=forms.Textarea,
        error_messages={
            "required": "Напишіть хоча б кілька слів: що сталося.",
            "max_length": f"Скоротіть: не більше ніж {LONGEST['what']} знаків.",
        },
    )
    about = forms.CharField(
        label="Про кого йдеться",
        help_text="Ім’я, приблизний вік: що знаєте.",
        max_length=LONGEST["about"],
        required=False,
    )
    children = forms.BooleanField(label="Там є діти", required=False)
    violence = forms.BooleanField(label="Там б’ють, кривдять або погрожують", required=False)


class WhereForm(PlaceForm):
    """Where: the place of the codifier, the place in words, and a point of the device."""

    place = forms.CharField(
        label="Де саме",
        help_text="Вулиця й будинок, або як туди дійти: «за магазином, зелений паркан».",
        max_length=LONGEST["place"],
        required=False,
    )
    latitude = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    longitude = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)


class ContactForm(forms.Form):
    """Who tells it, if she wants, and photos."""

    reporter_name = forms.CharField(
        label="Як до вас звертатися", max_length=LONGEST["reporter_name"], required=False
    )
    reporter_contact = forms.CharField(
        label="Телефон або електронна адреса",
        help_text="Лише щоб перепитати. Людина, про яку ви пишете, цього не побачить.",
        max_length=LONGEST["reporter_contact"],
        required=False,
    )


class StaffForm(DangerForm, WhatForm, WhereForm, ContactForm):
    """Everything together, for whoever writes a report down at work."""

    field_order = (
        "urgency", "what", "about", "children", "violence", "oblast", "town", "place", "reporter_name", "reporter_contact",
    )  # fmt: skip
    reporter_name = forms.CharField(
        label="Хто повідомив", max_length=LONGEST["reporter_name"], required=False
    )
    reporter_contact = forms.CharField(
        label="Телефон або електронна адреса того, хто повідомив",
        help_text="Лише за згодою: щоб перепитати. Людина, про яку йдеться, цього не побачить.",
        max_length=LONGEST["reporter_contact"],
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Words for which a list was never seen ask which place is meant."""
        if self.asks_which:
            self.add_error("town", CHOOSE)
        return self.cleaned_data


def photos_of(request: HttpRequest) -> list[bytes]:
    """The photos that came with the form, checked. Nothing is read when one is too large. Raises Refused."""
    found = request.FILES.getlist("photos")
    check_sizes([one.size or 0 for one in found])
    return pictures([Upload(name="", content=one.read()) for one in found])


def told_of(values: dict[str, Any], photos: Sequence[bytes] = ()) -> Told:
    """What the forms say, as the operation takes it. Raises BadInput for an urgency of no list."""
    if values.get("urgency") not in Urgency.values:
        raise BadInput({"urgency": "Виберіть одну відповідь."})
    return Told(
        what=values.get("what", ""),
        urgency=Urgency(values["urgency"]),
        place_code=settled(values),
        place=words_of(values, values.get("place", ""))[: LONGEST["place"]],
        about=values.get("about", ""),
        point=_point(values),
        children=bool(values.get("children")),
        violence=bool(values.get("violence")),
        reporter_name=values.get("reporter_name", ""),
        reporter_contact=values.get("reporter_contact", ""),
        photos=photos,
    )


def _point(values: dict[str, Any]) -> tuple[Decimal, Decimal] | None:
    """The point of the device when it lies in the country, else none: a report is not lost for it."""
    try:
        latitude, longitude = (round(Decimal(values.get(name) or ""), 5) for name in POINT)
    except (InvalidOperation, ValueError):
        return None
    if not (latitude.is_finite() and longitude.is_finite()):
        return None
    inside = LATITUDES[0] < latitude < LATITUDES[1] and LONGITUDES[0] < longitude < LONGITUDES[1]
    return (latitude, longitude) if inside else None


PHOTO_HINT = f"До {MOST_PICTURES} фото, кожне до 15 МБ. Місце й час зйомки прибираємо."
