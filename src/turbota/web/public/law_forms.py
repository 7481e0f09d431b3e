"""What a reader of the law may ask: words, a group, a day. Everything stands in the address and is about nobody."""

from datetime import date, timedelta

from django import forms

from turbota.assistance import catalogue
from turbota.law import values

FIRST, LAST = date(1991, 8, 24), date(2100, 12, 31)
WRONG_DAY = "Вкажіть день, місяць і рік: наприклад, 1 січня 2026 року."


class DayField(forms.DateField):
    """A day between independence and the end of the century; no day means the one the page begins with."""

    def __init__(self, label: str) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "width": "short"})
        super().__init__(label=label, required=False, widget=widget, error_messages={"invalid": WRONG_DAY})

    def clean(self, value: object) -> date | None:
        """The day. Raises ValidationError outside the years that the law could be about."""
        found = super().clean(value)
        if found and not FIRST <= found <= LAST:
            raise forms.ValidationError(WRONG_DAY)
        return found if isinstance(found, date) else None


class ValuesForm(forms.Form):
    """Which values to show."""

    q = forms.CharField(
        label="Слово з назви або акта",
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"width": "middle"}),
    )
    group = forms.ChoiceField(label="Розділ", required=False)
    on = DayField("На яку дату")

    def __init__(self, *args: object, **given: object) -> None:
        super().__init__(*args, **given)  # type: ignore[arg-type]
        self.fields["group"] = forms.ChoiceField(label="Розділ", required=False, choices=_groups())


class KindsForm(forms.Form):
    """Which kinds to show."""

    q = forms.CharField(
        label="Слово з назви або акта",
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"width": "middle"}),
    )
    tier = forms.ChoiceField(
        label="Чи рахуємо суму",
        required=False,
        choices=[
            ("", "усі види"),
            ("computed", "рахуємо за правилами"),
            ("registered", "суму встановлює людина"),
            ("assessed", "не гроші: за оцінкою потреб"),
        ],
    )
    decider = forms.ChoiceField(
        label="Хто вирішує",
        required=False,
        choices=[
            ("", "будь-хто"),
            ("pension_fund", "Пенсійний фонд"),
            ("department", "орган соціального захисту"),
            ("community", "громада"),
        ],
    )


class DayForm(forms.Form):
    """By the law of which day."""

    on = DayField("На яку дату")


class DaysForm(forms.Form):
    """Two days to compare."""

    before = DayField("Перша дата")
    after = DayField("Друга дата")


def two_days(form: DaysForm, today: date) -> tuple[date, date]:
    """The asked days; by default the last day of the previous year and today."""
    found = form.cleaned_data if form.is_valid() else {}
    before = found.get("before") or date(today.year, 1, 1) - timedelta(days=1)
    return before, found.get("after") or today


def group_title(code: str) -> str:
    """What a group of values is called: a national group, or the kind that has them."""
    titles = values.group_titles()
    if code in titles:
        return titles[code]
    return next((kind.plain_title for kind in catalogue.kinds() if kind.code == code), code)


def groups() -> tuple[str, ...]:
    """Groups that have values: national ones in their order, then kinds."""
    present = dict.fromkeys(one.group for one in values.listing())
    national = [code for code in values.group_titles() if code in present]
    return (*national, *(code for code in present if code not in national))


def _groups() -> list[tuple[str, str]]:
    return [("", "усі розділи"), *((code, group_title(code)) for code in groups())]
