"""Who brought the paper for the applicant: the representative and the document, written down by the officer."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from turbota.access.models import Role
from turbota.applications import queries
from turbota.applications.operations import attaching
from turbota.applications.operations.representing_at_counter import (
    represent_at_counter,
    take_off_representative,
)
from turbota.applications.policies import FORMING
from turbota.documents import scans
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Refused
from turbota.people.claims import LONGEST_NUMBER
from turbota.people.mandates import LONGEST_TITLE
from turbota.people.states import REPRESENTING
from turbota.web.community.documents import upload_of
from turbota.web.community.heads import head_of
from turbota.web.community.intake_forms import PersonFields, data_given
from turbota.web.shared.day_boxes import day_field
from turbota.web.shared.guards import require_staff
from turbota.web.shared.mandate_scope import ScopeFields, scope_of
from turbota.web.shared.middleware import actor_of
from turbota.web.ui.forms import error_lines, file_line

PURPOSE = "запис представника заявника"


class RepresentativeForm(ScopeFields, PersonFields):
    """Who acts for the applicant, as who, on what document and until when."""

    kind = forms.ChoiceField(
        label="Ким є заявникові",
        choices=[(kind.value, kind.label) for kind in REPRESENTING],
        widget=forms.RadioSelect,
    )
    title = forms.CharField(
        label="Документ про повноваження",
        help_text="Назва, номер і дата. Наприклад: довіреність, № 417 від 02.11.2026.",
        max_length=LONGEST_TITLE,
        error_messages={"required": "Напишіть, що це за документ і який у нього номер."},
    )
    paper_number = forms.CharField(
        label="Номер довіреності в реєстрі",
        help_text="Якщо довіреність нотаріальна. За ним перевіримо в Єдиному реєстрі довіреностей.",
        required=False,
        max_length=LONGEST_NUMBER,
    )
    until = day_field("До якого дня діє", help_text="Якщо в документі сказано.")
    field_order = (
        "kind",
        "surname",
        "given_name",
        "patronymic",
        "birth_date",
        "tax_number",
        "document",
        "title",
        "paper_number",
        "until",
        "kinds",
        "powers",
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        for name in ("surname", "given_name", "birth_date"):
            self.fields[name].required = True


@require_http_methods(["GET", "POST"])
@require_staff(Role.COMMUNITY_OFFICER)
def representative(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """Write the representative down; then the page of the mandate, where the document is confirmed."""
    actor, at = actor_of(request), clock.now()
    case = queries.application_for(actor, application_id, at=at, purpose=PURPOSE)
    if case.state not in FORMING:
        return redirect("community:case", case.pk)
    form = RepresentativeForm(request.POST if request.method == "POST" else None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            attaching.count_upload(by=actor, at=at)
            files = [upload_of(one) for one in request.FILES.getlist("files")]
            changed = represent_at_counter(
                by=actor,
                application_id=case.pk,
                kind=form.cleaned_data["kind"],
                representative=data_given(form.cleaned_data),
                title=form.cleaned_data["title"],
                paper_number=form.cleaned_data["paper_number"],
                scan=scans.assemble(files) if files else None,
                scope=scope_of(form.cleaned_data, form.cleaned_data["until"]),
                at=at,
            )
        except BadInput as bad:
            problem = bad.fields.pop("files", "")
            for name, words in bad.fields.items():
                form.add_error(name if name in form.fields else None, words)
        except Refused as refused:
            problem = refused.sentence
        else:
            return redirect("community:mandate", changed.mandate_id)
    lines = (*error_lines(form), *file_line(problem))
    content = {"case": case, "head": head_of(case, at), "form": form, "problem": problem, "lines": lines}
    return render(request, "community/representative.html", content, status=422 if lines else 200)


@require_POST
@require_staff(Role.COMMUNITY_OFFICER)
def take_off(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """Take a representative without a mandate in force off the case: the applicant signs a new paper."""
    actor, at = actor_of(request), clock.now()
    case = queries.application_for(actor, application_id, at=at, purpose=PURPOSE)
    take_off_representative(by=actor, application_id=case.pk, at=at)
    messages.success(request, "Представника прибрано зі справи. Надрукуйте заяву знову: її підпише заявник.")
    return redirect("community:case", case.pk)
