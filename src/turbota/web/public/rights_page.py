"""What the pages of the check of rights show: the steps of the form, and the result kind by kind."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from turbota.assistance import rights
from turbota.assistance.circumstances import CIRCUMSTANCES, concerns
from turbota.assistance.household import age
from turbota.assistance.kind import Kind
from turbota.assistance.right import Right
from turbota.assistance.situations import TITLES
from turbota.assistance.wording import sums
from turbota.kernel.money import hryvnias
from turbota.law.engine.schedule import month_after
from turbota.web.public.presenters import DECIDERS
from turbota.web.public.rights_state import NAMED, SINCE, UNTIL, Told, addressed, incomes_form, names
from turbota.web.ui.components import Choice, Field, Progress
from turbota.web.ui.words import counted, month_of

KINDS = "вид,види,видів"
SHOWN = 3  # missing answers named on a card


@dataclass(frozen=True, slots=True)
class Step:
    """A page of questions: where it is sent, and where the step before is."""

    title: str
    lead: str
    url: str
    progress: Progress
    next_words: str
    back: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One kind in the result. `others` may be taken instead of it; `better` words why this one is the better of them.

    `less`: for whom of the family another kind keeps it from being paid; the sum is that of the others.
    `barred`: because of which others nothing is paid of it; its sum and reasons are then those of the kind alone.
    `months`: for which months incomes were counted; empty where none are read.
    `unsaid`: codes and words of the circumstances that nobody named, any of which would bring the kind forward.
    """

    code: str
    title: str
    official_title: str
    summary: str
    amount: str
    decider: str
    because: tuple[str, ...]
    missing: tuple[str, ...]
    changes: tuple[str, ...]
    acts: tuple[str, ...]
    verified: bool
    kind_url: str
    questions: str
    others: tuple["Card", ...] = ()
    apart: tuple[str, ...] = ()
    barred: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    better: str = ""
    unsaid: tuple[tuple[str, str], ...] = ()
    months: str = ""


@dataclass(frozen=True, slots=True)
class ResultPage:
    """The answer first: what belongs, what may, what does not."""

    title: str
    lead: str
    due: tuple[Card, ...]
    maybe: tuple[Card, ...]
    ask: tuple[Card, ...]
    not_due: tuple[Card, ...]
    unsaid: tuple[Card, ...]
    told: tuple[tuple[str, str], ...]
    on: date


PEOPLE = Step(
    "Що мені належить",
    "Кілька запитань — і побачите, яка допомога належить вашій родині, чому саме, і що змінить відповідь. "
    "Паспорт і податковий номер не потрібні.",
    "public:rights-people",
    Progress(0, 3, "крок 1 з 3", ("Хто живе з вами",)),
    "Далі: що у вас є",
)
SITUATIONS = Step(
    "Що у вас є?",
    "Позначте все, що про вашу родину. Що вже видно з відповідей, ми позначили самі. Якщо не певні, позначте: зайве "
    "не зашкодить.",
    "public:rights-situations",
    Progress(1, 3, "крок 2 з 3", ("Що у вас є",)),
    "Далі: доходи",
    "public:rights-people",
)
INCOMES = Step(
    "Які доходи має родина за місяць?",
    "Додайте дохід кожної людини. Якщо доходів немає, нічого не додавайте.",
    "public:rights-incomes",
    Progress(2, 3, "крок 3 з 3", ("Доходи",)),
    "Показати, що належить",
    "public:rights-situations",
)


def more(kind: Kind | None) -> Step:
    """The questions that one kind still needs, or all of them together."""
    title = kind.plain_title if kind else "Запитання про все разом"
    return Step(
        title,
        "Відповіді на ці запитання покажуть, чи належить вам допомога. Чого не знаєте, пропустіть.",
        reverse("public:rights-more", args=[kind.code]) if kind else reverse("public:rights-more-all"),
        Progress(3, 3, "уточнення", (title,)),
        "Показати, що належить",
        "public:rights-result",
    )


def open_kinds(told: Told, on: date) -> list[Right]:
    """The computed kinds that may belong and lack answers."""
    return [one for one in _named(rights.check(addressed(told, on), on), told) if one.missing]


def _named(found: list[Right], told: Told) -> list[Right]:
    """What is not granted and concerns the family."""
    return [
        one
        for one in found
        if one.outcome != "granted" and (told.named is None or concerns(one.kind.when, told.named))
    ]


