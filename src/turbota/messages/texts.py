"""What people are told: one function for each event. Plain Ukrainian, from safe fields only.

Safe are: the number of an application or decision, days, the name of a kind of assistance, the name, phone
and address of an office, titles of documents. Names of people, numbers of people and sums of money never
stand here: letters travel over open mail. The cabinet shows them beside the message.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Text:
    """A message ready to be told: its kind, its subject (for letters and lists) and its body."""

    kind: str
    subject: str
    body: str


ON_PAPER = "Рішення з розрахунком надрукують і видадуть у громаді, яка прийняла заяву. "

_MONTHS = (
    "січня", "лютого", "березня", "квітня", "травня", "червня",
    "липня", "серпня", "вересня", "жовтня", "листопада", "грудня",
)  # fmt: skip


def _day(value: date) -> str:
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year} року"


def _list(items: Sequence[str]) -> str:
    return "\n".join(f"— {item}" for item in items)


def _contact(organisation: str, phone: str) -> str:
    return (
        f"Якщо є запитання: {organisation}, телефон {phone}."
        if phone
        else f"Якщо є запитання: {organisation}."
    )


def registered(*, number: str, on: date, kind_title: str, organisation: str, due_on: date) -> Text:
    """The application has its number and date (Instruction 345, p. 2.5)."""
    return Text(
        kind="application_registered",
        subject=f"Заяву № {number} зареєстровано",
        body=(
            f"Вашу заяву «{kind_title}» зареєстровано {_day(on)}, номер {number}.\n"
            f"Її розглядає {organisation}. Перевірити й прийняти заяву мають до {_day(due_on)}.\n"
            "Зараз від вас нічого не потрібно. Про кожен крок ми повідомимо."
        ),
    )


def handed_over(*, number: str, organisation: str, due_on: date) -> Text:
    """The community sent the e-case to the deciding body."""
    return Text(
        kind="application_handed_over",
        subject=f"Заяву № {number} передано на розгляд",
        body=(
            f"Громада передала вашу заяву № {number} на розгляд: {organisation}.\n"
            f"Перевірити й прийняти заяву мають до {_day(due_on)}. Зараз від вас нічого не потрібно."
        ),
    )


def accepted(*, number: str, organisation: str, due_on: date) -> Text:
    """The deciding body took the case; the term of the decision runs."""
    return Text(
        kind="application_accepted",
        subject=f"Заяву № {number} прийнято до розгляду",
        body=(
            f"{organisation}: вашу заяву № {number} прийнято до розгляду.\n"
            f"Рішення мають ухвалити до {_day(due_on)}. Зараз від вас нічого не потрібно."
        ),
    )


def asked_to_complete(
    *, number: str, what: Sequence[str], reason: str, until: date | None, organisation: str, phone: str = ""
) -> Text:
    """Something is missing, and only the applicant can bring it. `what`: titles of documents or answers."""
    term = (
        f"Зробіть це до {_day(until)}: тоді день звернення не зміниться."
        if until
        else "Зробіть це якнайшвидше."
    )
    reasons = f"Чому: {reason}\n" if reason else ""
    return Text(
        kind="application_to_complete",
        subject=f"Потрібна ваша дія щодо заяви № {number}",
        body=(
            f"Щоб розглянути вашу заяву № {number}, додайте:\n{_list(what)}\n{reasons}{term}\n"
            f"Це можна зробити в кабінеті. {_contact(organisation, phone)}"
        ),
    )


def completed(*, number: str, on: date) -> Text:
    """What was asked for has come."""
    return Text(
        kind="application_completed",
        subject=f"Документи до заяви № {number} отримано",
        body=f"{_day(on)} ми отримали те, що ви додали до заяви № {number}. Розгляд триває.",
    )


def considered_without_answer(*, number: str, organisation: str, phone: str = "") -> Text:
    """The term to complete is over and nothing came: the case is considered with what there is."""
    return Text(
        kind="application_goes_on",
        subject=f"Заяву № {number} розглядають далі",
        body=(
            f"Строк, щоб доповнити заяву № {number}, минув, а відповіді немає. "
            f"{organisation} розглядає заяву за тим, що в ній є. Причину дивіться в кабінеті.\n"
            f"{_contact(organisation, phone)}"
        ),
    )


def returned_to_community(*, number: str, reason: str, organisation: str, until: date | None) -> Text:
    """A notice to the community: the deciding body sent the e-case back (Instruction 345, p. 11)."""
    term = f" Виправте й передайте знову до {_day(until)}." if until else " Виправте й передайте знову."
    return Text(
        kind="case_returned",
        subject=f"Справу № {number} повернуто на доопрацювання",
        body=f"{organisation} повертає справу № {number}. Причина: {reason}.{term}",
    )


def accepted_from_community(*, number: str, organisation: str) -> Text:
    """A notice to the community: the deciding body took the e-case."""
    return Text(
        kind="case_accepted",
        subject=f"Справу № {number} прийнято",
        body=f"{organisation} приймає справу № {number} до розгляду. Від громади більше нічого не потрібно.",
    )


def granted(
    *,
    number: str,
    decision_number: str,
    on: date,
    kind_title: str,
    since: date | None = None,
    until: date | None = None,
    on_paper: bool = False,
) -> Text:
    """The decision grants assistance; without days it is paid once.

    The sum is read in the cabinet, or on the paper that the community prints.
    """
    where = ON_PAPER if on_paper else "Суму й розрахунок за кожним рядком дивіться в кабінеті. "
    when = f"з {_day(since)} до {_day(until)}" if since and until else "одноразово"
    return Text(
        kind="decision_granted",
        subject=f"Є рішення за заявою № {number}: допомогу призначено",
        body=(
            f"{_day(on)} ухвалено рішення № {decision_number}: «{kind_title}» призначено "
            f"{when}.\n"
            f"{where}"
            "Якщо не згодні, рішення можна оскаржити: як це зробити, сказано в рішенні."
        ),
    )


def refused(
    *,
    number: str,
    decision_number: str,
    on: date,
    kind_title: str,
    clauses: Sequence[str],
    on_paper: bool = False,
) -> Text:
    """The decision refuses. `clauses`: points of acts, e.g. "постанова № 250, пункт 9"; facts are read in
    the cabinet, or on the paper that the community prints.
    """
    where = ON_PAPER if on_paper else "Пояснення причин дивіться в кабінеті. "
    grounds = f"Підстава:\n{_list(clauses)}\n" if clauses else ""
    return Text(
        kind="decision_refused",
        subject=f"Є рішення за заявою № {number}",
        body=(
            f"{_day(on)} ухвалено рішення № {decision_number}: у допомозі «{kind_title}» відмовлено.\n"
            f"{grounds}"
            f"{where}"
            "Ви можете оскаржити рішення: як це зробити, сказано в ньому. "
            "Якщо обставини змінилися, можна подати нову заяву."
        ),
    )


def decided_for_community(*, number: str, decision_number: str, on: date, was_granted: bool) -> Text:
    """A notice to the community that took the application: the case is decided."""
    outcome = "допомогу призначено" if was_granted else "у допомозі відмовлено"
    return Text(
        kind="case_decided",
        subject=f"За справою № {number} ухвалено рішення",
        body=f"{_day(on)} ухвалено рішення № {decision_number} за справою № {number}: {outcome}.",
    )


def withdrawn(*, number: str, on: date) -> Text:
    """The applicant took the application back."""
    return Text(
        kind="application_withdrawn",
        subject=f"Заяву № {number} відкликано",
        body=(
            f"{_day(on)} ви відкликали заяву № {number}. Її більше не розглядають. "
            "Нову заяву можна подати будь-коли."
        ),
    )


def email_replaced() -> Text:
    """A letter to the former address: the person's letters go elsewhere from now on."""
    return Text(
        kind="email_replaced",
        subject="Вашу електронну адресу змінено",
        body=(
            "У кабінеті змінили або прибрали адресу для листів. Це останній лист на цю адресу.\n"
            "Якщо це зробили ви, нічого робити не треба. Якщо не ви, увійдіть до кабінету й перевірте "
            "контакти або зверніться до своєї громади."
        ),
    )


def signature_not_confirmed(*, number: str) -> Text:
    """The signature could not be confirmed within the day."""
    return Text(
        kind="signature_not_confirmed",
        subject=f"Потрібна ваша дія щодо заяви № {number}",
        body=(
            f"Підпис на заяві № {number} не підтвердився. "
            "Підпишіть заяву ще раз у кабінеті або зверніться до громади: там допоможуть подати її на папері."
        ),
    )
