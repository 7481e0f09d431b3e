"""The section of the household: who lives together with the applicant, with the questions that a kind adds."""

from __future__ import annotations

from turbota.assistance.asking.options import RELATIONS
from turbota.assistance.asking.person import NAME_QUESTIONS
from turbota.assistance.forms import Question, Repeat, Section


def family(*more: Question, why_born: str, hint: str, least: int = 0) -> Section:
    """Names, days of birth, relation to the applicant, then ``more``; ``least`` is how many people must be named."""
    return Section(
        "members",
        "Ваша родина",
        (
            *NAME_QUESTIONS,
            Question(
                "birth_date",
                "Дата народження",
                "Дата є у свідоцтві про народження або паспорті. Наприклад: 7 02 2022.",
                why_born,
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
            *more,
        ),
        entity="member",
        repeat=Repeat(least, 25, "Член родини", "Додати людину"),
        hint=hint,
    )
