"""Questions about a child for whom something is asked, alike in every kind that pays for each child."""

from __future__ import annotations

from dataclasses import replace

from turbota.assistance.asking.family import family
from turbota.assistance.asking.options import OCCUPATIONS
from turbota.assistance.forms import Condition, Question, Section

CERTIFICATE = Question(
    "birth_certificate",
    "Серія і номер свідоцтва про народження",
    "Наприклад: І-АБ 123456.",
    "За ним дитину знаходять у реєстрі, щоб не просити довідки.",
    max_length=30,
)

LIVES_WITH_YOU = Question(
    "lives_with_you",
    "Чи живе з вами?",
    "Якщо дитина зараз у лікарні чи на навчанні, але дім її у вас, оберіть «Так».",
    "Платять тому, з ким дитина живе.",
    "yes_no",
)

OCCUPATION = Question(
    "occupation",
    "Чим зараз займається?",
    "Для дитини до 18 років оберіть «Дитина до 18 років».",
    "Від цього залежить, до якого віку платять.",
    "choice",
    OCCUPATIONS,
)


def marker(kind: str) -> str:
    """The code of the question that says whether the claim of this kind is for the person."""
    return f"{kind}_asked"


def children(
    kind: str, label: str, *more: Question, about_all: tuple[Question, ...] = (), why_born: str, hint: str
) -> Section:
    """The household with a mark at each child of the claim.

    ``more`` is asked about the marked only, after the certificate of birth; ``about_all`` of everybody.
    """
    asked = Question(marker(kind), label, "Для інших людей оберіть «Ні».", "", "yes_no")
    return family(
        *about_all,
        asked,
        *(of_marked(kind, one) for one in (CERTIFICATE, *more)),
        why_born=why_born,
        hint=hint,
        least=1,
    )


def of_marked(kind: str, question: Question) -> Question:
    """The question asked only where the person is marked, besides its own condition."""
    mark = Condition(marker(kind), (True,))
    own = question.visible_when
    return replace(question, visible_when=replace(own, also=mark) if own else mark)
