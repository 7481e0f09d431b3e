"""Whether a newcomer without a number is somebody we know: a human compares and decides."""

import uuid
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from turbota.access.models import Role
from turbota.audit.operations import record_read
from turbota.kernel import clock
from turbota.kernel.errors import Missing
from turbota.people.models import IdentityCheck, Person
from turbota.people.operations import SHORTEST_REASON, settle_identity
from turbota.people.queries import checks_waiting, email_of, phone_of
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of
from turbota.web.ui.words import numeric_date

SAME, OTHER = "same", "other"
MOST_ROWS = 100
PURPOSE = "перевірка, чи це та сама людина"


class SettleForm(forms.Form):
    """Whether it is the same person, and how it was found out."""

    answer = forms.ChoiceField(
        label="Це та сама людина?",
        choices=[(SAME, "Так, та сама людина"), (OTHER, "Ні, це інша людина")],
        widget=forms.RadioSelect,
        error_messages={"required": "Виберіть відповідь."},
    )
    reason = forms.CharField(
        label="Як ви це встановили",
        help_text="Наприклад: звірили з паспортом під час розмови.",
        min_length=SHORTEST_REASON,
        max_length=1000,
        widget=forms.Textarea,
        error_messages={
            "required": "Напишіть, як ви це встановили.",
            "min_length": "Напишіть докладніше, як ви це встановили.",
            "max_length": "Напишіть коротше: не більше ніж 1000 знаків.",
        },
    )


@dataclass(frozen=True)
class Compared:
    """One line of the comparison."""

    label: str
    newcomer: str
    known: str

    @property
    def same(self) -> bool:
        """Whether both sides say the same."""
        return bool(self.newcomer) and self.newcomer == self.known


def _facts(person: Person) -> dict[str, str]:
    return {
        "Прізвище": person.surname,
        "Власне ім’я": person.given_name,
        "По батькові": person.patronymic,
        "Дата народження": numeric_date(person.birth_date) if person.birth_date else "",
        "Документ": person.document,
        "РНОКПП": person.own_tax_number,
        "УНЗР": person.own_unzr,
        "Громадянство": person.citizenship,
        "Телефон": phone_of(person),
        "Електронна пошта": email_of(person),
    }


def compared(check: IdentityCheck) -> list[Compared]:
    """What is known of both, line by line."""
    newcomer, known = _facts(check.newcomer), _facts(check.candidate)
    return [
        Compared(label, newcomer[label], known[label])
        for label in newcomer
        if newcomer[label] or known[label]
    ]


@require_GET
@require_staff(Role.SPECIALIST, Role.HEAD)
def identities(request: HttpRequest) -> HttpResponse:
    """Checks that wait for a human, the oldest first."""
    rows = checks_waiting(actor_of(request))[:MOST_ROWS]
    return render(request, "department/identities.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@require_staff(Role.SPECIALIST, Role.HEAD)
def identity(request: HttpRequest, check_id: uuid.UUID) -> HttpResponse:
    """Both people side by side; the answer ties the account to the known person or leaves them apart."""
    actor, at = actor_of(request), clock.now()
    check = checks_waiting(actor).filter(pk=check_id).first()
    if check is None:
        raise Missing("Цю перевірку вже завершено.", code="check_settled")
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        same = form.cleaned_data["answer"] == SAME
        settle_identity(by=actor, check_id=check.pk, same=same, reason=form.cleaned_data["reason"], at=at)
        words = (
            "Записано: та сама людина. Її заяви тепер в одному кабінеті."
            if same
            else "Записано: це інша людина."
        )
        messages.success(request, words)
        return redirect("department:identities")
    for person in (check.newcomer, check.candidate):
        record_read(actor=actor, subject_kind="person", subject_id=person.pk, purpose=PURPOSE, at=at)
    context = {"check": check, "facts": compared(check), "form": form}
    return render(request, "department/identity.html", context, status=422 if form.errors else 200)
