"""What an administrator types. The domain checks again; here are the words for empty and too long answers."""

from collections.abc import Iterable
from typing import Any

from django import forms

from turbota.access.models import DECIDING_KINDS, INTAKE_KINDS, Organisation, OrganisationKind, Role
from turbota.exchange.operations.clients import USUAL_CALLS
from turbota.exchange.states import Scope
from turbota.kernel.errors import BadInput, Refused
from turbota.web.shared.day_boxes import day_field
from turbota.web.shared.place_choice import PLACE_NAMES, TerritoryForm, chosen

LONG = "Напишіть коротше: не більше ніж %(limit_value)d знаків."
ROLES_OF: dict[str, tuple[Role, ...]] = {
    **dict.fromkeys(
        INTAKE_KINDS,
        (
            Role.COMMUNITY_OFFICER,
            Role.SEAL_OPERATOR,
            Role.CONTROL_SPECIALIST,
            Role.HEAD,
            Role.ADMINISTRATOR,
        ),
    ),
    **dict.fromkeys(DECIDING_KINDS, (Role.SPECIALIST, Role.HEAD, Role.ADMINISTRATOR)),
    OrganisationKind.SOCIAL_UNIT: (
        Role.SOCIAL_MANAGER,
        Role.SUPERVISOR,
        Role.SPECIALIST,
        Role.HEAD,
        Role.ADMINISTRATOR,
    ),
    OrganisationKind.OBLAST: (Role.SOCIAL_MANAGER, Role.SUPERVISOR, Role.HEAD, Role.ADMINISTRATOR),
    OrganisationKind.PROVIDER: (Role.PROVIDER_WORKER, Role.HEAD, Role.ADMINISTRATOR),
    OrganisationKind.PARTNER: (Role.PARTNER_SPECIALIST, Role.ADMINISTRATOR),
}


def tell(form: forms.Form, refusal: Refused) -> None:
    """Put the sentences of a refusal at the boxes they are about, the rest above the form."""
    if not isinstance(refusal, BadInput):
        form.add_error(None, refusal.sentence)
        return
    for name, sentence in refusal.fields.items():
        form.add_error(name if name in form.fields else None, sentence)


