"""The reason and the document of a correction."""

from typing import Any

from django import forms as django_forms

from turbota.applications.models import Application
from turbota.applications.papers import live_attachments
from turbota.web.department.acting import LONGEST_TEXT


class CorrectionForm(django_forms.Form):
    """Why another value is taken, and the document it stands in."""

    reason = django_forms.CharField(
        label="Чому берете інше значення",
        help_text="Ці слова побачить керівник, коли підписуватиме рішення.",
        max_length=LONGEST_TEXT,
        widget=django_forms.Textarea,
        error_messages={
            "required": "Напишіть, чому берете інше значення.",
            "max_length": "Напишіть коротше: не більше ніж 2000 знаків.",
        },
    )
    attachment = django_forms.ChoiceField(
        label="Документ, у якому стоїть це значення",
        error_messages={
            "required": "Виберіть документ, у якому стоїть це значення.",
            "invalid_choice": "Виберіть документ зі списку.",
        },
    )

    def __init__(self, application: Application, data: Any = None) -> None:
        super().__init__(data)
        copies = [
            (str(copy.pk), f"{number} {copy.title}")
            for number, copy in enumerate(live_attachments(application), 1)
        ]
        field = self.fields["attachment"]
        assert isinstance(field, django_forms.ChoiceField)
        field.choices = [("", "Виберіть документ"), *copies]

    def ask_of_member(self) -> None:
        """The same two questions of somebody whom a document confirms as a member of the family."""
        self.fields["reason"].label = "З чого видно, що людина живе в родині"
        self.fields["attachment"].label = "Документ, який це підтверджує"
