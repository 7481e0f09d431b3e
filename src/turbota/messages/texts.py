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
    """A message ready to be told: its kind, its subject (for letters and lists), its body, and what an open letter says
    instead of the body (empty: the body).
    """

    kind: str
    subject: str
    body: str
    letter: str = ""


ON_PAPER = "Рішення з розрахунком надрукують і видадуть у громаді, яка прийняла заяву. "

_MONTHS = (
    "січня", "лютого", "березня", "квітня", "травня", "червня",
    "липня", "серпня", "вересня", "жовтня", "листопада", "грудня",
)  # fmt: skip


def day_words(value: date) -> str:
    """A day in words: "5 грудня 2026 року"."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year} року"


def _list(items: Sequence[str]) -> str:
    return "\n".join(f"— {item}" for item in items)


def contact(organisation: str, phone: str) -> str:
    """Whom to ask, with the phone when there is one."""
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
            f"Вашу заяву «{kind_title}» зареєстровано {day_words(on)}, номер {number}.\n"
            f"Її розглядає {organisation}. Перевірити й прийняти заяву мають до {day_words(due_on)}.\n"
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
            f"Перевірити й прийняти заяву мають до {day_words(due_on)}. Зараз від вас нічого не потрібно."
        ),
    )


def accepted(*, number: str, organisation: str, due_on: date) -> Text:
    """The deciding body took the case; the term of the decision runs."""
    return Text(
        kind="application_accepted",
        subject=f"Заяву № {number} прийнято до розгляду",
        body=(
            f"{organisation}: вашу заяву № {number} прийнято до розгляду.\n"
            f"Рішення мають ухвалити до {day_words(due_on)}. Зараз від вас нічого не потрібно."
        ),
    )


def asked_to_complete(
    *, number: str, what: Sequence[str], reason: str, until: date | None, organisation: str, phone: str = ""
) -> Text:
    """Something is missing, and only the applicant can bring it. `what`: titles of documents or answers."""
    term = (
        f"Зробіть це до {day_words(until)}: тоді день звернення не зміниться."
        if until
        else "Зробіть це якнайшвидше."
    )
    reasons = f"Чому: {reason}\n" if reason else ""
    return Text(
        kind="application_to_complete",
        subject=f"Потрібна ваша дія щодо заяви № {number}",
        body=(
            f"Щоб розглянути вашу заяву № {number}, додайте:\n{_list(what)}\n{reasons}{term}\n"
            f"Це можна зробити в кабінеті. {contact(organisation, phone)}"
        ),
    )


def completed(*, number: str, on: date) -> Text:
    """What was asked for has come."""
    return Text(
        kind="application_completed",
        subject=f"Документи до заяви № {number} отримано",
        body=f"{day_words(on)} ми отримали те, що ви додали до заяви № {number}. Розгляд триває.",
    )


def considered_without_answer(*, number: str, organisation: str, phone: str = "") -> Text:
    """The term to complete is over and nothing came: the case is considered with what there is."""
    return Text(
        kind="application_goes_on",
        subject=f"Заяву № {number} розглядають далі",
        body=(
            f"Строк, щоб доповнити заяву № {number}, минув, а відповіді немає. "
            f"{organisation} розглядає заяву за тим, що в ній є. Причину дивіться в кабінеті.\n"
            f"{contact(organisation, phone)}"
        ),
    )


def returned_to_community(*, number: str, reason: str, organisation: str, until: date | None) -> Text:
    """A notice to the community: the deciding body sent the e-case back (Instruction 345, p. 11)."""
    term = f" Виправте й передайте знову до {day_words(until)}." if until else " Виправте й передайте знову."
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


def handover_alarm(*, title: str, words: str) -> Text:
    """A notice to both sides: something in a handover does not agree, is late or is doubled."""
    return Text(
        kind="handover_alarm",
        subject=f"Тривога про передачу: {title[0].lower()}{title[1:]}",
        body=f"{words}\nТривогу видно обом сторонам. Вона закінчиться сама, коли причини не стане.",
    )


def documents_added(*, number: str, count: int, organisation: str, register: str) -> Text:
    """A notice to the deciding body: documents came to a case that it already has (Instruction 345, p. 1.4)."""
    return Text(
        kind="documents_added",
        subject=f"До справи № {number} надійшли додаткові документи",
        body=(
            f"{organisation} передає додаткові документи до справи № {number}: {count}. Реєстр № {register}.\n"
            "У справі вони позначені як донесені пізніше, з датою. Перегляньте їх до рішення."
        ),
    )


def lines_ended(*, number: str, register: str, state: str) -> Text:
    """A notice to both sides of a handover: what nobody took is closed, because the case had ended before."""
    return Text(
        kind="lines_ended",
        subject=f"Реєстр № {register}: рядок справи № {number} закрито",
        body=(
            f"Справу № {number} уже закінчено («{state}»), а рядок реєстру № {register} досі чекав відповіді. Прийняти його "
            "більше нікому, тому його закрито. Копії лишаються у справі.\n"
            "Орган, що вирішує: перегляньте їх. Якщо вони змінюють право людини, скасуйте рішення й ухваліть нове. "
            "Громада: якщо людина просить розглянути документ, прийміть нову заяву."
        ),
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
    """The decision grants assistance; without days it is paid once, without the last one for life.

    The sum is read in the cabinet, or on the paper that the community prints.
    """
    where = ON_PAPER if on_paper else "Суму й розрахунок за кожним рядком дивіться в кабінеті. "
    when = (
        f"з {day_words(since)} {f'до {day_words(until)}' if until else 'безстроково'}"
        if since
        else "одноразово"
    )
    return Text(
        kind="decision_granted",
        subject=f"Є рішення за заявою № {number}: допомогу призначено",
        body=(
            f"{day_words(on)} ухвалено рішення № {decision_number}: «{kind_title}» призначено "
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
    what = f"рішення № {decision_number}: у допомозі «{kind_title}» відмовлено"
    return _without_sum("decision_refused", number, f"{day_words(on)} ухвалено {what}.", clauses, on_paper)


def not_assigned(
    *,
    number: str,
    decision_number: str,
    on: date,
    kind_title: str,
    clauses: Sequence[str],
    on_paper: bool = False,
) -> Text:
    """There was no ground to refuse, and nothing is due; `clauses` as of a refusal."""
    what = f"рішення № {decision_number}: допомогу «{kind_title}» не призначено, бо виплачувати нічого"
    return _without_sum(
        "decision_not_assigned", number, f"{day_words(on)} ухвалено {what}.", clauses, on_paper
    )


def _without_sum(kind: str, number: str, said: str, clauses: Sequence[str], on_paper: bool) -> Text:
    where = ON_PAPER if on_paper else "Пояснення причин дивіться в кабінеті. "
    grounds = f"Підстава:\n{_list(clauses)}\n" if clauses else ""
    return Text(
        kind=kind,
        subject=f"Є рішення за заявою № {number}",
        body=(
            f"{said}\n"
            f"{grounds}"
            f"{where}"
            "Ви можете оскаржити рішення: як це зробити, сказано в ньому. "
            "Якщо обставини змінилися, можна подати нову заяву."
        ),
    )


def services_decided(
    *, number: str, decision_number: str, on: date, granted: bool, on_paper: bool = False
) -> Text:
    """A decision about services is there. What was assessed and who will provide stands in the decision alone: the
    subject of the trouble never travels over open mail.
    """
    where = (
        "Рішення надрукують і видадуть у громаді, яка прийняла заяву. " if on_paper else "Воно в кабінеті. "
    )
    return Text(
        kind="decision_granted" if granted else "decision_refused",
        subject=f"Є рішення за заявою № {number}",
        body=(
            f"{day_words(on)} ухвалено рішення № {decision_number}. {where}\n"
            "У ньому сказано, що показало оцінювання, "
            f"{'хто, де й коли вам допомагатиме' if granted else 'чому так вирішили'} і як рішення оскаржити."
        ),
    )


def decided_for_community(*, number: str, decision_number: str, on: date, was_granted: bool) -> Text:
    """A notice to the community that took the application: the case is decided."""
    outcome = "допомогу призначено" if was_granted else "у допомозі відмовлено"
    return Text(
        kind="case_decided",
        subject=f"За справою № {number} ухвалено рішення",
        body=f"{day_words(on)} ухвалено рішення № {decision_number} за справою № {number}: {outcome}.",
    )


def withdrawn(*, number: str, on: date, on_paper: bool = False) -> Text:
    """The applicant took the application back, in the cabinet or by a signed paper."""
    how = "за вашою письмовою заявою відкликано" if on_paper else "ви відкликали"
    return Text(
        kind="application_withdrawn",
        subject=f"Заяву № {number} відкликано",
        body=(
            f"{day_words(on)} {how} заяву № {number}. Її більше не розглядають. "
            "Нову заяву можна подати будь-коли.\n"
            "Якщо ви не просили її відкликати, напишіть у справу або зателефонуйте."
        ),
    )


def withdrawn_for_office(*, number: str) -> Text:
    """A notice to an office that held or took the case: nothing is to be done any more."""
    return Text(
        kind="case_withdrawn",
        subject=f"Заяву № {number} відкликано",
        body=f"Заявник відкликав заяву № {number}. Розгляд закінчено, нічого робити не треба.",
    )


def left_without_consideration(
    *, number: str, organisation: str, phone: str, ground: str, appeal: str, on_paper: bool
) -> Text:
    """The deciding body ended the case: what did not come, how to appeal, how to apply anew."""
    where = "Пояснення надрукують і видадуть у громаді, яка прийняла заяву." if on_paper else (
        "Пояснення прочитайте в кабінеті."
    )  # fmt: skip
    return Text(
        kind="application_left",
        subject=f"Заяву № {number} залишено без розгляду",
        body=(
            f"{organisation}: вашу заяву № {number} залишено без розгляду.\nПідстава: {ground}. {where}\n"
            "Ви можете подати нову заяву будь-коли: додайте до неї те, чого бракувало.\n"
            f"{appeal}\n{contact(organisation, phone)}"
        ),
    )


def joined(*, number: str, other: str, organisation: str, phone: str) -> Text:
    """Two applications of one person are considered as one."""
    return Text(
        kind="application_joined",
        subject=f"Заяву № {number} приєднано до заяви № {other}",
        body=(
            f"Ви подали дві заяви на ту саму допомогу: № {number} і № {other}. {organisation} розглядає їх як одну, "
            f"за номером {other}: дата звернення не втрачається. Документи з обох заяв лишаються у справах.\n"
            f"{contact(organisation, phone)}"
        ),
    )


def annulled(
    *, number: str, decision_number: str, on: date, organisation: str, phone: str, appeal: str, on_paper: bool
) -> Text:
    """A decision is annulled: it is in force no longer, the case is considered anew."""
    where = "Рішення про скасування видадуть у громаді, яка прийняла заяву. " if on_paper else (
        "Причину прочитайте в кабінеті. "
    )  # fmt: skip
    return Text(
        kind="decision_annulled",
        subject=f"Рішення за заявою № {number} скасовано",
        body=(
            f"{day_words(on)} {organisation} скасовує рішення № {decision_number} за вашою заявою № {number}: воно більше "
            f"не діє. {where}Вашу справу розглянуть знову й повідомлять про нове рішення. Подавати заяву ще раз не "
            f"треба.\n{appeal}\n{contact(organisation, phone)}"
        ),
    )


def annulled_for_community(*, number: str, decision_number: str, on: date) -> Text:
    """A notice to the community that took the application."""
    return Text(
        kind="case_annulled",
        subject=f"Рішення за справою № {number} скасовано",
        body=f"{day_words(on)} рішення № {decision_number} за справою № {number} скасовано. Справу розглядають знову.",
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
