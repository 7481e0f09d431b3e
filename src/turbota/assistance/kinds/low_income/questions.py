"""The questions of assistance to low-income families.

The layout is our own: the form approved by КМУ 765 (2025) and, before it, by order 441 of 21.04.2015
could not be read. Nothing is asked that state registers hold for certain (order 1, p. 1.4).
"""

from __future__ import annotations

from datetime import date

from turbota.assistance.forms import Choice, Condition, Form, Question, Repeat, Section
from turbota.assistance.kinds.low_income.checks import CHECKS
from turbota.assistance.kinds.low_income.options import DISABILITY, INCOME_CLASSES, OCCUPATIONS, RELATIONS
from turbota.assistance.kinds.low_income.property_questions import PROPERTY

WHY_OCCUPATION = (
    "Дорослі в родині мають працювати, вчитися, служити, стояти на обліку або мати поважну причину."
)
SINCE_STOPPED = Question(
    "idle_months",
    "Скільки повних місяців без роботи й навчання?",
    "Рахуйте за останні пів року. Якщо пів року або більше, оберіть 6.",
    "Коли дорослий довго не працює й не навчається без поважної причини, допомогу не призначають.",
    "choice",
    tuple(Choice(str(n), f"{n}") for n in range(7)),
    visible_when=Condition("occupation", ("idle",)),
)

NAME_QUESTIONS = (
    Question("surname", "Прізвище", "Так, як у документі.", type="name", max_length=100),
    Question("given_name", "Ім’я", "Так, як у документі.", type="name", max_length=100),
    Question(
        "patronymic",
        "По батькові",
        "Якщо в документі немає, залиште порожнім.",
        type="name",
        required=False,
        max_length=100,
    ),
)

TAX_QUESTIONS = (
    Question(
        "tax_number_state",
        "Чи є податковий номер (РНОКПП)?",
        "Раніше його називали ідентифікаційним кодом.",
        "За номером допомогу знаходять у реєстрах, щоб не просити довідок. Номера може не бути через віру.",
        "choice",
        (
            Choice("has", "Так, є"),
            Choice("refused", "Ні, є відмітка в паспорті про відмову"),
            Choice("none", "Ні, номера ще немає"),
        ),
    ),
    Question(
        "tax_number",
        "Податковий номер",
        "10 цифр із картки платника податків.",
        type="tax_number",
        visible_when=Condition("tax_number_state", ("has",)),
    ),
)

