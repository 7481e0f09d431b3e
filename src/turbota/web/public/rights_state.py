"""What a reader of the check of rights has answered so far. It travels in the form itself and is kept nowhere.

`Told` is a household without incomes, the circumstances that were ticked, and the incomes of a usual month; the months
are made of them only to compute.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from turbota.assistance import contract, forms, household_checks, union
from turbota.assistance.circumstances import CIRCUMSTANCES
from turbota.assistance.forms import Choice, Form, Question, Repeat, Section
from turbota.assistance.household import age
from turbota.assistance.lacking import Lacking
from turbota.kernel.errors import BadInput
from turbota.kernel.money import LARGEST
from turbota.law.engine.schedule import month_after

LARGEST_STATE = 60_000  # signs
FIRST = {
    "applicant": ("birth_date", "occupation", "idle_months", "disability"),
    "members": ("given_name", "birth_date", "relation", "occupation", "idle_months", "disability"),
}
TITLES = {"applicant": "Ви", "members": "Хто живе з вами", "monthly": "Доходи на місяць"}
NOT_ASKED = {"given_name": ("Ім’я", "Щоб не сплутати людей. Можна не писати.")}
CHILD = "child"
WORDS = {CHILD: "Дитина"}  # how a member without a name is called; every other one by the relation
MOST_PEOPLE = 25
MONTHLY = "monthly"
NAMED = "named"
SINCE, UNTIL = "since", "until"
NOT_ALWAYS = "Лише якщо отримуєте не весь рік: сезонна робота, нова робота. Інакше не пишіть."
BACKWARDS = "Останній місяць раніший за перший. Поміняйте їх місцями або виправте один."
UNREADABLE = "Відповіді не вдалося прочитати. Почніть перевірку спочатку."


@dataclass(frozen=True)
class Told:
    """The answers so far. ``named``: codes of ``circumstances``; None while nobody asked."""

    household: dict[str, Any] = field(default_factory=dict)
    monthly: list[dict[str, Any]] = field(default_factory=list)
    named: tuple[str, ...] | None = None

    def sent(self) -> str:
        """As the hidden field of a page carries it."""
        parts = {"household": self.household, MONTHLY: self.monthly}
        return json.dumps(parts if self.named is None else {**parts, NAMED: self.named}, ensure_ascii=False)

    def also(self, codes: Collection[str]) -> "Told":
        """The same with more circumstances; what is none is left out."""
        named = {*(self.named or ()), *codes}
        return replace(self, named=tuple(code for code in CIRCUMSTANCES if code in named))

    def answers(self) -> dict[str, Any]:
        """As the forms of the pages read them."""
        return {**self.household, MONTHLY: self.monthly}


def read(data: Mapping[str, str], on: date) -> Told:
    """The answers out of the hidden field; what does not fit the questions is left out. Raises BadInput."""
    text = data.get("state", "") or "{}"
    try:
        if len(text) > LARGEST_STATE:
            raise ValueError
        sent = json.loads(text)
        household, monthly = sent.get("household", {}), sent.get(MONTHLY, [])
        named = sent.get(NAMED)
    except (ValueError, AttributeError, RecursionError):
        raise BadInput({}, UNREADABLE) from None
    if (
        not isinstance(household, Mapping)
        or not isinstance(monthly, list)
        or not isinstance(named, list | None)
    ):
        raise BadInput({}, UNREADABLE)
    whole, _ = contract.read(
        union.form(on), {code: part for code, part in household.items() if code != "incomes"}
    )
    rows, _ = contract.read(incomes_form(whole, on), {MONTHLY: monthly})
    told = Told(whole, rows.get(MONTHLY, []))
    return told if named is None else told.also([code for code in named if isinstance(code, str)])


def people_form(on: date) -> Form:
    """The first questions: who lives together."""
    return _part(on, FIRST, required=True)


def incomes_form(household: Mapping[str, Any], on: date) -> Form:
    """Incomes of a usual month, of the people who were named."""
    asked = union.form(on).section("incomes")
    people = [Choice("applicant", "Ви")]
    members = household.get("members") or []
    people += [Choice(str(row["id"]), name) for row, name in zip(members, names(members, on), strict=True)]
    section = Section(
        MONTHLY,
        TITLES[MONTHLY],
        (
            Question("member", "Чий це дохід?", type="choice", choices=tuple(people)),
            replace(asked.question("class"), hint=""),
            Question("amount", "Скільки на місяць?", "Після податку, у звичайний місяць.", type="money"),
            Question(SINCE, "З якого місяця?", NOT_ALWAYS, type="month", required=False, past=True),
            Question(
                UNTIL,
                "По який місяць?",
                "Якщо й зараз отримуєте, не пишіть.",
                type="month",
                required=False,
                past=True,
            ),
        ),
        repeat=Repeat(0, 60, "Дохід", "Додати дохід"),
    )
    return Form("", MONTHLY, (section,))


def more_form(missing: Iterable[Lacking], on: date) -> Form:
    """The questions that a kind still needs, with those that follow from them."""
    codes: dict[str, list[str]] = {}
    for lack in missing:
        if "." in lack.path and not lack.path.startswith("incomes"):
            place, *_, code = lack.path.split(".")
            codes.setdefault(place, []).append(code)
    for section in union.form(on).sections:
        asked = codes.get(section.code, [])
        for question in section.questions if asked else ():
            if question.visible_when and question.visible_when.question in asked:
                asked.append(question.code)
    return _part(on, {place: tuple(dict.fromkeys(found)) for place, found in codes.items()}, required=False)


def _part(on: date, wanted: Mapping[str, tuple[str, ...]], *, required: bool) -> Form:
    """A form of some questions of the household, in its order."""
    sections = []
    for section in union.form(on).sections:
        chosen = wanted.get(section.code, ())
        asked = tuple(_alone(q, chosen, required) for q in section.questions if q.code in chosen)
        if asked:
            repeat = section.repeat and replace(section.repeat, max=MOST_PEOPLE, item_title="Людина")
            title = TITLES.get(section.code, section.title)
            sections.append(replace(section, title=title, questions=asked, repeat=repeat, hint=""))
    return Form("", union.NAME, tuple(sections))


def _alone(question: Question, chosen: tuple[str, ...], required: bool) -> Question:
    """The question as it stands among the chosen ones: a condition on a question that is not there is met."""
    condition = question.visible_when
    if condition and condition.question not in chosen:
        condition = None
    label, hint = NOT_ASKED.get(question.code, (question.label, question.hint))
    needed = required and question.code not in NOT_ASKED
    return replace(question, label=label, hint=hint, page="", required=needed, visible_when=condition)


def with_children(answers: dict[str, Any], on: date) -> dict[str, Any]:
    """Whoever is under 18 and was not asked what she does is a child."""
    members = [
        {**row, "occupation": CHILD} if row.get("occupation") is None and _under_age(row, on) else row
        for row in answers.get("members") or []
    ]
    return {**answers, "members": members}


def _under_age(row: Mapping[str, Any], on: date) -> bool:
    years = age(row.get("birth_date"), on)
    return years is not None and years < 18


def faults(form: Form, answers: Mapping[str, Any], on: date) -> dict[str, str]:
    """What is to be mended on a page: of its questions, and of people who cannot be together."""
    asked = {section.code for section in form.sections}
    household = {code: part for code, part in answers.items() if code not in (MONTHLY, "incomes")}
    together = household_checks.faults_of(household, on)
    return {
        **{path: words for path, words in together.items() if path.split(".")[0] in asked},
        **(_backwards(answers) if MONTHLY in asked else {}),
        **forms.check(form, answers, on),
    }


def _backwards(answers: Mapping[str, Any]) -> dict[str, str]:
    rows = enumerate(answers.get(MONTHLY) or [])
    return {
        f"{MONTHLY}.{place}.{UNTIL}": BACKWARDS
        for place, row in rows
        if row.get(SINCE) and row.get(UNTIL) and row[UNTIL] < row[SINCE]
    }


def full(told: Told, on: date) -> dict[str, Any]:
    """The household with its incomes in every month that any kind counts and in which they are received."""
    sums: dict[tuple[str, str, str], int] = {}
    known = {"applicant", *(str(row["id"]) for row in told.household.get("members") or [])}
    for row in told.monthly:
        if row.get("member") in known and row.get("class") and isinstance(row.get("amount"), int):
            for month in _received(row, on):
                key = (str(row["member"]), str(row["class"]), month)
                sums[key] = min(sums.get(key, 0) + int(row["amount"]), LARGEST)
    incomes = [
        {"id": f"i{place}", "member": who, "month": month, "class": name, "amount": amount}
        for place, ((who, name, month), amount) in enumerate(sums.items())
    ]
    return {"members": [], **told.household, "incomes": incomes}


def _received(row: Mapping[str, Any], on: date) -> list[str]:
    """The counted months of an income: all of them, or from a month to a month."""
    since, until = row.get(SINCE) or "", row.get(UNTIL) or "9999-12"
    return [month for month in _months(on) if since <= month <= until]


def addressed(told: Told, on: date) -> dict[str, Any]:
    """The full household as the result speaks to it: the reader is «Ви», who has no name is called by the relation."""
    household = full(told, on)
    members = household["members"]
    called = [{**row, "given_name": name} for row, name in zip(members, names(members, on), strict=True)]
    own = household.get("applicant") or {}
    return {**household, "applicant": {**own, "given_name": "Ви"}, "members": called}


def names(members: Iterable[Mapping[str, Any]], on: date) -> list[str]:
    """How each member is called: by the given name, else by the relation and a number: «Дитина 1»."""
    relation = union.form(on).section("members").question("relation")
    words = {**{one.value: one.label for one in relation.choices}, **WORDS}
    counts, found = Counter[str](), []
    for row in members:
        called = words.get(str(row.get("relation")), "Людина")
        counts[called] += 1
        found.append(str(row.get("given_name") or f"{called} {counts[called]}"))
    return found


def _months(on: date) -> list[str]:
    window = household_checks.window(on)
    if window is None:
        return []
    months, last = [window[0]], window[1]
    while months[-1] < last:
        year, month = months[-1].split("-")
        months.append(f"{month_after(date(int(year), int(month), 1)):%Y-%m}")
    return months
