"""What is typed about colleagues and cases. The domain checks again; here are the words for empty answers."""

from collections.abc import Iterable

from django import forms

from turbota.access.models import Absence, Post, Role
from turbota.web.shared.day_boxes import day_field

LONG = "Напишіть коротше: не більше ніж %(limit_value)d знаків."
LONGEST_TEXT = 2000


def text_box(label: str, help_text: str, required: str) -> forms.CharField:
    """Several lines of words; `required` is what to say when there are none."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea,
        error_messages={"required": required, "max_length": LONG},
    )


class AbsenceForm(forms.Form):
    """A colleague is away."""

    account = forms.ChoiceField(
        label="Хто відсутній",
        error_messages={"required": "Виберіть людину.", "invalid_choice": "Виберіть людину."},
    )
    since = day_field("Перший день", required=True)
    last_day = day_field("Останній день", required=True)
    reason = forms.ChoiceField(
        label="Вид відсутності",
        help_text="Подробиці, наприклад діагноз, не записуємо.",
        choices=Absence.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Виберіть вид відсутності."},
    )

    def offer(self, posts: Iterable[Post]) -> None:
        """People who work here."""
        people = {str(post.account_id): post.account.name for post in posts}
        self.fields["account"].choices = [("", "Виберіть"), *people.items()]  # type: ignore[attr-defined]


class DeputyForm(forms.Form):
    """Somebody acts instead of a colleague until a day."""

    post = forms.ChoiceField(
        label="За кого", error_messages={"required": "Виберіть посаду.", "invalid_choice": "Виберіть посаду."}
    )
    account = forms.ChoiceField(
        label="Хто заступає",
        error_messages={"required": "Виберіть людину.", "invalid_choice": "Виберіть людину."},
    )
    since = day_field("Перший день", required=True)
    last_day = day_field("Останній день", required=True)
    ground = forms.CharField(
        label="Наказ або доручення",
        help_text="Номер і дата, наприклад: наказ № 7-к від 16.11.2026.",
        max_length=300,
        error_messages={"required": "Напишіть номер і дату наказу або доручення.", "max_length": LONG},
    )

    def offer(self, posts: Iterable[Post]) -> None:
        """Posts that may be lent, and people who work here."""
        rows = list(posts)
        lent = [
            (str(post.pk), f"{post.account.name}: {Role(post.role).label}")
            for post in rows
            if post.role != Role.ADMINISTRATOR
        ]
        people = {str(post.account_id): post.account.name for post in rows}
        self.fields["post"].choices = [("", "Виберіть"), *lent]  # type: ignore[attr-defined]
        self.fields["account"].choices = [("", "Виберіть"), *people.items()]  # type: ignore[attr-defined]


class GiveBackForm(forms.Form):
    """Why the case goes back to the queue."""

    reason = text_box(
        "Чому віддаєте й що вже зроблено",
        "Ці слова прочитають колеги. Заявник їх не бачить.",
        "Напишіть колегам, чому віддаєте справу й що в ній зроблено.",
    )