APPLICANT = Section(
    "applicant",
    "Про вас",
    (
        Question(
            "surname", "Прізвище", "Так, як у паспорті.", type="name", max_length=100, page="Як вас звати?"
        ),
        *NAME_QUESTIONS[1:],
        Question(
            "birth_date",
            "Дата народження",
            "Наприклад: 12 05 1991.",
            "Від віку залежить рівень, який закон гарантує кожному в родині.",
            "date",
            past=True,
            page="Коли ви народилися?",
        ),
        Question(
            "citizenship",
            "Громадянство",
            "Оберіть те, що вказано в документі.",
            type="choice",
            choices=(
                Choice("ukraine", "Україна"),
                Choice("foreign_permanent", "Інша держава, постійне проживання в Україні"),
                Choice("stateless", "Без громадянства"),
                Choice("refugee", "Статус біженця або додатковий захист"),
            ),
            page="Який у вас документ?",
        ),
        Question(
            "document_type",
            "Документ",
            "Той, який можете показати.",
            type="choice",
            choices=(
                Choice("id_card", "Паспорт-картка"),
                Choice("passport_book", "Паспорт-книжечка"),
                Choice("residence_permit", "Посвідка на проживання"),
                Choice("refugee_certificate", "Посвідчення біженця або додаткового захисту"),
                Choice("other", "Інший документ"),
            ),
        ),
        Question(
            "document_series",
            "Серія",
            "Дві літери, наприклад КС.",
            max_length=10,
            visible_when=Condition("document_type", ("passport_book",)),
        ),
        Question(
            "document_number", "Номер документа", "У паспорта-картки 9 цифр, у книжечки 6.", max_length=30
        ),
        Question("document_issuer", "Хто видав", "Назва або код органу з документа.", max_length=200),
        Question("document_date", "Коли видали", "Дата з документа.", type="date", past=True),
        Question(
            "unzr",
            "Номер запису в реєстрі (УНЗР)",
            "Є на паспорті-картці, наприклад 19910512-00123.",
            type="unzr",
            required=False,
            visible_when=Condition("document_type", ("id_card", "residence_permit")),
        ),
        Question(
            TAX_QUESTIONS[0].code,
            TAX_QUESTIONS[0].label,
            TAX_QUESTIONS[0].hint,
            TAX_QUESTIONS[0].why,
            "choice",
            TAX_QUESTIONS[0].choices[:2],
            page="Чи є у вас податковий номер?",
        ),
        TAX_QUESTIONS[1],
        Question(
            "occupation",
            "Чим ви зараз займаєтесь?",
            "Оберіть головне.",
            WHY_OCCUPATION,
            "choice",
            tuple(choice for choice in OCCUPATIONS if choice.value != "child"),
            page="Чим ви зараз займаєтесь?",
        ),
        SINCE_STOPPED,
        Question(
            "disability",
            "Чи є у вас інвалідність?",
            "Якщо групу ще оформлюють, оберіть «Немає».",
            "Людям з інвалідністю закон гарантує вищий рівень.",
            "choice",
            DISABILITY[:4],
            page="Чи є у вас інвалідність?",
        ),
    ),
)


def _address(actual: bool) -> tuple[Question, ...]:
    prefix = "actual_" if actual else ""
    when = Condition("lives_elsewhere", (True,)) if actual else None
    return (
        Question(
            f"{prefix}oblast", "Область", "Наприклад: Київська. Для міста Київ напишіть «Київ».", max_length=60,
            visible_when=when, page="" if actual else "За якою адресою ви зареєстровані?",
        ),
        Question(
            f"{prefix}settlement", "Місто, село чи селище", "Наприклад: село Вишневе.", max_length=100,
            visible_when=when,
        ),
        Question(f"{prefix}street", "Вулиця", "Якщо вулиць немає, напишіть «немає».", visible_when=when),
        Question(f"{prefix}house", "Будинок", "Наприклад: 12-А.", max_length=20, visible_when=when),
        Question(
            f"{prefix}flat", "Квартира", "Якщо це будинок, залиште порожнім.", max_length=20, required=False,
            visible_when=when,
        ),
    )  # fmt: skip


ADDRESS = Section(
    "address",
    "Де ви живете",
    (
        *_address(actual=False),
        Question(
            "lives_elsewhere",
            "Чи живете ви зараз за іншою адресою?",
            "Наприклад, винаймаєте житло або переїхали.",
            "Якщо родина живе окремо від адреси реєстрації, громада може скласти акт, щоб це підтвердити.",
            "yes_no",
            page="Чи живете ви зараз за іншою адресою?",
        ),
        *_address(actual=True),
        Question(
            "idp",
            "Чи ви внутрішньо переміщена особа?",
            "Якщо у вас є довідка переселенця, оберіть «Так».",
            type="yes_no",
            page="Чи ви внутрішньо переміщена особа?",
        ),
    ),
)

