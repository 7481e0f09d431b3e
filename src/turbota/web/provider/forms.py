"""What a worker of a provider types. The domain checks again; here are the words for empty answers."""

from datetime import datetime
from typing import ClassVar

from django import forms

from turbota.casework.delivery_states import MissedReason, RejectReason, VisitOutcome
from turbota.kernel.clock import KYIV
from turbota.web.shared.boxes import choice_box, line_box, words_box
from turbota.web.shared.day_boxes import day_field
from turbota.web.shared.once import OnceForm
from turbota.web.ui.parts import Part
from turbota.web.ui.times import TimeField

WHEN = ("day", "time", "minutes")
MISSED = "|".join(one for one in VisitOutcome.values if one not in (VisitOutcome.PLANNED, VisitOutcome.DONE))
FILE_KINDS = "image/jpeg,image/png,image/webp,application/pdf"


def file_box(label: str, help_text: str = "") -> forms.FileField:
    """A scan or photos; whether one is needed is said by the operation."""
    return forms.FileField(
        label=label,
        help_text=help_text or "Фото або PDF, до 40 МБ.",
        required=False,
        widget=forms.FileInput(attrs={"accept": FILE_KINDS}),
        error_messages={"empty": "Файл порожній. Виберіть його ще раз."},
    )


class AcceptForm(forms.Form):
    """The provider takes the person."""

    contact = line_box(
        "Хто працюватиме з людиною і як його знайти",
        "Ім’я, посада, телефон. Людина побачить це в кабінеті.",
        "Напишіть, хто працюватиме з людиною і за яким телефоном його знайти.",
    )


class RejectForm(forms.Form):
    """Why the provider does not take the person."""

    reason = choice_box("Причина", RejectReason.choices, "Виберіть причину відмови.")
    words = words_box(
        "Пояснення для соціального менеджера",
        "Що саме заважає й коли це може змінитися. Людина цього тексту не бачить.",
        "Поясніть менеджерові, чому не можете взяти людину.",
    )


class ContractForm(forms.Form):
    """The contract as it was signed."""

    number = line_box("Номер договору", "", "Напишіть номер договору.", 60)
    signed_on = day_field("Коли підписано", help_text="Лишіть порожнім, якщо договір підпишуть пізніше.")
    since = day_field("Перший день послуги", required=True)
    last_day = day_field("Останній день", help_text="Якщо строку немає, лишіть порожнім.")
    scan = file_box(
        "Скан підписаного договору", "Фото або PDF, до 40 МБ. Без нього можна лише для екстреної послуги."
    )
    urgent = forms.BooleanField(label="Послуга екстрена: підписаний договір додамо пізніше", required=False)


class KeyContractForm(forms.Form):
    """What a contract says that both sides sign by their keys."""

    number = line_box("Номер договору", "", "Напишіть номер договору.", 60)
    since = day_field("Перший день послуги", required=True)
    last_day = day_field("Останній день", help_text="Якщо строку немає, лишіть порожнім.")


class SignedForm(forms.Form):
    """The signed paper of an urgent contract."""

    signed_on = day_field("Коли підписано", required=True)
    scan = file_box("Скан підписаного договору")


class MomentForm(forms.Form):
    """A day and an hour in Kyiv time."""

    day = day_field("День", required=True)
    time = TimeField(label="Початок")
    minutes = forms.IntegerField(
        label="Скільки хвилин",
        min_value=1,
        max_value=1440,
        widget=forms.TextInput(attrs={"width": "short", "inputmode": "numeric"}),
        error_messages={
            "required": "Напишіть тривалість у хвилинах.",
            "invalid": "Напишіть тривалість числом, наприклад 60.",
            "min_value": "Напишіть тривалість у хвилинах: від 1 до 1440.",
            "max_value": "Напишіть тривалість у хвилинах: від 1 до 1440.",
        },
    )

    def starts_at(self) -> datetime:
        """The moment that was typed."""
        given = self.cleaned_data
        return datetime.combine(given["day"], given["time"], tzinfo=KYIV)


class PlanForm(MomentForm):
    """Visits ahead."""

    parts = (
        Part("when", "Коли", (*WHEN, "weeks")),
        Part("what", "Що, де і хто", ("what", "where", "worker")),
    )

    what = words_box("Що заплановано", "", "Напишіть, що заплановано.")
    where = line_box("Де", "", "Напишіть, де надають послугу.")
    worker = line_box("Хто прийде", "Ім’я та посада.", "Напишіть, хто прийде.", 200)
    weeks = forms.IntegerField(
        label="Скільки тижнів поспіль",
        help_text="1 — лише цей раз. Кожен наступний візит буде того самого дня тижня й о тій самій годині.",
        min_value=1,
        max_value=26,
        initial=1,
        widget=forms.TextInput(attrs={"width": "short", "inputmode": "numeric"}),
        error_messages={
            "required": "Напишіть число від 1 до 26.",
            "invalid": "Напишіть число від 1 до 26.",
            "min_value": "Напишіть число від 1 до 26.",
            "max_value": "Напишіть число від 1 до 26.",
        },
    )


class VisitForm(MomentForm):
    """What happened."""

    parts: ClassVar[tuple[Part, ...]] = (
        Part("when", "Коли", WHEN),
        Part("what", "Що було", ("outcome", "reason", "what", "words"), when={"reason": f"outcome={MISSED}"}),
        Part("where", "Де і хто", ("where", "worker")),
    )

    outcome = choice_box(
        "Чи відбувся візит",
        [row for row in VisitOutcome.choices if row[0] != VisitOutcome.PLANNED],
        "Виберіть, чи відбувся візит.",
    )
    reason = choice_box(
        "Якщо ні, то чому", MissedReason.choices, "Виберіть, чому візит не відбувся.", optional=True
    )
    what = words_box("Що зроблено", "", "Напишіть, що робили або що планували.")
    where = line_box("Де", "", "Напишіть, де надавали послугу.")
    worker = line_box("Хто", "", "Напишіть, хто надавав послугу.", 200)
    words = words_box("Що помітили", "За бажанням: стан людини, що варто знати менеджерові.")


class CorrectForm(VisitForm):
    """A correction of an entry."""

    parts: ClassVar[tuple[Part, ...]] = (*VisitForm.parts, Part("why", "Причина виправлення", ("why",)))

    why = line_box(
        "Чому виправляєте",
        "Попередній запис лишиться в історії.",
        "Напишіть, чому виправляєте запис: попередній залишиться в історії.",
        500,
    )


class AskForm(OnceForm):
    """What the provider writes to the manager."""

    words = words_box(
        "Що треба знати або вирішити",
        "Наприклад: стан людини змінився, потрібно більше годин, не вдається зв’язатися. Людина цього не бачить.",
        "Напишіть, що хочете сказати або спитати.",
        2000,
    )


class CodeForm(forms.Form):
    """The code that the recipient said."""

    code = forms.CharField(
        label="Код, який назвала людина",
        help_text="Чотири цифри. Людина бачить їх у своєму кабінеті або дізнається в менеджера.",
        max_length=10,
        widget=forms.TextInput(attrs={"width": "short", "inputmode": "numeric"}),
        error_messages={"required": "Наберіть чотири цифри.", "max_length": "Наберіть чотири цифри."},
    )


class PaperForm(forms.Form):
    """A sheet with the signature of the recipient for several visits."""

    visits = forms.MultipleChoiceField(
        label="Візити, які людина підтвердила підписом",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Позначте візити, які людина підтвердила підписом.",
            "invalid_choice": "Позначте візити зі списку.",
        },
    )
    scan = file_box("Скан аркуша з підписом")
