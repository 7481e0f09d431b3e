"""Where a person is and how to call her: the place of the codifier, the address in words, whether both are protected."""

from typing import Any

from django import forms

from turbota.casework.models import Case
from turbota.web.shared.place_choice import CHOOSE, TownForm, chosen, words_of
from turbota.web.ui.parts import Part

LONGEST = {"address": 300, "phone": 40}
NAMES = ("town", "address", "address_protected", "phone")
CONTACT = Part("contact", "Адреса й телефон", NAMES)


class ContactForm(TownForm):
    """Where the person is and how to call her. The place is optional: words alone are taken."""

    address = forms.CharField(
        label="Адреса",
        required=False,
        help_text="Вулиця, будинок, квартира. Якщо населеного пункту немає в списку, то й він.",
        max_length=LONGEST["address"],
        error_messages={"max_length": f"Не більше ніж {LONGEST['address']} знаків."},
    )
    address_protected = forms.BooleanField(
        label="Адресу захищено",
        required=False,
        help_text="Її й населений пункт бачитимуть лише соціальний менеджер і супервізор; у папери вони не потраплять.",
    )
    phone = forms.CharField(
        label="Телефон",
        required=False,
        help_text="Номер, за яким людині безпечно телефонувати.",
        max_length=LONGEST["phone"],
        error_messages={"max_length": f"Не більше ніж {LONGEST['phone']} знаків."},
    )
    field_order: Any = NAMES

    def clean(self) -> dict[str, Any]:
        """Words for which a list was never seen ask which place is meant; those of no list go before the address."""
        if self.asks_which:
            self.add_error("town", CHOOSE)
        given = self.cleaned_data
        if "address" in given:
            given["address"] = words_of(self.given, given["address"])
            if len(given["address"]) > LONGEST["address"]:
                self.add_error(
                    "address", f"Не більше ніж {LONGEST['address']} знаків разом із населеним пунктом."
                )
        given["place_code"] = self.settled
        return given


def initial_contact(case: Case) -> dict[str, object]:
    """The boxes as the case is now."""
    return {
        "address": case.address, "address_protected": case.address_protected, "phone": case.phone,
        **chosen(case.locality),
    }  # fmt: skip
