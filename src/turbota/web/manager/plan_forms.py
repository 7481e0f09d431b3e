"""Boxes of an individual plan. What is required is said by the operations; here are the words and the kinds of boxes."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from turbota.casework.models import Measure, Need, TeamMember
from turbota.casework.operations.measuring import MeasureData
from turbota.casework.plan_queries import Providers
from turbota.casework.plan_states import Domain, Executor, Pays
from turbota.kernel import money
from turbota.law import services, values
from turbota.law.payment import Circumstances
from turbota.people.models import Person
from turbota.web.manager.asked import PICK, AskedChoice, box, day
from turbota.web.ui.parts import Part

CHOOSE = [("", "Виберіть")]
GROUPS = (
    ("able_bodied", "працездатна особа"),
    ("lost_capacity", "особа, яка втратила працездатність"),
    ("child_under_6", "дитина до 6 років"),
    ("child_6_18", "дитина від 6 до 18 років"),
    ("general", "загальний показник"),
)


class FrameForm(forms.Form):
    """The decision and the days of the plan."""

    decision = box("Рішення або акт, на підставі якого складено план", 200, hint="Номер і дата")
    since = day("Перший день плану")
    until = day("Останній день плану")


class NeedForm(forms.Form):
    """A need and where it is known from."""

    domain = AskedChoice(
        label="Сфера", choices=[*CHOOSE, *Domain.choices], error_messages={"invalid_choice": PICK}
    )
    words = box("Чого людині бракує", 500, long=True)
    answer = forms.ChoiceField(label="Яка відповідь оцінювання це показує", required=False)
    source = box("Або напишіть самі, звідки відомо", 300, optional=True)

    def __init__(self, data: Any, sources: Iterable[str], need: Need | None) -> None:
        listed = list(sources)
        initial = {}
        if need is not None:
            known = need.source in listed
            initial = {"domain": need.domain, "words": need.words, "answer": need.source if known else "",
                       "source": "" if known else need.source}  # fmt: skip
        super().__init__(data, initial=initial)
        if listed:
            self.fields["answer"].choices = [("", "Не з оцінювання"), *((one, one) for one in listed)]  # type: ignore[attr-defined]
        else:
            del self.fields["answer"]
            self.fields["source"].label = "Звідки відомо"

    def where_from(self) -> str:
        """The chosen answer, else the typed words."""
        return str(self.cleaned_data.get("answer") or self.cleaned_data.get("source", ""))


class GoalForm(forms.Form):
    """A goal with its indicator."""

    words = box("Що має змінитися", 500, long=True)
    indicator = box("Показник: за чим побачимо зміну", 300)
    baseline = box("Як зараз", 200, optional=True)
    target = box("Чого хочемо досягти", 200)


class MeasureForm(forms.Form):
    """A measure: content, executor, term, result, volume, and who pays."""

    parts = (
        Part("what", "Що робимо", ("content", "service", "recipient")),
        Part(
            "who", "Хто і коли", ("executor", "provider", "member", "since", "until"),
            when={"provider": "executor=provider", "member": "executor=member"},
        ),
        Part("result", "Результат і обсяг", ("expected", "indicator", "volume", "unit")),
        Part(
            "pays", "Оплата", ("categories", "income", "group", "pays", "fee", "fee_reason"),
            "Рахуємо за відомими правилами й показуємо чому. Чого правила не кажуть, вписуєте ви з поясненням.",
        ),
    )  # fmt: skip

    content = box("Що буде зроблено", 1000, long=True)
    service = forms.ChoiceField(label="Послуга з класифікатора", required=False)
    recipient = AskedChoice(label="Хто отримує")
    executor = AskedChoice(label="Хто відповідає", choices=Executor.choices, widget=forms.RadioSelect)
    provider = AskedChoice(label="Надавач", help_text="Якщо відповідає надавач")
    member = AskedChoice(label="Член команди", help_text="Якщо відповідає член команди")
    since = day("З якого дня")
    until = day("До якого дня")
    expected = box("Очікуваний результат", 500)
    indicator = box("Показник успіху", 300)
    volume = forms.IntegerField(
        label="Обсяг", required=False, help_text="Для послуги — обов’язково", min_value=1, max_value=10000,
        error_messages={"invalid": "Впишіть ціле число.", "min_value": "Впишіть число від 1."},
        widget=forms.NumberInput(attrs={"width": "short"}),
    )  # fmt: skip
    unit = box("Одиниця обсягу", 60, hint="Наприклад: година на тиждень", optional=True)
    categories = forms.MultipleChoiceField(
        label="Підстави для безоплатної послуги незалежно від доходу", required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    income = box("Середньомісячний сукупний дохід, ₴", 20, hint="Якщо відомий, з документа", optional=True)
    group = forms.ChoiceField(
        label="Прожитковий мінімум для групи", choices=[*CHOOSE, *GROUPS], required=False
    )
    pays = AskedChoice(label="Хто платить", choices=[("", "Порахувати за відомими правилами"), *Pays.choices])
    fee = box("Плата за одиницю, ₴", 20, hint="Якщо її не можна порахувати", optional=True)
    fee_reason = box(
        "Чому така плата", 500, hint="Коли визначаєте самі: документ, рішення, розрахунок", optional=True
    )

    def __init__(
        self, data: Any, *, measure: Measure | None, people: Iterable[Person], providers: Providers,
        members: Iterable[TeamMember], on: date, initial: dict[str, Any],
    ) -> None:  # fmt: skip
        super().__init__(data, initial={**initial, **(_typed(measure) if measure else {})})
        self._on = on
        listed: dict[str, list[Any]] = {
            "service": [
                ("", "Не послуга з класифікатора"),
                *((s.code, s.title) for s in services.services_on(on)),
            ],
            "recipient": [(str(one.pk), one.full_name) for one in people],
            "provider": [*CHOOSE, *_grouped(providers)],
            "member": [
                *CHOOSE,
                *((str(m.pk), f"{m.account.name}, {m.get_field_display()}") for m in members),
            ],
            "categories": [(one.code, one.title) for one in services.free_categories(on)],
        }
        for name, choices in listed.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        if len(listed["member"]) == 1:
            del self.fields["member"]

    def _sum(self, name: str) -> int | None:
        typed = self.cleaned_data[name].strip()
        if not typed:
            return None
        try:
            return money.parse(typed)
        except ValueError:
            raise forms.ValidationError("Впишіть суму так: 1200 або 1200,50.") from None

    def clean_income(self) -> int | None:
        """Kopiykas, None when nothing was typed."""
        return self._sum("income")

    def clean_fee(self) -> int | None:
        """Kopiykas, None when nothing was typed."""
        return self._sum("fee")

    def typed(self) -> MeasureData:
        """What was typed, as the operation takes it."""
        told = self.cleaned_data
        group = told.get("group")
        minimum = values.known(f"subsistence_minimum.{group}", self._on) if group else None
        return MeasureData(
            content=told["content"], service=told["service"], recipient_id=_id(told["recipient"]),
            executor=told["executor"], provider_id=_id(told["provider"]), member_id=_id(told.get("member", "")),
            since=told["since"], until=told["until"], expected=told["expected"], indicator=told["indicator"],
            volume=told["volume"], unit=told["unit"], pays=told["pays"], fee=told["fee"],
            fee_reason=told["fee_reason"], group=group or "",
            known=Circumstances(
                frozenset(told["categories"]), told["income"], minimum.value if minimum else None
            ),
        )  # fmt: skip


def _grouped(providers: Providers) -> list[tuple[str, list[tuple[str, str]]]]:
    """Those who work where the person lives stand first, under a name of their own."""
    groups = (("Працюють там, де живе людина", providers.near), ("Інші надавачі", providers.others))
    return [(title, [(str(one.pk), one.short_name) for one in rows]) for title, rows in groups if rows]


def _id(chosen: str) -> uuid.UUID | None:
    return uuid.UUID(chosen) if chosen else None


def _typed(one: Measure) -> dict[str, Any]:
    """What stands in the boxes of a measure that is changed."""
    known = one.reckoning.get("known", {})
    by_hand = bool(one.fee_reason) or one.pays != one.reckoning.get("computed", "")
    return {
        "content": one.content, "service": one.service, "recipient": str(one.recipient_id),
        "executor": one.executor, "provider": str(one.provider_id or ""), "member": str(one.member_id or ""),
        "since": one.since, "until": one.until, "expected": one.expected, "indicator": one.indicator,
        "volume": one.volume, "unit": one.unit, "categories": known.get("categories", []),
        "income": money.amount(known["income"]) if known.get("income") is not None else "",
        "group": known.get("group", ""), "pays": one.pays if by_hand else "",
        "fee": money.amount(one.fee) if by_hand and one.fee else "", "fee_reason": one.fee_reason,
    }  # fmt: skip


class ReasonForm(forms.Form):
    """Why something is done to the plan."""

    reason = box("Чому", 2000, long=True)

    def __init__(self, data: Any, label: str, hint: str = "") -> None:
        super().__init__(data)
        self.fields["reason"].label, self.fields["reason"].help_text = label, hint