MEMBERS = Section(
    "members",
    "Ваша родина",
    (
        *NAME_QUESTIONS,
        Question(
            "birth_date",
            "Дата народження",
            "Дата є у свідоцтві про народження або паспорті. Наприклад: 7 02 2022.",
            "Від віку залежить рівень, який закон гарантує кожному в родині.",
            "date",
            past=True,
        ),
        Question(
            "relation",
            "Ким вам доводиться?",
            "Наприклад: син, дружина, мати.",
            type="choice",
            choices=RELATIONS,
        ),
        *TAX_QUESTIONS,
        Question(
            "occupation",
            "Чим зараз займається?",
            "Для дитини до 18 років оберіть «Дитина до 18 років».",
            WHY_OCCUPATION,
            "choice",
            OCCUPATIONS,
        ),
        SINCE_STOPPED,
        Question(
            "disability",
            "Чи є інвалідність?",
            "Якщо групу ще оформлюють, оберіть «Немає».",
            "Людям з інвалідністю закон гарантує вищий рівень.",
            "choice",
            DISABILITY,
        ),
    ),
    entity="member",
    repeat=Repeat(0, 25, "Член родини", "Додати людину"),
    hint="Додайте чоловіка чи дружину, дітей до 18 років, дітей до 23 років, що вчаться на денній формі, "
    "батьків з інвалідністю, які живуть з вами. Себе додавати не треба.",
)

INCOMES = Section(
    "incomes",
    "Доходи родини",
    (
        Question("member", "Чий це дохід?", "Оберіть людину зі своєї родини.", type="member"),
        Question(
            "month",
            "За який місяць?",
            "Кожен місяць додайте окремо.",
            "Закон рахує середній дохід за пів року.",
            "month",
            past=True,
        ),
        Question("class", "Що це за дохід?", "Оберіть один варіант.", type="choice", choices=INCOME_CLASSES),
        Question(
            "amount", "Скільки отримали?", "Сума в гривнях після податку. Наприклад: 8 450,50.", type="money"
        ),
    ),
    entity="month",
    repeat=Repeat(0, 600, "Дохід", "Додати дохід"),
    hint="Додайте доходи кожного за кожен місяць пів року. Місяці без доходу не додавайте.",
)

PAYMENT = Section(
    "payment",
    "Куди платити",
    (
        Question(
            "way",
            "Куди вам зручно отримувати гроші?",
            "Змінити можна будь-коли.",
            type="choice",
            choices=(
                Choice("bank", "На рахунок у банку"),
                Choice("post", "Укрпоштою: у відділенні або вдома"),
            ),
            page="Куди вам зручно отримувати гроші?",
        ),
        Question(
            "iban",
            "Номер рахунку IBAN",
            "Є в застосунку банку. Починається з UA, 29 знаків. Рахунок має бути ваш.",
            type="iban",
            visible_when=Condition("way", ("bank",)),
        ),
        Question(
            "post_index",
            "Поштовий індекс",
            "5 цифр. За ним визначать ваше відділення.",
            type="post_index",
            visible_when=Condition("way", ("post",)),
        ),
    ),
)

CONTACTS = Section(
    "contacts",
    "Як з вами зв’язатися",
    (
        Question(
            "phone",
            "Телефон",
            "Наприклад: 067 123 45 67. Якщо телефону немає, залиште порожнім.",
            type="phone",
            required=False,
            page="Як з вами зв’язатися?",
        ),
        Question(
            "email",
            "Електронна пошта",
            "Якщо пошти немає, залиште порожнім.",
            type="email",
            required=False,
        ),
        Question(
            "preferred",
            "Як краще повідомляти?",
            "Так ви дізнаєтесь про кожен крок.",
            "Про рішення мають повідомити вас. Оберіть спосіб, яким користуєтесь.",
            "choice",
            (
                Choice("email", "Електронною поштою"),
                Choice("phone", "Телефоном"),
                Choice("post", "Листом"),
                Choice("cabinet", "Тільки в кабінеті"),
            ),
        ),
    ),
)

FORMS = (
    Form(
        version="1",
        kind="low_income",
        sections=(APPLICANT, ADDRESS, MEMBERS, INCOMES, PROPERTY, PAYMENT, CONTACTS),
        since=date(2020, 7, 1),
        checks=CHECKS,
    ),
)
