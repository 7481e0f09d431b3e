"""Who applies, and how people are named in any section."""

from __future__ import annotations

from turbota.assistance.forms import Choice, Condition, Question, Section

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


def applicant(*more: Question, why_born: str = "") -> Section:
    """The section about the applicant; ``more`` are questions of the kind, after the document and the number."""
    return Section("applicant", "Про вас", (*_identity(why_born), *more))


def _document() -> tuple[Question, ...]:
    """The paper by which the applicant is known, as it stands on it."""
    return (
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
    )


def _identity(why_born: str) -> tuple[Question, ...]:
    return (
        Question(
            "surname", "Прізвище", "Так, як у паспорті.", type="name", max_length=100, page="Як вас звати?"
        ),
        *NAME_QUESTIONS[1:],
        Question(
            "birth_date",
            "Дата народження",
            "Наприклад: 12 05 1991.",
            why_born,
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
        *_document(),
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
    )