def _words(
    label: str, *, limit: int, help_text: str = "", required: str = "", width: str = ""
) -> forms.CharField:
    """A line of text; `required` is what to say when it is empty, "" = it may be empty."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=limit,
        required=bool(required),
        widget=forms.TextInput(attrs={"width": width} if width else {}),
        error_messages={"required": required, "max_length": LONG},
    )


def _phone() -> forms.CharField:
    return forms.CharField(
        label="Телефон",
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "width": "middle"}),
        error_messages={"max_length": LONG},
    )


class BodyForm(TerritoryForm):
    """The territory of a body by the codifier, beside what else is asked of it."""

    def __init__(self, data: object, *, initial: dict[str, object]) -> None:
        super().__init__(data, initial=initial)
        self.fields["town"].label = "Територія за КАТОТТГ"

    def told(self) -> dict[str, Any]:
        """What was typed, with the code of the territory, empty for none."""
        asked = {name: value for name, value in self.cleaned_data.items() if name not in PLACE_NAMES}
        return {**asked, "place_code": self.settled}


class ChangeOrganisation(BodyForm):
    """How people find an office, its territory, and whether its cases pass the control."""

    field_order = ("address", "phone", "hours", "has_control", "town")
    address = _words("Адреса", limit=300)
    phone = _phone()
    hours = _words("Години роботи", limit=200, help_text="Наприклад: пн–чт 8:00–17:00, пт 8:00–15:45")
    has_control = forms.BooleanField(
        label="Справи перед передачею перевіряє спеціаліст з контролю", required=False
    )

    def __init__(self, data: object, organisation: Organisation) -> None:
        names = ("address", "phone", "hours", "has_control")
        initial = {name: getattr(organisation, name) for name in names}
        super().__init__(data, initial={**initial, **chosen(organisation.place)})
        if organisation.kind not in INTAKE_KINDS:
            del self.fields["has_control"]


LEANS = (
    ("uses_parent_seal", "Копії засвідчує печатка громади, а не своя"),
    ("uses_parent_control", "Справи перевіряє контроль громади"),
    ("uses_parent_register", "Справи передає громада своїм реєстром"),
)


class CentreLeans(forms.Form):
    """Whose seal, control and register a ЦНАП uses: its own, or those of its community."""

    def __init__(self, data: object, organisation: Organisation) -> None:
        super().__init__(data, initial={name: getattr(organisation, name) for name, _ in LEANS})  # type: ignore[arg-type]
        for name, label in LEANS:
            self.fields[name] = forms.BooleanField(label=label, required=False)


class EnterSealOrder(forms.Form):
    """The order of the head on who may use the seal."""

    number = _words("Номер наказу", limit=60, required="Напишіть номер наказу.", width="middle")
    signed_on = day_field("Дата наказу", required=True)
    since = day_field("Діє від", help_text="Порожньо означає: від дати наказу")
    until = day_field("Перший день, коли вже не діє", help_text="Порожньо означає безстроково")
    persons = forms.MultipleChoiceField(
        label="Кого названо в наказі",
        help_text="Тут люди, призначені відповідальними за печатку.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Виберіть хоча б одну людину, названу в наказі.",
            "invalid_choice": "Виберіть людину зі списку.",
        },
    )
    certificate_serial = _words(
        "Номер сертифіката печатки", limit=64,
        help_text="Як у наказі. Порожньо означає: будь-який чинний сертифікат печатки цієї організації.",
    )  # fmt: skip
    scan = forms.FileField(
        label="Скан наказу",
        help_text="PDF або фото",
        error_messages={"required": "Додайте скан наказу.", "empty": "Файл порожній. Виберіть його ще раз."},
    )

    def __init__(self, data: object, files: object, people: Iterable[tuple[str, str]]) -> None:
        super().__init__(data, files)  # type: ignore[arg-type]
        self.fields["persons"].choices = list(people)  # type: ignore[attr-defined]


class AddOrganisation(BodyForm):
    """A new body of the tree."""

    field_order = (
        "parent", "kind", "name", "short_name", "code", "address", "phone", "hours", "has_control", "town",
    )  # fmt: skip

    parent = forms.ChoiceField(
        label="Кому підпорядкована",
        error_messages={
            "required": "Виберіть, кому підпорядкована організація.",
            "invalid_choice": "Виберіть зі списку.",
        },
    )
    kind = forms.ChoiceField(
        label="Вид",
        choices=[
            ("", "Виберіть"),
            *((k.value, k.label) for k in OrganisationKind if k != OrganisationKind.MINISTRY),
        ],
        error_messages={"required": "Виберіть вид організації.", "invalid_choice": "Виберіть зі списку."},
    )
    name = _words("Повна назва", limit=300, required="Напишіть повну назву організації.")
    short_name = _words("Коротка назва", limit=120, help_text="Як її називають у списках", width="middle")
    code = forms.CharField(
        label="Код ЄДРПОУ",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "width": "short"}),
        error_messages={"required": "Напишіть код ЄДРПОУ: 8 цифр."},
    )
    address = _words("Адреса", limit=300)
    phone = _phone()
    hours = _words("Години роботи", limit=200)
    has_control = forms.BooleanField(
        label="Справи перед передачею перевіряє спеціаліст з контролю",
        help_text="Лише для громад і ЦНАП.",
        required=False,
    )

    def __init__(self, data: object, parents: Iterable[tuple[str, str]], parent: str) -> None:
        super().__init__(data, initial={"parent": parent})
        self.fields["parent"].choices = [("", "Виберіть"), *parents]  # type: ignore[attr-defined]


class GrantPost(forms.Form):
    """A post for somebody who has an account already."""

    code = _words(
        "Особистий код працівника", limit=40, required="Напишіть особистий код працівника.", width="middle"
    )
    role = forms.ChoiceField(
        label="Роль",
        error_messages={"required": "Виберіть роль.", "invalid_choice": "Виберіть роль зі списку."},
    )
    title = _words("Назва посади", limit=200, help_text="Як у наказі про призначення")
    district = _words("Старостинський округ", limit=200)
    since = day_field("Перший день", help_text="Порожньо означає сьогодні")
    until = day_field("Перший день без посади", help_text="Порожньо означає безстроково")

    def __init__(self, data: object, organisation: Organisation) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        roles = ROLES_OF.get(organisation.kind, (Role.ADMINISTRATOR,))
        choices = [(role.value, str(role.label)) for role in roles]
        self.fields["role"].choices = [("", "Виберіть"), *choices]  # type: ignore[attr-defined]
        if organisation.kind not in INTAKE_KINDS:
            del self.fields["district"]


class AddSystem(forms.Form):
    """Another information system. Its secret is made by us."""

    name = _words(
        "Назва системи", limit=120, required="Напишіть назву системи.",
        help_text="Її побачать люди в заяві: «Через інформаційну систему …»",
    )  # fmt: skip
    organisation = forms.ChoiceField(
        label="Чия система",
        help_text="Для системи всієї країни, як Дія, виберіть міністерство.",
        error_messages={"required": "Виберіть організацію.", "invalid_choice": "Виберіть зі списку."},
    )
    scopes = forms.MultipleChoiceField(
        label="Що системі можна",
        choices=[(scope.value, str(scope.label).capitalize()) for scope in Scope],
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Виберіть хоча б одне право.",
            "invalid_choice": "Виберіть права зі списку.",
        },
    )
    calls_per_minute = forms.IntegerField(
        label="Запитів на хвилину, не більше ніж",
        initial=USUAL_CALLS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "width": "short"}),
        error_messages={"required": "Напишіть число.", "invalid": "Напишіть число цифрами."},
    )
    since = day_field("Перший день", help_text="Порожньо означає сьогодні")
    until = day_field("Перший день без доступу", help_text="Порожньо означає безстроково")

    def __init__(self, data: object, organisations: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["organisation"].choices = [("", "Виберіть"), *organisations]  # type: ignore[attr-defined]


class AddAccount(forms.Form):
    """Who the new member of staff is. The first password is made by us."""

    code = _words(
        "Особистий код", limit=40, required="Придумайте особистий код.", width="middle",
        help_text="З ним працівник входить. Латинські літери й цифри, наприклад прізвище латинкою.",
    )  # fmt: skip
    name = _words("Ім’я та прізвище", limit=200, required="Напишіть ім’я та прізвище.")
    tax_number = forms.CharField(
        label="РНОКПП",
        help_text="10 цифр. За ним звіряємо особистий підпис на рішеннях.",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "width": "short"}),
    )
    email = forms.EmailField(
        label="Електронна пошта",
        required=False,
        error_messages={"invalid": "Перевірте адресу: наприклад, name@gov.ua."},
    )
