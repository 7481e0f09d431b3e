"""The general form of a kind whose rules are not known: what is asked for, in the words of the person.

The layout is our own: the general application of order 441 of 21.04.2015 could not be read.
"""

from __future__ import annotations

from turbota.assistance.asking.options import RELATIONS
from turbota.assistance.asking.person import NAME_QUESTIONS
from turbota.assistance.forms import Question, Repeat, Section

REQUEST = Section(
    "request",
    "Про що ви просите",
    (
        Question(
            "what",
            "Про що ви просите?",
            "Напишіть своїми словами: яку виплату й за що або за який час.",
            "Спеціаліст прочитає ваші слова й перевірить, що вам належить.",
            max_length=1000,
            page="Про що ви просите?",
        ),
        Question(
            "ground",
            "Чому ви маєте на неї право?",
            "Напишіть, що сталося або який у вас статус, і коли. Закону називати не треба.",
            max_length=1000,
        ),
        Question(
            "paper",
            "Яким документом це підтверджено?",
            "Назва, номер і дата: посвідчення, довідка, рішення. Якщо документа немає, залиште порожнім.",
            required=False,
            page="Який документ це підтверджує?",
        ),
        Question(
            "received_before",
            "Чи отримували ви цю допомогу раніше?",
            "Якщо не пам’ятаєте, оберіть «Ні»: спеціаліст перевірить.",
            "За ті самі дні допомогу не призначають двічі.",
            "yes_no",
            page="Чи отримували ви цю допомогу раніше?",
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
            type="date",
            past=True,
        ),
        Question(
            "relation",
            "Ким вам доводиться?",
            "Наприклад: син, дружина, мати.",
            type="choice",
            choices=RELATIONS,
        ),
    ),
    entity="member",
    repeat=Repeat(0, 25, "Член родини", "Додати людину"),
    hint="Додайте тих, кого стосується прохання: дитину, про яку йдеться, людину, яку доглядаєте. "
    "Якщо просите лише за себе, не додавайте нікого.",
)
