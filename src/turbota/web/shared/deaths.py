"""The death of one side of a mandate, recorded at work with its document: all mandates of the person end by it."""

import uuid
from datetime import date, datetime

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from turbota.access.actors import Actor
from turbota.applications import mandate_permissions
from turbota.applications.mandate_queries import mandate_read
from turbota.applications.operations.attaching import count_upload
from turbota.applications.operations.representing import record_death_of_side
from turbota.audit.operations import record_read
from turbota.documents import scans
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Refused
from turbota.people.mandates import LONGEST_TITLE
from turbota.people.models import Mandate
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.representing import PURPOSE, place_of, staff
from turbota.web.ui.forms import error_lines, file_line

REPRESENTED, REPRESENTATIVE = "represented", "representative"


class DeathForm(forms.Form):
    """Who died, when and by which document it is known."""

    who = forms.ChoiceField(
        label="Хто помер", widget=forms.RadioSelect, error_messages={"required": "Виберіть, хто помер."}
    )
    died_on = forms.DateField(
        label="День смерті",
        help_text="Як у документі.",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"width": "short"}),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        error_messages={
            "required": "Напишіть день смерті з документа.",
            "invalid": "Напишіть дату числами: день, місяць, рік.",
        },
    )
    title = forms.CharField(
        label="Документ",
        help_text="Назва, номер і дата. Наприклад: свідоцтво про смерть, серія і номер.",
        max_length=LONGEST_TITLE,
        error_messages={"required": "Напишіть, що це за документ і який у нього номер."},
    )

    def __init__(self, mandate: Mandate, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["who"].choices = [  # type: ignore[attr-defined]
            (REPRESENTED, f"{mandate.represented.full_name}, за кого діють"),
            (REPRESENTATIVE, f"{mandate.who}, хто діє"),
        ]


@require_http_methods(["GET", "POST"])
@staff
def death(request: HttpRequest, mandate_id: uuid.UUID) -> HttpResponse:
    """Record it after the document is seen; the mandates of the person end at once and the other side is told."""
    actor, at, place = actor_of(request), clock.now(), place_of(request)
    mandate = mandate_read(actor, mandate_id)
    mandate_permissions.RECORD_DEATH.check(actor, mandate)
    form = DeathForm(mandate, request.POST if request.method == "POST" else None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            _record(request, form, mandate_id)
        except BadInput as bad:
            problem = bad.fields.pop("files", "")
            for name, words in bad.fields.items():
                form.add_error(name if name in form.fields else None, words)
        except Refused as refused:
            problem = refused.sentence
        else:
            messages.success(
                request, "Записано. Усі повноваження цієї людини припинено, другій стороні повідомимо."
            )
            return redirect(f"{place}:mandate", mandate_id)
    record_read(actor=actor, subject_kind="mandate", subject_id=mandate.pk, purpose=PURPOSE, at=at)
    lines = (*error_lines(form), *file_line(problem))
    content = {
        "form": form,
        "problem": problem,
        "lines": lines,
        "mandate": mandate,
        "back": f"{place}:mandate",
    }
    return render(request, "shared/mandate_death.html", content, status=422 if lines else 200)


def scan_of(request: HttpRequest, actor: Actor, at: datetime) -> scans.Scan | None:
    """The document that was added to the form; None without a file. Raises BadInput for one that cannot be read."""
    count_upload(by=actor, at=at)
    files = [scans.Upload(name="", content=one.read()) for one in request.FILES.getlist("files")]
    return scans.assemble(files) if files else None


def _record(request: HttpRequest, form: DeathForm, mandate_id: uuid.UUID) -> None:
    actor, at = actor_of(request), clock.now()
    died_on: date = form.cleaned_data["died_on"]
    record_death_of_side(
        by=actor,
        mandate_id=mandate_id,
        represented=form.cleaned_data["who"] == REPRESENTED,
        died_on=died_on,
        title=form.cleaned_data["title"],
        scan=scan_of(request, actor, at),
        at=at,
    )
