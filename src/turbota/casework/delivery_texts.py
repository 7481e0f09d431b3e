"""What the person is told of services, and what the manager has to know. No names of people, no addresses, no sums."""

from datetime import date

from turbota.messages.texts import Text, contact, day_words


def accepted(*, title: str, organisation: str, phone: str) -> Text:
    """A provider took the person."""
    return Text(
        kind="service_accepted",
        subject="Соціальну послугу погоджено",
        body=(
            f"Послугу «{title}» вам надаватиме {organisation}. З вами зв’яжуться й домовляться про договір і перший візит.\n"
            f"Усе про послугу дивіться в кабінеті. {contact(organisation, phone)}"
        ),
    )


def waiting(*, title: str, organisation: str, place: int) -> Text:
    """There is no free place; `place`: which in the line."""
    return Text(
        kind="service_waiting",
        subject="Ви в черзі на соціальну послугу",
        body=(
            f"На послугу «{title}» в організації {organisation} зараз немає вільного місця. Ви {place}-ті в черзі.\n"
            "Щойно місце звільниться, ми повідомимо. Подавати нічого не потрібно."
        ),
    )


def to_sign(*, title: str) -> Text:
    """The contract waits for the recipient's key."""
    return Text(
        kind="contract_to_sign",
        subject="Договір про послугу чекає вашого підпису",
        body=(
            f"Договір про послугу «{title}» готовий. Відкрийте послугу в кабінеті, прочитайте договір і підпишіть його "
            "ключем. Можна й на папері: скажіть про це надавачеві."
        ),
    )


def begun(*, title: str, organisation: str, since: date) -> Text:
    """The contract is there; the service begins."""
    return Text(
        kind="service_begun",
        subject="Соціальну послугу розпочато",
        body=(
            f"{organisation} надає вам послугу «{title}» з {day_words(since)}. Хто й коли прийде, дивіться в кабінеті.\n"
            "Там само є код візиту: назвіть його працівникові, коли послугу надано."
        ),
    )


def fallen(*, title: str) -> Text:
    """The provider no longer works; the manager looks for another one."""
    return Text(
        kind="service_fallen",
        subject="Надавач вашої послуги змінюється",
        body=(
            f"Організація, що надавала або мала надавати послугу «{title}», більше не може цього робити. Ваш соціальний "
            "менеджер шукає іншу. Зараз від вас нічого не потрібно, про зміну ми повідомимо."
        ),
    )


def ended(*, title: str, organisation: str) -> Text:
    """The service is over."""
    return Text(
        kind="service_ended",
        subject="Надання соціальної послуги закінчено",
        body=(
            f"{organisation}: надання послуги «{title}» закінчено. Причину дивіться в кабінеті.\n"
            "Якщо допомога ще потрібна, скажіть про це своєму соціальному менеджерові."
        ),
    )


def rejected_notice(*, number: str, title: str, organisation: str, reason: str, others: int) -> str:
    """To the manager: look for another provider."""
    return f"{organisation} відхиляє направлення № {number} («{title}»): {reason.lower()}. {_alternatives(others)}"


def expired_notice(*, number: str, title: str, organisation: str, others: int) -> str:
    """To the manager: no answer came in time."""
    return (
        f"{organisation} не відповіла в строк на направлення № {number} («{title}»). {_alternatives(others)}"
    )


def fallen_notice(*, number: str, title: str, organisation: str, others: int) -> str:
    """To the manager: the provider closed mid-plan."""
    return (
        f"{organisation} більше не надає послугу «{title}»: направлення № {number} повернуто вам. "
        f"{_alternatives(others)}"
    )


def waiting_notice(*, number: str, title: str, organisation: str, place: int) -> str:
    """To the manager: the last place was taken meanwhile."""
    return (
        f"В організації {organisation} немає вільного місця: направлення № {number} («{title}») — {place}-те в черзі. "
        "Можна зачекати або відкликати його й вибрати іншого надавача."
    )


def missed_notice(*, title: str, number: str) -> str:
    """To the manager: two visits in a row did not happen."""
    return (
        f"Два візити поспіль за послугою «{title}» не відбулися (направлення № {number}). З’ясуйте причину."
    )


def complaint_notice(*, title: str, number: str) -> str:
    """To the manager: the recipient says that nobody came, or that something is wrong."""
    return (
        f"Отримувач скаржиться на послугу «{title}» (направлення № {number}). Прочитайте й дайте відповідь."
    )


def term_notice(*, title: str, number: str, organisation: str) -> str:
    """To the manager: the contract is over."""
    return (
        f"Строк договору про послугу «{title}» закінчився ({organisation}, направлення № {number}). Якщо послуга ще "
        "потрібна, направте людину знову."
    )


def question_notice(*, title: str, number: str, organisation: str) -> str:
    """To the manager: the provider wrote."""
    return f"{organisation} пише вам про послугу «{title}» (направлення № {number}). Прочитайте й дайте відповідь."


def answered(*, title: str) -> Text:
    """The manager answered a complaint; the words are read in the cabinet."""
    return Text(
        kind="complaint_answered",
        subject="Є відповідь на вашу скаргу",
        body=f"Соціальний менеджер відповів на вашу скаргу про послугу «{title}». Прочитайте відповідь у кабінеті.",
    )


def _alternatives(others: int) -> str:
    if not others:
        return "Інших надавачів цієї послуги у громаді немає: зверніться до сусідньої громади або області."
    return f"Інших пропозицій цієї послуги у громаді: {others}. Виберіть, куди направити."
