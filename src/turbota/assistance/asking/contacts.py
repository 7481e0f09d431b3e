"""How to reach the applicant."""

from __future__ import annotations

from turbota.assistance.forms import Choice, Question, Section

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
