"""Where the applicant lives."""

from __future__ import annotations

from turbota.assistance.forms import Condition, Question, Section


def address(*more: Question, why_elsewhere: str = "") -> Section:
    """The section of the address; ``more`` are questions of the kind, after the address."""
    return Section(
        "address",
        "Де ви живете",
        (
            *_address(actual=False),
            Question(
                "lives_elsewhere",
                "Чи живете ви зараз за іншою адресою?",
                "Наприклад, винаймаєте житло або переїхали.",
                why_elsewhere,
                "yes_no",
                page="Чи живете ви зараз за іншою адресою?",
            ),
            *_address(actual=True),
            *more,
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
