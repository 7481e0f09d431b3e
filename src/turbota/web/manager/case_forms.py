"""What is typed about a case. The domain checks again; here are the words for empty answers."""

from django import forms

from turbota.casework.case_states import Risk, Stage
from turbota.casework.factors import Factor
from turbota.casework.states import CaseKind, ClosureReason, Ground, Relation, Sensitivity
from turbota.kernel.identifiers import new_id
from turbota.people.operations import PersonData
from turbota.web.manager.contact_form import CONTACT, ContactForm
from turbota.web.manager.editing import text_box
from turbota.web.shared.day_boxes import day_field
from turbota.web.ui.parts import Part

CHOOSE = [("", "Виберіть")]


def line(label: str, *, required: str = "", hint: str = "", longest: int = 300) -> forms.CharField:
    """One line of words; not needed when `required` is empty."""
    return forms.CharField(
        label=label,
        required=bool(required),
        help_text=hint,
        max_length=longest,
        error_messages={"required": required, "max_length": f"Не більше ніж {longest} знаків."},
    )


def choice(label: str, choices: list[tuple[str, str]], required: str, hint: str = "") -> forms.ChoiceField:
    """One of a few."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        help_text=hint,
        widget=forms.RadioSelect,
        error_messages={"required": required, "invalid_choice": required},
    )


class KeyedForm(forms.Form):
    """A form with the id of what it makes: sent twice, it makes it once."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)


class PersonForm(KeyedForm):
    """Who the person is: found by number and birth date, else entered anew."""

    surname = line("Прізвище", required="Напишіть прізвище.", longest=100)
    given_name = line("Ім’я", required="Напишіть ім’я.", longest=100)
    patronymic = line("По батькові", longest=100)
    birth_date = day_field("Дата народження", help_text="Якщо невідома, лишіть порожньою.")
    tax_number = forms.CharField(
        label="РНОКПП",
        required=False,
        max_length=10,
        help_text="10 цифр. За ним і датою народження знайдемо людину, яку вже знаємо.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "width": "short"}),
    )

    def person(self) -> PersonData:
        """What was typed."""
        data = self.cleaned_data
        return PersonData(
            surname=data["surname"],
            given_name=data["given_name"],
            patronymic=data["patronymic"],
            birth_date=data["birth_date"],
            tax_number=data["tax_number"] or None,
        )


class MemberForm(PersonForm):
    """A person comes into the case."""

    relation = choice(
        "Ким є отримувачеві",
        [(value, label) for value, label in Relation.choices if value != Relation.MAIN],
        "Виберіть, ким ця людина є отримувачеві.",
    )
    note = line("Примітка", hint="Наприклад: школа, хто опікується.")


class OpenForm(PersonForm, ContactForm):
    """A case is opened."""

    parts = (
        Part("person", "Людина", ("surname", "given_name", "patronymic", "birth_date", "tax_number")),
        Part("case", "Випадок", ("kind", "ground", "received_on", "manager")),
        CONTACT,
        Part("seen", "Хто бачить випадок", ("sensitivity", "sensitivity_reason")),
    )

    kind = choice("Чий випадок", list(CaseKind.choices), "Виберіть, чий це випадок.")
    ground = choice("Підстава", list(Ground.choices), "Виберіть підставу.")
    received_on = day_field(
        "Коли надійшло звернення", help_text="Строки рахуємо від цього дня. Порожньо: від сьогодні."
    )
    manager = forms.ChoiceField(
        label="Соціальний менеджер",
        help_text="Одна людина, що відповідає за випадок.",
        error_messages={"required": "Виберіть менеджера.", "invalid_choice": "Виберіть менеджера."},
    )
    sensitivity = choice(
        "Хто бачить випадок",
        [
            (Sensitivity.NONE, "Менеджер і супервізор; випадок звичайний"),
            (Sensitivity.VIOLENCE, "Насильство: для решти випадку не існує"),
            (Sensitivity.CHILD, "Захист дитини: для решти випадку не існує"),
        ],
        "Виберіть, хто бачить випадок.",
    )
    sensitivity_reason = line("Чому випадок чутливий", hint="Лише для насильства й захисту дитини.")
    field_order = ("key", *(name for part in parts for name in part.names))


class ReasonForm(forms.Form):
    """Why."""

    reason = text_box("Чому", "Напишіть причину.")


class FactorForm(forms.Form):
    """A coded factor of the circumstances."""

    code = forms.ChoiceField(
        label="Чинник", error_messages={"required": "Виберіть чинник.", "invalid_choice": "Виберіть чинник."}
    )
    evidence = line(
        "Звідки це відомо",
        required="Напишіть, звідки це відомо.",
        hint="Документ, чиї слова або що ви бачили самі.",
        longest=500,
    )
    since = day_field("З якого дня", required=True)

    def offer(self, known: tuple[Factor, ...]) -> None:
        """Factors in force, in their groups."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for one in known:
            mark = "" if one.verified else " (код наш, з актом не звірено)"
            groups.setdefault(one.group, []).append((one.code, f"{one.title}{mark}"))
        self.fields["code"].choices = [*CHOOSE, *groups.items()]  # type: ignore[attr-defined]


class RiskForm(forms.Form):
    """How much may go wrong."""

    risk = choice("Ризик", list(Risk.choices), "Виберіть рівень ризику.")
    reason = text_box("Чому такий", "Напишіть, чому саме такий ризик.")


class SensitivityForm(forms.Form):
    """Who may know that the case exists."""

    value = choice(
        "Випадок",
        [
            (Sensitivity.NONE, "Звичайний"),
            (Sensitivity.VIOLENCE, "Насильство"),
            (Sensitivity.CHILD, "Захист дитини"),
        ],
        "Виберіть зі списку.",
    )
    reason = text_box("Чому", "Напишіть, чому так вирішили.")


class NoteForm(KeyedForm):
    """A record of other information."""

    text = text_box("Запис", "Напишіть, що треба пам’ятати.")


class QuestionForm(KeyedForm):
    """The supervisor is asked about a member."""

    question = text_box("Що треба з’ясувати", "Напишіть супервізорові, що саме треба з’ясувати.")


class ApprovalForm(forms.Form):
    """A stage is put before the supervisor."""

    stage = choice("Що подаєте на погодження", list(Stage.choices), "Виберіть, що подаєте на погодження.")
    words = text_box("Що зроблено й що пропонуєте", "Напишіть супервізорові, що зроблено й що пропонуєте.")


class CloseForm(forms.Form):
    """The case ends."""

    reason = choice(
        "Причина",
        list(ClosureReason.choices),
        "Виберіть причину зі списку.",
        hint="Перелік за ст. 24 Закону № 2671-VIII складено з пам’яті, з текстом не звірено.",
    )
    words = text_box("Що зроблено і як людині тепер", "Напишіть, чому випадок завершено і як людині тепер.")
    offered = text_box(
        "Що пропонували",
        "",
        hint="Лише якщо людина відмовилася: що пропонували і чому вона не хоче.",
        needed=False,
    )
    told = forms.BooleanField(label="Людині сказано, що вона може повернутися по допомогу", required=False)


class ReopenForm(ReasonForm):
    """A closed case is opened again."""

    manager = forms.ChoiceField(
        label="Хто вестиме", required=False, error_messages={"invalid_choice": "Виберіть менеджера."}
    )
