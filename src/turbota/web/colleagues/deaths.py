"""Deaths that colleagues recorded: the head sees the document and undoes a record that was a mistake."""

import uuid

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from turbota.access.models import Role
from turbota.audit.operations import record_read
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Missing, Refused
from turbota.people.deaths import undo_death
from turbota.people.mandates import LONGEST_TITLE
from turbota.people.models import Death
from turbota.people.queries import deaths_here
from turbota.web.shared.deaths import scan_of
from turbota.web.shared.files import pdf_response
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of, note_refusal
from turbota.web.ui.forms import error_lines, file_line

head = require_staff(Role.HEAD)
PURPOSE = "перевірка запису про смерть"
MOST = 100
LONGEST_REASON = 2000


class UndoForm(forms.Form):
    """Why the record was a mistake, and by which document that is known."""

    reason = forms.CharField(
        label="У чому помилка",
        help_text="Що записали не так і як це з’ясували. Це залишиться в історії.",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Напишіть, у чому була помилка і як це з’ясували."},
    )
    title = forms.CharField(
        label="Документ",
        help_text="Назва, номер і дата. Наприклад: паспорт людини, яка прийшла, або відповідь органу РАЦС.",
        max_length=LONGEST_TITLE,
        error_messages={"required": "Напишіть, що це за документ і який у нього номер."},
    )


def _found(request: HttpRequest, death_id: uuid.UUID) -> Death:
    actor = actor_of(request)
    found = deaths_here(actor).filter(pk=death_id).first()
    if found is None:
        raise Missing(code="not_yours:person.deaths_here")
    record_read(
        actor=actor, subject_kind="person", subject_id=found.person_id, purpose=PURPOSE, at=clock.now()
    )
    return found


@require_safe
@head
def recorded(request: HttpRequest) -> HttpResponse:
    """What was recorded in the offices that the actor heads."""
    return render(request, "colleagues/deaths.html", {"rows": deaths_here(actor_of(request))[:MOST]})


@require_http_methods(["GET", "POST"])
@head
def undo(request: HttpRequest, death_id: uuid.UUID) -> HttpResponse:
    """The record with its document; POST undoes it, with reason and document."""
    actor, at = actor_of(request), clock.now()
    found = _found(request, death_id)
    form = UndoForm(request.POST if request.method == "POST" else None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            scan = scan_of(request, actor, at)
            undo_death(by=actor, death_id=found.pk, scan=scan, at=at, **form.cleaned_data)
        except BadInput as bad:
            problem = bad.fields.pop("files", "")
            for name, words in bad.fields.items():
                form.add_error(name if name in form.fields else None, words)
        except Refused as refused:
            note_refusal(request, refused)
            problem = refused.sentence
        else:
            messages.success(request, "Запис скасовано. Обидві сторони повноважень повідомимо.")
            return redirect("colleagues:deaths")
    lines = (*error_lines(form), *file_line(problem))
    content = {"death": found, "form": form, "problem": problem, "lines": lines}
    return render(request, "colleagues/death.html", content, status=422 if lines else 200)


@require_safe
@head
def document(request: HttpRequest, death_id: uuid.UUID) -> HttpResponse:
    """The document by which the death was recorded."""
    return pdf_response(_found(request, death_id).evidence, "document.pdf")
