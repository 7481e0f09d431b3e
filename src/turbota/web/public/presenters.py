"""What the page of a kind of assistance says, made of the catalogue and of the law in force on a day."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from turbota.assistance import catalogue, lawbook
from turbota.assistance.deciders import DeciderPeriod
from turbota.assistance.forms import Form
from turbota.assistance.kind import Kind, NeededDocument
from turbota.assistance.wording import value_words
from turbota.law import deadlines, texts, values
from turbota.law.dated import NotInForce
from turbota.web.shared.receipts import act_and_point
from turbota.web.ui.components import ThreadItem
from turbota.web.ui.words import counted

TERM_NOUNS = {"working_day": "робочий день", "calendar_day": "календарний день", "hour": "година"}
TERMS = (
    ("community_control", "Громада перевіряє заяву", "якщо ви подали її в громаді"),
    ("community_handover", "Громада передає справу", "після перевірки"),
    ("department_acceptance", "Орган, що вирішує, приймає справу або каже, чого бракує", ""),
    ("decision", "Рішення", ""),
)
DECIDERS = {
    "pension_fund": "Пенсійний фонд України",
    "department": "орган соціального захисту",
    "community": "громада: відділ соціального захисту",
}


def deciding_words(one: DeciderPeriod) -> str:
    """«Пенсійний фонд України, якщо …»: who decides, with the condition of the answers."""
    return f"{DECIDERS[one.decider]}, якщо {one.when.words}" if one.when else DECIDERS[one.decider]


@dataclass(frozen=True, slots=True)
class Doors:
    """Where the doors of the home page lead."""

    rights: str
    apply: str
    cabinet: str
    staff: str


@dataclass(frozen=True, slots=True)
class LawValue:
    """A value of the law as people read it, with its act and whether it was checked against it."""

    title: str
    words: str
    act: str
    since: date
    verified: bool
    url: str


@dataclass(frozen=True, slots=True)
class KindPage:
    """Everything the page of a kind shows."""

    title: str
    official_title: str
    summary: str
    registered: bool
    assessed: bool
    decider: str
    decider_act: str
    decider_verified: bool
    decider_cases: tuple[str, ...]
    documents: tuple[NeededDocument, ...]
    values: tuple[LawValue, ...]
    unverified: bool
    terms: tuple[ThreadItem, ...]
    income_window: str
    asks_account: bool
    acts: tuple[tuple[str, str], ...]
    appeal: str
    appeal_act: str
    apply_url: str
    law_url: str
    on: date


def doors() -> Doors:
    """Addresses of the doors; whoever is not signed in passes the sign-in first."""
    return Doors(
        rights=reverse("public:rights"),
        apply="#kinds",
        cabinet=reverse("cabinet:home"),
        staff=reverse("shared:staff-sign-in"),
    )


def kind_page(kind: Kind, on: date) -> KindPage:
    """The page of a kind by the law of the day."""
    law, deciding = _law(kind, on), kind.decider_period(on)
    form = kind.form_on(on)
    appeal = texts.text("appeal", on)
    return KindPage(
        title=kind.plain_title,
        official_title=kind.title,
        summary=kind.summary,
        registered=kind.tier == "registered",
        assessed=kind.gives_services,
        decider=DECIDERS[deciding.decider],
        decider_act=deciding.act,
        decider_verified=deciding.verified,
        decider_cases=tuple(deciding_words(one) for one in kind.decider_cases if one.on(on)),
        documents=tuple(kind.documents({}, on)),
        values=law,
        unverified=any(not value.verified for value in law),
        terms=_terms(kind, on),
        income_window=_income_window(form, on),
        asks_account=any(
            question.type == "iban" for section in form.sections for question in section.questions
        ),
        acts=tuple((act.title, act.about) for act in kind.acts),
        appeal=appeal.text,
        appeal_act=", ".join(part for part in (appeal.act, appeal.point) if part),
        apply_url=reverse("cabinet:start", args=[kind.code]),
        law_url=reverse("public:law-kind", args=[kind.code]),
        on=on,
    )


def acceptance_words(on: date) -> str:
    """How long the deciding body may check the documents."""
    rule = deadlines.deadline_rule("department_acceptance", on)
    return counted(rule.amount, TERM_NOUNS[rule.unit])


def _income_window(form: Form, on: date) -> str:
    """For how many months incomes are asked; "" when the form asks none."""
    if not any(section.entity == "month" for section in form.sections):
        return ""
    return counted(values.value("income_window.months", on).value, "місяць")


def _law(kind: Kind, on: date) -> tuple[LawValue, ...]:
    """Values in force on the day that the rules of this kind read."""
    found = (values.known(key, on) for key in sorted(lawbook.keys_of(kind)))
    return tuple(
        LawValue(
            title=item.title,
            words=value_words(item.value, item.unit, item.title),
            act=act_and_point(item.act, item.point),
            since=item.since,
            verified=item.verified,
            url=reverse("public:law-value", args=[item.key]),
        )
        for item in found
        if item and item.unit != "choice"
    )


def _terms(kind: Kind, on: date) -> tuple[ThreadItem, ...]:
    """The legal terms of the way of an application, as promises."""
    found = []
    own = {"decision": kind.terms({}, on).decision}
    for code, title, text in TERMS:
        try:
            rule = deadlines.deadline_rule(own.get(code, code), on)
        except NotInForce:
            continue
        doubt = "" if rule.verified else " · ще не звірено"
        act = catalogue.basis(kind.code, rule.act, rule.point)
        when = f"{counted(rule.amount, TERM_NOUNS[rule.unit])} · {act}{doubt}"
        found.append(ThreadItem("next", title, when, text))
    return tuple(found)