def circumstances_asked(told: Told) -> tuple[Field, ...]:
    """What may be ticked, by situation of life. What the first answers show is ticked already."""
    named = told.named or ()
    return tuple(
        Field(
            "checks",
            NAMED,
            f"named_{situation}",
            title,
            choices=tuple(
                Choice(code, one.title, chosen=code in named)
                for code, one in CIRCUMSTANCES.items()
                if one.situation == situation
            ),
            required=False,
        )
        for situation, title in TITLES.items()
        if any(one.situation == situation for one in CIRCUMSTANCES.values())
    )


def page(found: list[Right], told: Told, on: date) -> ResultPage:
    """The result of a check: kinds whose circumstances nobody named stand apart, unless they are granted."""
    granted = [one for one in found if one.outcome == "granted"]
    named = _named(found, told)
    maybe = [one for one in named if one.outcome == "officer" and one.kind.tier == "computed"]
    asked = [one for one in named if one.outcome == "officer" and one.kind.tier != "computed"]
    due = _due(granted, on)
    return ResultPage(
        title=_title(len(due), len(maybe)),
        lead=_lead(len(due), len(maybe), len(asked)),
        due=due,
        maybe=tuple(_card(one, on) for one in maybe),
        ask=tuple(_card(one, on) for one in asked),
        not_due=tuple(_card(one, on) for one in named if one.outcome in ("refused", "not_assigned")),
        unsaid=tuple(_unsaid(one, on) for one in found if one not in (*granted, *named)),
        told=_told(told, on),
        on=on,
    )


def _unsaid(one: Right, on: date) -> Card:
    ways = tuple((code, CIRCUMSTANCES[code].title) for code in one.kind.when)
    return replace(_card(one, on), unsaid=ways)


def _title(due: int, maybe: int) -> str:
    if due:
        return f"Схоже, вам належить щонайменше {counted(due, KINDS)} допомоги"
    if maybe:
        return f"Може належати {counted(maybe, KINDS)} допомоги: ще кілька запитань"
    return "За цими відповідями допомога, яку ми рахуємо, не належить"


def _lead(due: int, maybe: int, asked: int) -> str:
    if due:
        return "Це не рішення: його ухвалять за документами, коли подасте заяву."
    rest = []
    if maybe:
        rest.append("Поки що напевно не належить нічого: бракує відповідей.")
    if asked:
        rest.append(f"Про {counted(asked, KINDS)} варто спитати людину.")
    rest.append("Нижче написано, чому не належить інше і що це змінить.")
    return f"{' '.join(rest)} Це не рішення: подати заяву ви маєте право завжди."


def _due(granted: list[Right], on: date) -> tuple[Card, ...]:
    """What is granted; under each what may be taken instead, each once. Nothing granted is left out."""
    cards, shown = [], set()
    for one in sorted(granted, key=lambda one: not one.paid):
        if one.kind.code in shown:
            continue
        others = [
            other
            for other in granted
            if one.kind.code in {b.code for b in other.excluded_by} and other.kind.code not in shown
        ]
        shown |= {one.kind.code, *(other.kind.code for other in others)}
        cards.append(_with_others(one, others, on))
    return tuple(cards)


def _with_others(one: Right, others: list[Right], on: date) -> Card:
    """The kind with those that may not be paid beside it; the better of the two sides says so."""
    if not others:
        return replace(_card(one, on), apart=tuple(barred.title for barred in one.excluded_by))
    together, best, side = sum(other.beside_monthly or other.monthly for other in others), "", ""
    if together > one.monthly:
        side = f"Вигідніше: {hryvnias(together)} проти {hryvnias(one.monthly)} на місяць"
        side = side if len(others) == 1 else side.replace("Вигідніше", "Разом вигідніше")
    elif one.monthly > together:
        best = f"Вигідніше: {hryvnias(one.monthly)} проти {hryvnias(together)} на місяць"
    cards = tuple(
        replace(_card(other, on), apart=tuple(barred.title for barred in other.excluded_by), better=side)
        for other in others
    )
    apart = tuple(other.kind.plain_title for other in others)
    return replace(_card(one, on), others=cards, apart=apart, better=best)


