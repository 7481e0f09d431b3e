"""Who lives with the applicant: names, birth, relation, what each does."""

from __future__ import annotations

from turbota.assistance.asking import situation
from turbota.assistance.asking.options import RELATIONS
from turbota.assistance.asking.person import NAME_QUESTIONS, TAX_QUESTIONS
from turbota.assistance.forms import Question, Repeat, Section


def members(*more: Question, why_born: str, why_disability: str, hint: str) -> Section:
    """The section of the members of the family; ``more`` are questions of the kind, after the common ones."""
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
            *TAX_QUESTIONS,
            *situation.of_member(why_disability),
            *more,
        ),
        entity="member",
        repeat=Repeat(0, 25, "Член родини", "Додати людину"),
        hint=hint,
    )
