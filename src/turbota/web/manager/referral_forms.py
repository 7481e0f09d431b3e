"""What the manager types about services. The domain checks again; here are the words for empty answers."""

from collections.abc import Sequence

from django import forms

from turbota.casework.delivery_states import AfterResult, FeeMode, Progress, ReviewDecision
from turbota.casework.models import CaseMember
from turbota.kernel.money import hryvnias
from turbota.providers.models import Offer
from turbota.web.shared.boxes import line_box, words_box
from turbota.web.shared.once import OnceForm
from turbota.web.ui.parts import Part

LINES = 3
"""So many needs or goals stand on the page of a review beside those that are known."""


class ReferForm(forms.Form):
    """A person of the case is sent to a provider."""

    parts = (
        Part("whom", "До кого і хто", ("offer", "person")),
        Part("what", "Що потрібно", ("task", "frequency")),
        Part("pays", "Оплата", ("fee_mode", "fee"), when={"fee": f"fee_mode={FeeMode.DIFFERENTIATED}"}),
        Part("where", "Місце", ("meeting_place", "address_reason")),
    )

    offer = forms.ChoiceField(
        label="До кого направити",
        widget=forms.RadioSelect,
        error_messages={"required": "Виберіть надавача.", "invalid_choice": "Виберіть надавача зі списку."},
    )
    person = forms.ChoiceField(
        label="Хто отримує послугу",
        widget=forms.RadioSelect,
        error_messages={"required": "Виберіть людину.", "invalid_choice": "Виберіть людину з випадку."},
    )
    task = words_box(
        "Що саме потрібно",
        "Надавач прочитає це до відповіді. Не пишіть діагнозів, адрес і прізвищ.",
        "Напишіть надавачеві, що саме потрібно людині.",
    )
    frequency = line_box("Як часто", "Наприклад: двічі на тиждень по годині.", longest=200)
    fee_mode = forms.ChoiceField(
        label="Хто платить",
        choices=FeeMode.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Виберіть, хто платить за послугу."},
    )
    fee = forms.DecimalField(
        label="Диференційована плата за одиницю, ₴",
        help_text="Лише коли плата диференційована.",
        required=False,
        min_value=0,
        max_digits=9,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"width": "short", "inputmode": "decimal"}),
        error_messages={
            "invalid": "Напишіть суму числом, наприклад 45,50.",
            "min_value": "Плата не може бути меншою за нуль.",
            "max_decimal_places": "Напишіть не більше ніж дві цифри після коми.",
            "max_digits": "Перевірте суму: вона завелика.",
        },
    )
    meeting_place = line_box("Де зустрітися", "Якщо не вдома або якщо адресу захищено.")
    address_reason = line_box(
        "Чому надавачеві потрібна захищена адреса",
        "Лише для послуги вдома. Без причини адресу не показуємо.",
        longest=500,
    )

    def __init__(
        self,
        data: object = None,
        *,
        offers: Sequence[tuple[Offer, int]],
        members: Sequence[CaseMember],
        protected: bool,
        sensitive: bool,
        **more: object,
    ) -> None:
        super().__init__(data, **more)  # type: ignore[arg-type]
        self.fields["offer"].choices = [(str(row.pk), offer_words(row, free)) for row, free in offers]  # type: ignore[attr-defined]
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            (str(one.person_id), f"{one.person.full_name}, {one.get_relation_display().lower()}")
            for one in members
        ]
        if not protected or sensitive:
            del self.fields["address_reason"]
        if protected or sensitive:
            self.fields[
                "meeting_place"
            ].help_text = "Адресу захищено: надавач її не побачить. Назвіть місце, де вони зустрінуться."


def offer_words(row: Offer, free: int) -> str:
    """One offer in a choice: who, where, free places, tariff; the territory when it is not whole communities."""
    places = f"вільних місць: {free} з {row.places}" if free else "вільних місць немає, буде в черзі"
    fee = f"{hryvnias(row.tariff)} за одиницю «{row.unit}»" if row.tariff else "безоплатно для всіх"
    body = row.provider.organisation.short_name
    if row.territory.all():
        body = f"{body} ({'; '.join(row.where)})"
    return f"{body}: {row.get_place_display().lower()}, {places}; {fee}"


class RevokeForm(forms.Form):
    """Why the referral is taken back."""

    reason = words_box(
        "Чому відкликаєте",
        "Надавач побачить, що направлення відкликано; причину бачите ви й супервізор.",
        "Напишіть, чому відкликаєте направлення.",
    )


class HandleForm(forms.Form):
    """How a notice was dealt with."""

    answer = words_box(
        "Що зроблено", "Це залишиться в історії випадку.", "Напишіть, що зроблено.", longest=1000
    )


class ReviewForm(OnceForm):
    """A review of the plan: up to `LINES` more needs or goals beside the known ones."""

    summary = words_box(
        "Що змінилося в житті людини",
        "Від початку плану або від минулого перегляду.",
        "Напишіть, що змінилося в житті людини з минулого перегляду.",
        4000,
    )
    decision = forms.ChoiceField(
        label="Рішення",
        choices=ReviewDecision.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Виберіть рішення."},
    )
    reassess = forms.BooleanField(label="Потрібне повторне оцінювання потреб", required=False)
    lines = forms.CharField(label="Потреби й цілі", required=False, widget=forms.HiddenInput)

    def __init__(self, data: object = None, *, known: Sequence[str]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.known = known
        for place in range(max(len(known) + 1, LINES)):
            title = known[place] if place < len(known) else ""
            self.fields[f"title_{place}"] = line_box(f"Потреба або ціль {place + 1}")
            self.fields[f"title_{place}"].initial = title
            self.fields[f"progress_{place}"] = forms.ChoiceField(
                label=f"Як змінилася {place + 1}",
                choices=[("", "Виберіть"), *Progress.choices],
                required=False,
            )

    def places(self) -> range:
        """Numbers of the lines on the page."""
        return range(max(len(self.known) + 1, LINES))


class AfterForm(forms.Form):
    """How the person lives some time after the closing."""

    result = forms.ChoiceField(
        label="Що ви з’ясували",
        choices=AfterResult.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Виберіть, що ви з’ясували."},
    )
    words = words_box(
        "Як людина живе",
        "З ким говорили, що побачили.",
        "Напишіть, з ким ви говорили і як людина живе.",
        4000,
    )
