"""What people are told about mandates: who acts for whom. Names stand in the cabinet alone."""

from datetime import date

from turbota.messages.texts import Text, contact, day_words


def mandate_claimed() -> Text:
    """To a grown-up person: somebody says to act for her. Who it is stands in the cabinet alone."""
    return Text(
        kind="mandate_claimed",
        subject="Хтось заявив, що діє від вашого імені",
        body=(
            "Людина заявила, що може подавати заяви від вашого імені. Поки працівник не перевірить її документ, "
            "нічого про вас їй не показуємо.\n"
            "Хто це і за яким документом, дивіться в кабінеті на сторінці «Хто діє від мого імені». "
            "Якщо ви цього не доручали, скасуйте там повноваження: воно перестане діяти відразу."
        ),
    )


def mandate_confirmed() -> Text:
    """To the representative: from now on the mandate is in force."""
    return Text(
        kind="mandate_confirmed",
        subject="Ваші повноваження підтверджено",
        body=(
            "Працівник перевірив документ і підтвердив, що ви можете діяти за іншу людину. "
            "Розгляд заяви триває. Межі й строк повноважень дивіться в кабінеті на сторінці «За кого я подаю»."
        ),
    )


def confirmed_by_register(*, register: str) -> Text:
    """To the representative: a register of the state confirmed the mandate."""
    return Text(
        kind="mandate_confirmed",
        subject="Ваші повноваження підтверджено",
        body=(
            f"{register[:1].upper()}{register[1:]} підтвердив, що ви можете діяти за іншу людину. "
            "Розгляд заяви триває. Межі й строк повноважень дивіться в кабінеті на сторінці «За кого я подаю»."
        ),
    )


def acted_for_by_register(*, register: str) -> Text:
    """To a grown-up person: a register of the state confirmed a mandate to act for her."""
    return Text(
        kind="mandate_told",
        subject="Підтверджено повноваження діяти від вашого імені",
        body=(
            f"Людина діє від вашого імені: {register} підтвердив її повноваження.\n"
            "Хто це, що їй дозволено і до якого дня, дивіться в кабінеті на сторінці «Хто діє від мого імені». "
            "Якщо ви цього не доручали, скасуйте там повноваження: воно перестане діяти відразу."
        ),
    )


def not_confirmed_by_register(*, register: str) -> Text:
    """To the representative: the register does not confirm; nothing is refused, an officer looks at the paper.

    Why, only the officer sees: who claims is not yet believed, and learns nothing of what a register holds.
    """
    return Text(
        kind="register_answered",
        subject="Повноваження: є відповідь реєстру",
        body=(
            f"{register[:1].upper()}{register[1:]} не підтвердив ваших повноважень. Це не відмова.\n"
            "Працівник перевірить сам документ. Якщо ви його ще не додали, зробіть це в кабінеті на сторінці «За кого я "
            "подаю». Якщо в написаному вами є помилка, скасуйте там повноваження й заявіть знову."
        ),
    )


def acted_for(*, organisation: str, phone: str) -> Text:
    """To a grown-up person: a mandate to act for her was confirmed."""
    return Text(
        kind="mandate_told",
        subject="Підтверджено повноваження діяти від вашого імені",
        body=(
            f"{organisation}: перевірено документ людини, яка діє від вашого імені, і повноваження підтверджено.\n"
            "Хто це, що їй дозволено і до якого дня, дивіться в кабінеті на сторінці «Хто діє від мого імені». "
            f"Там повноваження можна скасувати. {contact(organisation, phone)}"
        ),
    )


def mandate_refused(*, reason: str, organisation: str, phone: str) -> Text:
    """To the representative: what was wrong with the document and what to do."""
    return Text(
        kind="mandate_refused",
        subject="Повноваження не підтверджено: потрібна ваша дія",
        body=(
            f"{organisation} не може підтвердити ваші повноваження. Причина: {reason}\n"
            "Додайте інший документ у кабінеті на сторінці «За кого я подаю». Заява нікуди не поділася: її дата та сама. "
            f"Або нехай людина, за яку ви подали, перебере справу собі. {contact(organisation, phone)}"
        ),
    )


def help_begun(*, organisation: str, phone: str, last_day: date) -> Text:
    """To the person whom an officer helps at the counter; the officer's name stands in the cabinet alone."""
    return Text(
        kind="help_begun",
        subject="Вам допомагають заповнити заяву",
        body=(
            f"{organisation}: працівник допомагає вам заповнити заяву на порталі, до {day_words(last_day)} включно. Він "
            "може записувати відповіді й додавати документи. Підписати чи подати заяву за вас він не може.\n"
            "Хто це, дивіться в кабінеті на сторінці «Хто діє від мого імені». Там ви можете взяти заяву собі, "
            "перевірити її й підписати або скасувати допомогу: вона перестане діяти відразу. "
            f"{contact(organisation, phone)}"
        ),
    )


def help_over() -> Text:
    """To the same person: the officer sees nothing of the draft any more."""
    return Text(
        kind="help_over",
        subject="Допомогу із заявою закінчено",
        body=(
            "Працівник громади більше не бачить вашої чернетки й не може її змінювати. Якщо ви ще не взяли її собі, це "
            "можна зробити в кабінеті на сторінці «Хто діє від мого імені»."
        ),
    )


def mandate_over(*, revoked: bool, died: bool = False, by_register: bool = False) -> Text:
    """To both sides: the mandate does not act any more; running cases stay with the person."""
    how = "Повноваження скасовано" if revoked else "Строк повноважень минув"
    if died:
        how = "Записано документ про смерть, тож повноваження закінчилося. Співчуваємо"
    if by_register:
        how = "За відповіддю державного реєстру повноваження більше не чинне"
    return Text(
        kind="mandate_over",
        subject="Повноваження більше не діє",
        body=(
            f"{how}. Від сьогодні представник не бачить справ людини, за яку діяв, і не може їх змінювати.\n"
            "Подані заяви розглядають далі: вони належать людині, про яку подані, і чекають на неї в її кабінеті."
        ),
    )


def death_undone(*, organisation: str, phone: str) -> Text:
    """To both sides: the record by which the mandate ended was a mistake; the mandate does not come back by itself."""
    return Text(
        kind="death_undone",
        subject="Повноваження: скасовано помилковий запис",
        body=(
            f"{organisation}: запис про смерть, через який закінчилося повноваження, був помилковий, і його скасовано. "
            "Просимо вибачення.\n"
            "Саме повноваження не поновлюється. Якщо воно ще потрібне, представник може заявити його знову: у кабінеті на "
            "сторінці «За кого я подаю» або в громаді. Подані заяви розглядають далі. "
            f"{contact(organisation, phone)}"
        ),
    )


def death_undone_for_office() -> Text:
    """A notice to the office that holds a case under such a mandate."""
    return Text(
        kind="death_undone_notice",
        subject="Запис про смерть у справі скасовано як помилковий",
        body="Повноваження представника лишається закінченим. Якщо він заявить нове, його треба підтвердити.",
    )


def mandate_over_for_office() -> Text:
    """A notice to the office that holds a case: who sent it does not act for the person any more."""
    return Text(
        kind="mandate_over_notice",
        subject="Повноваження представника в справі більше не діє",
        body="Представник більше не діє за заявника. Справа лишається за заявником: далі пишіть йому самому.",
    )