def _sums(one: Right) -> str:
    """What is paid beside the other kinds; of a kind that is not paid at all, what it would be alone."""
    if one.outcome != "granted" or one.calculation is None:
        return ""
    if one.limited and one.paid:
        return sums(one.beside_monthly, one.beside_once or 0, by_days=one.calculation.by_days)
    return sums(one.monthly, one.calculation.once, by_days=one.calculation.by_days)


def _card(one: Right, on: date) -> Card:
    kind, found = one.kind, one.calculation
    asked = [lack for lack in one.missing if "." in lack.path and not lack.path.startswith("incomes")]
    return Card(
        code=kind.code,
        title=kind.plain_title,
        official_title=kind.title,
        summary=kind.summary,
        amount=_sums(one),
        decider=DECIDERS.get(one.decider, "уповноважений орган") if one.decider else "",
        because=one.because,
        missing=_first(tuple(lack.label for lack in one.missing)),
        changes=one.what_would_change,
        acts=tuple(act.title for act in kind.acts),
        verified=found is not None and all(step.verified for step in found.steps),
        kind_url=reverse("public:kind", args=[kind.code]),
        questions=_questions(len(asked)),
        barred=tuple(bar.sentence for bar in one.excluded_by) if not one.paid else (),
        less=tuple(bar.sentence for bar in one.excluded_by) if one.paid else (),
        months=_months(one),
    )


def _months(one: Right) -> str:
    """«серпень 2025 — січень 2026»: the months whose income a computed result stands on; ranges, where they break off."""
    facts = one.calculation.snapshot.get("facts", {}) if one.calculation else {}
    if one.outcome == "officer" or "incomes" not in facts:
        return ""
    ranges: list[list[str]] = []
    for month in sorted(set(facts.get("window") or ())):
        if ranges and _next(ranges[-1][-1]) == month:
            ranges[-1].append(month)
        else:
            ranges.append([month])
    return " і ".join(
        month_of(part[0]) if len(part) == 1 else f"{month_of(part[0])} — {month_of(part[-1])}"
        for part in ranges
    )


def _next(month: str) -> str:
    return f"{month_after(date.fromisoformat(f'{month}-01')):%Y-%m}"


def _first(labels: tuple[str, ...]) -> tuple[str, ...]:
    """The first questions, and how many more there are: a long list frightens."""
    more = len(labels) - SHOWN
    return labels if more <= 1 else (*labels[:SHOWN], f"і ще {counted(more, 'запитання')}")


def _questions(number: int) -> str:
    return f"Відповісти на {counted(number, 'запитання')}" if number else ""


def _told(told: Told, on: date) -> tuple[tuple[str, str], ...]:
    """The answers in a few lines."""
    own = told.household.get("applicant") or {}
    people = [_person("Ви", age(own.get("birth_date"), on))]
    members = told.household.get("members") or []
    for row, name in zip(members, names(members, on), strict=True):
        people.append(_person(name, age(row.get("birth_date"), on)))
    named = [CIRCUMSTANCES[code].title for code in told.named or ()]
    return (
        ("Живете разом", "; ".join(people)),
        ("Що у вас є", "; ".join(named) or "нічого не позначено"),
        ("Доходи", "; ".join(_incomes(told, on)) or "доходів немає"),
    )


def _incomes(told: Told, on: date) -> Iterator[str]:
    """«Ви: Зарплата, 6 000,00 ₴ щомісяця», «Тарас: Інший дохід, 9 000,00 ₴ з травня 2026 року по серпень 2026 року»."""
    (section,) = incomes_form(told.household, on).sections
    who, what = (
        {one.value: one.label for one in section.question(code).choices} for code in ("member", "class")
    )
    for row in told.monthly:
        if isinstance(row.get("amount"), int):
            since, until = row.get(SINCE), row.get(UNTIL)
            span = [f"від: {month_of(since)}" if since else "", f"до: {month_of(until)}" if until else ""]
            when = ", ".join(part for part in span if part) or "щомісяця"
            names = f"{who.get(str(row.get('member')), '')}: {what.get(str(row.get('class')), '')}"
            yield f"{names}, {hryvnias(row['amount'])}, {when}"


def _person(name: str, years: int | None) -> str:
    if years is None:
        return name
    return f"{name}, {counted(years, 'рік') if years else 'до року'}"
