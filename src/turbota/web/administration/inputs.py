"""Forms of the administrator."""

from django import forms

from turbota.access.models import OrganisationKind, Role
from turbota.kernel.errors import BadInput

DAY = {"required": "Виберіть день.", "invalid": "Напишіть день, місяць і рік."}


def add_problems(form: forms.Form, problem: BadInput) -> None:
    """Put the sentences of the operation beside the boxes they are about."""
    for name, sentence in problem.fields.items():
        form.add_error(name if name in form.fields else None, sentence)


class ChangeForm(forms.Form):
    """Whether cases pass the control, and how people find the office."""

    has_control = forms.BooleanField(
        label="У громаді є спеціаліст з контролю",
        help_text="Тоді електронні справи проходять контроль до передачі (Інструкція, п. 1.4).",
        required=False,
    )
    address = forms.CharField(label="Адреса", max_length=300, required=False)
    phone = forms.CharField(
        label="Телефон", max_length=40, required=False, widget=forms.TextInput(attrs={"type": "tel", "width": "middle"})
    )
    hours = forms.CharField(label="Години роботи", max_length=200, required=False)


class AddForm(ChangeForm):
    """A new organisation under one that is kept already."""

    kind = forms.ChoiceField(
        label="Вид організації",
        choices=[("", "Виберіть"), *OrganisationKind.choices],
        error_messages={"required": "Виберіть вид організації.", "invalid_choice": "Виберіть вид зі списку."},
    )
    parent = forms.ChoiceField(
        label="Кому підпорядкована",
        error_messages={"required": "Виберіть, кому підпорядкована.", "invalid_choice": "Виберіть організацію зі списку."},
    )
    name = forms.CharField(
        label="Повна назва", max_length=300, error_messages={"required": "Напишіть повну назву організації."}
    )
    short_name = forms.CharField(label="Коротка назва", max_length=120, required=False)
    code = forms.CharField(
        label="Код ЄДРПОУ",
        max_length=8,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "width": "short"}),
        error_messages={"required": "Напишіть код ЄДРПОУ: 8 цифр.", "max_length": "Код ЄДРПОУ — це 8 цифр."},
    )
    field_order = ("kind", "parent", "name", "short_name", "code", "has_control", "address", "phone", "hours")


class GrantForm(forms.Form):
    """A person by personal code, the role and the days."""

    code = forms.CharField(
        label="Особистий код працівника",
        max_length=40,
        widget=forms.TextInput(attrs={"width": "middle"}),
        error_messages={"required": "Напишіть особистий код працівника."},
    )
    role = forms.ChoiceField(
        label="Роль",
        choices=[("", "Виберіть"), *Role.choices],
        error_messages={"required": "Виберіть роль.", "invalid_choice": "Виберіть роль зі списку."},
    )
    title = forms.CharField(label="Назва посади (за бажанням)", max_length=200, required=False)
    district = forms.CharField(label="Старостинський округ (за потреби)", max_length=200, required=False)
    since = forms.DateField(
        label="Від якого дня", widget=forms.DateInput(attrs={"width": "short"}, format="%Y-%m-%d"), error_messages=DAY
    )
    until = forms.DateField(
        label="До якого дня (порожньо — без кінця)",
        required=False,
        widget=forms.DateInput(attrs={"width": "short"}, format="%Y-%m-%d"),
        error_messages=DAY,
    )


class AccountForm(forms.Form):
    """A new member of staff."""

    code = forms.CharField(
        label="Особистий код",
        help_text="За цим кодом людина входитиме. Латинські літери, цифри, крапка, дефіс.",
        max_length=40,
        widget=forms.TextInput(attrs={"width": "middle"}),
        error_messages={"required": "Придумайте особистий код."},
    )
    name = forms.CharField(
        label="Ім’я та прізвище", max_length=200, error_messages={"required": "Напишіть ім’я та прізвище."}
    )
    tax_number = forms.RegexField(
        r"^\d{10}$",
        label="РНОКПП",
        help_text="Потрібен тим, хто підписує: номер у ключі має збігатися.",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "width": "short"}),
        error_messages={"invalid": "РНОКПП — це 10 цифр."},
    )
    email = forms.EmailField(
        label="Електронна пошта", required=False, error_messages={"invalid": "Перевірте адресу: наприклад, name@gov.ua."}
    )
