"""What a person does and whether she has a disability: of the applicant and of every member of the family."""

from __future__ import annotations

from turbota.assistance.asking import disability
from turbota.assistance.asking.options import OCCUPATIONS
from turbota.assistance.forms import Choice, Condition, Question

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


def of_applicant(why_disability: str) -> tuple[Question, ...]:
    """Questions to the applicant, each on a page of its own."""
    return (
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
        disability.group(
            "Чи є у вас інвалідність?", why_disability, child=False, page="Чи є у вас інвалідність?"
        ),
    )


def of_member(why_disability: str) -> tuple[Question, ...]:
    """The same questions about a member of the family."""
    return (
        Question(
            "occupation",
            "Чим зараз займається?",
            "Для дитини до 18 років оберіть «Дитина до 18 років».",
            WHY_OCCUPATION,
            "choice",
            OCCUPATIONS,
        ),
        SINCE_STOPPED,
        disability.group("Чи є інвалідність?", why_disability, child=True),
    )
