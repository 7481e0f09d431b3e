"""What a registrar types about a provider, and the provider of itself. The domain checks again."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django import forms
from django.http import HttpRequest

from turbota.access.models import Organisation
from turbota.law.services import Service
from turbota.providers.models import Offer, Provider
from turbota.providers.operations.entering import Card
from turbota.providers.states import Ownership, Place, Section
from turbota.web.shared.boxes import LONG, line_box
from turbota.web.shared.day_boxes import day_field
from turbota.web.shared.territories import MORE, TerritoriesForm

Terms = TypeVar("Terms", bound="TermsForm")
TERMS = ("communities", "territory", "town", "places", "tariff", "unit")
SHORT = {"width": "short", "inputmode": "numeric"}


def _number(label: str, help_text: str, wrong: str, *, initial: int | None = None) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=0,
        max_value=100_000,
        initial=initial,
        widget=forms.TextInput(attrs=SHORT),
        error_messages={"required": wrong, "invalid": wrong, "min_value": wrong, "max_value": wrong},
    )


def _choice(label: str, choices: Any, required: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": required, "invalid_choice": required},
    )


def card_of(provider: Provider) -> dict[str, object]:
    """The card as it is."""
    body = provider.organisation
    return {
        "head_name": provider.head_name, "phone": body.phone, "email": provider.email, "site": provider.site,
        "address": body.address, "hours": body.hours, "staff_count": provider.staff_count,
        "address_hidden": provider.address_hidden,
    }  # fmt: skip


class ContactsForm(forms.Form):
    """How people reach a provider."""

    phone = line_box("Телефон для людей", longest=40)
    email = forms.EmailField(
        label="Пошта для людей", required=False, error_messages={"invalid": "Перевірте адресу пошти."}
    )
    site = forms.URLField(
        label="Сайт", required=False, assume_scheme="https", error_messages={"invalid": "Перевірте адресу сайту."}
    )  # fmt: skip
    hours = line_box("Години роботи", "Наприклад: пн–пт 9:00–18:00.", longest=200)

    @staticmethod
    def of(provider: Provider) -> dict[str, object]:
        """The contacts as they are."""
        return {name: value for name, value in card_of(provider).items() if name in ContactsForm.base_fields}


class CertifiedFields(forms.Form):
    """What of a card the register certifies."""

    head_name = line_box("Хто керує", "Прізвище та ім’я.", "Напишіть, хто керує.", 200)
    address = line_box("Адреса", longest=300)
    staff_count = _number("Скільки працівників", "", "Напишіть число працівників.", initial=0)
    address_hidden = forms.BooleanField(
        label="Не показувати адресу на порталі (притулок або чийсь дім)", required=False
    )


class CardForm(CertifiedFields, ContactsForm):
    """The card of a provider beside its name and code."""

    field_order: Iterable[str] | None = (
        "head_name",
        "phone",
        "email",
        "site",
        "address",
        "hours",
        "staff_count",
        "address_hidden",
    )

    def card(self) -> Card:
        """What was typed."""
        names = (
            "head_name", "phone", "email", "site", "address", "hours", "staff_count", "address_hidden",
        )  # fmt: skip
        return Card(**{name: self.cleaned_data[name] for name in names})


class EnterForm(CardForm):
    """A new provider."""

    registrar = forms.ChoiceField(
        label="Хто вносить",
        error_messages={"required": "Виберіть орган.", "invalid_choice": "Виберіть орган."},
    )
    section = _choice("Розділ реєстру", Section.choices, "Виберіть розділ реєстру.")
    ownership = _choice("Власність", Ownership.choices, "Виберіть форму власності.")
    name = line_box(
        "Повна назва або прізвище, ім’я, по батькові",
        "",
        "Напишіть повну назву надавача або прізвище та ім’я людини.",
        300,
    )
    short_name = line_box("Коротка назва", "Так надавача називатимуть у списках.", longest=120)
    code = line_box(
        "Код",
        "ЄДРПОУ юридичної особи або РНОКПП людини. РНОКПП ніде не показуємо.",
        "Напишіть код надавача.",
        10,
    )
    field_order = ("registrar", "section", "ownership", "name", "short_name", "code")

    def offer_bodies(self, bodies: Sequence[Organisation]) -> None:
        """Bodies for which the actor keeps the register."""
        self.fields["registrar"].choices = [(str(one.pk), one.name) for one in bodies]  # type: ignore[attr-defined]


class ChangeForm(CardForm):
    """A changed card."""

    why = line_box(
        "На підставі чого", "Заява надавача, лист, дата й номер.", "Напишіть, на підставі чого змінюєте.", 300
    )

    @staticmethod
    def of(provider: Provider) -> dict[str, object]:
        """The card as it is."""
        return card_of(provider)


class CertifiedForm(CertifiedFields):
    """What the register certifies, as the provider proposes it."""

    why = line_box(
        "На підставі чого",
        "Наказ, статут, договір: дата й номер.",
        "Напишіть, на підставі чого змінюєте.",
        300,
    )

    @staticmethod
    def of(provider: Provider) -> dict[str, object]:
        """What the register certifies now."""
        return card_of(provider)


class PlacesForm(forms.Form):
    """How many people at once."""

    places = _number("Скількох людей водночас", "", "Напишіть, скільком людям можете допомагати водночас.")


class TermsForm(TerritoriesForm):
    """Territory, places and tariff of an offer."""

    communities = forms.MultipleChoiceField(
        label="Громади, де надають послугу",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Позначте громаду зі списку."},
    )
    places = _number(
        "Скількох людей водночас", "", "Напишіть, скільком людям надавач може допомагати водночас."
    )
    tariff = forms.DecimalField(
        label="Повний тариф за одиницю, ₴",
        help_text="0 — безоплатно для всіх.",
        min_value=0,
        max_digits=9,
        decimal_places=2,
        localize=True,
        initial=0,
        widget=forms.TextInput(attrs={"width": "short", "inputmode": "decimal"}),
        error_messages={
            "required": "Напишіть тариф або 0.",
            "invalid": "Напишіть суму числом, наприклад 120,50.",
            "min_value": "Тариф не може бути меншим за нуль.",
            "max_digits": "Перевірте суму: вона завелика.",
            "max_decimal_places": "Напишіть не більше ніж дві цифри після коми.",
            "max_whole_digits": "Перевірте суму: вона завелика.",
        },
    )
    unit = line_box("Одиниця", "Година, доба, відвідування.", "Напишіть, за що тариф.", 60)
    field_order: Iterable[str] | None = TERMS

    def offer_communities(self, rows: Sequence[Organisation]) -> None:
        """Where a service may be offered."""
        self.fields["communities"].choices = [(str(one.pk), one.short_name) for one in rows]  # type: ignore[attr-defined]

    def terms(self) -> dict[str, object]:
        """The terms as a proposal keeps them."""
        given = self.cleaned_data
        return {
            "communities": given["communities"], "territory": self.codes(), "places": given["places"],
            "tariff": self.kopiykas(),
            "unit": given["unit"],
        }  # fmt: skip

    def kopiykas(self) -> int:
        """The tariff."""
        return int(self.cleaned_data["tariff"] * 100)


def terms_form(kind: type[Terms], request: HttpRequest, initial: dict[str, object]) -> Terms:
    """The form as it was sent, or as it begins; asked for one more place, it comes back with everything typed."""
    if MORE in request.POST:
        return kind(None, initial=kind.with_one_more(request.POST))
    return kind(request.POST or None, initial=initial)


class OfferForm(TermsForm):
    """A new service of a provider."""

    service = forms.ChoiceField(
        label="Послуга",
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Виберіть послугу з класифікатора."),
    )
    place = _choice("Де надають", Place.choices, "Виберіть, де надають послугу.")
    field_order = ("service", "place", *TERMS)

    def offer_services(self, rows: Sequence[Service]) -> None:
        """Services of the classifier."""
        named = [("", "Виберіть"), *((one.code, one.title) for one in rows)]
        self.fields["service"].choices = named  # type: ignore[attr-defined]


class ProposeOfferForm(OfferForm):
    """A new service, as the provider proposes it."""

    why = line_box("На підставі чого", "Документ, дата й номер.", "Напишіть, на підставі чого додаєте.", 300)


class ChangeOfferForm(TermsForm):
    """Changed territory, places or tariff."""

    why = line_box("На підставі чого", "", "Напишіть, на підставі чого змінюєте послугу.", 300)

    @staticmethod
    def of(offer: Offer) -> dict[str, object]:
        """The offer as it is."""
        return {
            "communities": [str(one.pk) for one in offer.communities.all()],
            "territory": [one.code for one in offer.territory.all()], "places": offer.places,
            "tariff": f"{offer.tariff / 100:.2f}".replace(".", ","), "unit": offer.unit,
        }  # fmt: skip


class EndOfferForm(forms.Form):
    """The service is offered no longer."""

    until = day_field("Перший день, коли послуги вже немає", required=True)
    why = line_box("На підставі чого", "", "Напишіть, на підставі чого припиняєте послугу.", 300)


class MoveForm(forms.Form):
    """Why a provider is suspended, restored or excluded."""

    reason = forms.CharField(
        label="Підстава",
        help_text="Рішення, дата й номер. Це залишиться в історії реєстру.",
        max_length=1000,
        widget=forms.Textarea,
        error_messages={"required": "Напишіть підставу: рішення, дату й номер.", "max_length": LONG},
    )
