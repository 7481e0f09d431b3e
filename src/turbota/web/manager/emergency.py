"""Services given at once: the manager fills and signs the act, the head approves it."""

import uuid
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from turbota.access.models import Role
from turbota.casework.emergency_permissions import APPROVE_EMERGENCY, GIVE_AT_ONCE, SIGN_EMERGENCY
from turbota.casework.emergency_queries import act_for, last_reason, open_act_of, to_approve
from turbota.casework.emergency_states import EmergencyState
from turbota.casework.models import Case, EmergencyAct
from turbota.casework.operations import emergency as operations
from turbota.documents.operations import read
from turbota.documents.preview import preview
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Conflict, Forbidden, Missing, Refused
from turbota.web.manager.case_frame import case_view, frame_of
from turbota.web.shared.day_boxes import moment_field
from turbota.web.shared.files import file_response, pdf_response
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of, note_refusal
from turbota.web.shared.services_forms import LONGEST_TEXT, ServicesRows
from turbota.web.shared.services_given import services_given
from turbota.web.shared.signed_files import p7s_response, signed_bytes
from turbota.web.ui.forms import error_lines

READERS = (Role.SOCIAL_MANAGER, Role.SUPERVISOR, Role.HEAD)
WIDTH = 1000


class DangerForm(forms.Form):
    """What threatens the person, and since when she is helped."""

    danger = forms.CharField(
        label="Що загрожує людині і чому чекати не можна",
        help_text="Простими словами. Це прочитає керівник, який затверджує акт.",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea,
        error_messages={
            "required": "Напишіть, що загрожує людині і чому чекати не можна.",
            "max_length": "Напишіть коротше: не більше ніж 2000 знаків.",
        },
    )
    given_at = moment_field("Коли послуги почали надавати")


@require_http_methods(["GET", "POST"])
@case_view(Role.SOCIAL_MANAGER)
def emergency(request: HttpRequest, case: Case) -> HttpResponse:
    """Fill the act; it is printed to be signed at once."""
    actor, at = actor_of(request), clock.now()
    GIVE_AT_ONCE.check(actor, case)
    act = open_act_of(case)
    if act is not None and act.state == EmergencyState.SIGNED:
        return redirect("manager:emergency-act", act.pk)
    data, more = (request.POST if request.method == "POST" else None), "add" in request.POST
    kept = services_kept(act)
    rows = ServicesRows(kept, clock.day_of(at), data, more=more)
    first = {"danger": act.danger, "given_at": act.given_at} if act else {"given_at": at}
    boxes = {name: field.widget for name, field in DangerForm.base_fields.items()}
    typed = (
        {name: box.value_from_datadict(request.POST, {}, name) for name, box in boxes.items()}
        if more
        else first
    )
    form = DangerForm(None if more else data, initial=typed)
    problem = ""
    if data is not None and not more and all([form.is_valid(), rows.is_valid()]):
        try:
            made = _prepared(request, case, form, rows, at)
        except BadInput as wrong:
            _put(form, rows, wrong)
        except (Conflict, Missing):
            raise
        except Refused as refusal:
            note_refusal(request, refusal)
            problem = refusal.sentence
        else:
            return redirect("manager:emergency-act", made.pk)
    lines = [*error_lines(form), *(line for row in rows.forms for line in error_lines(row))]
    context = {
        "place": frame_of(actor, case, "manager:decisions", at),
        "form": form,
        "rows": rows,
        "lines": lines,
        "problem": problem,
        "sent_back": last_reason(act) if act is not None and act.state == EmergencyState.SENT_BACK else "",
    }
    return render(request, "manager/emergency.html", context, status=422 if lines or problem else 200)


def services_kept(act: EmergencyAct | None) -> dict[str, object]:
    """The services of an act as a decision keeps them."""
    return {"services": act.services} if act is not None else {}


def _prepared(
    request: HttpRequest, case: Case, form: DangerForm, rows: ServicesRows, at: datetime
) -> EmergencyAct:
    return operations.prepare(
        by=actor_of(request),
        case_id=case.pk,
        danger=form.cleaned_data["danger"],
        services=rows.read(),
        given_at=form.cleaned_data["given_at"],
        at=at,
    )


def _put(form: forms.Form, rows: ServicesRows, wrong: BadInput) -> None:
    for name, sentence in rows.put(wrong.fields).items():
        form.add_error(name if name in form.fields else None, sentence)


@require_GET
@require_staff(*READERS)
def act(request: HttpRequest, act_id: uuid.UUID) -> HttpResponse:
    """The act: its paper, its signatures and what the reader may do with it now."""
    return _shown(request, act_for(actor_of(request), act_id, at=clock.now()))


def _shown(request: HttpRequest, row: EmergencyAct, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    waits = row.state in (EmergencyState.PREPARED, EmergencyState.SENT_BACK)
    mine = SIGN_EMERGENCY.can(actor, row)
    approves = row.state == EmergencyState.SIGNED and APPROVE_EMERGENCY.can(actor, row)
    context = {
        "act": row,
        "services": services_given(services_kept(row)),
        "pages": range(1, (row.paper.pages or 1) + 1),
        "may_read_case": mine,
        "may_change": mine and waits,
        "may_sign": mine and waits and row.manager_id == actor.account_id,
        "may_approve": approves and row.manager_id != actor.account_id,
        "own": approves and row.manager_id == actor.account_id,
        "sent_back": last_reason(row) if row.state == EmergencyState.SENT_BACK else "",
        "problem": problem,
    }
    return render(request, "manager/emergency_act.html", context, status=status)


@require_POST
@require_staff(Role.SOCIAL_MANAGER)
def sign(request: HttpRequest, act_id: uuid.UUID) -> HttpResponse:
    """The manager's signature: the services are given from now on."""
    actor, at = actor_of(request), clock.now()
    row = act_for(actor, act_id, at=at)
    try:
        sha256, cms = signed_bytes(request)
        operations.sign(by=actor, act_id=row.pk, sha256=sha256, cms=cms, at=at)
    except (Forbidden, Missing):
        raise
    except Refused as refusal:
        note_refusal(request, refusal)
        return _shown(request, row, problem=refusal.sentence, status=422)
    messages.success(
        request, "Акт підписано: послуги надаються. Керівник має затвердити його не пізніше доби."
    )
    return redirect("manager:emergency-act", row.pk)


@require_POST
@require_staff(Role.HEAD)
def approve(request: HttpRequest, act_id: uuid.UUID) -> HttpResponse:
    """The head's signature over the same bytes."""
    actor, at = actor_of(request), clock.now()
    row = act_for(actor, act_id, at=at)
    try:
        sha256, cms = signed_bytes(request)
        operations.approve(by=actor, act_id=row.pk, sha256=sha256, cms=cms, at=at)
    except (Forbidden, Missing):
        raise
    except Refused as refusal:
        note_refusal(request, refusal)
        return _shown(request, row, problem=refusal.sentence, status=422)
    messages.success(request, "Акт затверджено.")
    return redirect("manager:emergencies")


@require_POST
@require_staff(Role.HEAD)
def send_back(request: HttpRequest, act_id: uuid.UUID) -> HttpResponse:
    """Back to the manager with a reason; the services go on."""
    actor, at = actor_of(request), clock.now()
    row = act_for(actor, act_id, at=at)
    try:
        operations.send_back(
            by=actor, act_id=row.pk, reason=request.POST.get("reason", "")[:LONGEST_TEXT], at=at
        )
    except BadInput as wrong:
        return _shown(request, row, problem=" ".join(wrong.fields.values()), status=422)
    messages.success(request, "Акт повернуто менеджерові. Послуги надаються далі.")
    return redirect("manager:emergencies")


@require_GET
@require_staff(*READERS)
def paper(request: HttpRequest, act_id: uuid.UUID) -> HttpResponse:
    """The bytes that both people sign."""
    return pdf_response(act_for(actor_of(request), act_id, at=clock.now()).paper, "act.pdf")


@require_GET
@require_staff(*READERS)
def page(request: HttpRequest, act_id: uuid.UUID, number: int) -> HttpResponse:
    """One page of the act as a picture."""
    row = act_for(actor_of(request), act_id, at=clock.now())
    content = preview(read(row.paper), number, WIDTH)
    return file_response(content, media_type="image/png", name=f"page-{number}.png")


@require_GET
@require_staff(*READERS)
def signatures(request: HttpRequest, act_id: uuid.UUID) -> HttpResponse:
    """The signatures under the act in one detached CMS (.p7s)."""
    row = act_for(actor_of(request), act_id, at=clock.now())
    if not row.signatures:
        raise Missing
    return p7s_response(row.signatures, "act.pdf.p7s")


@require_GET
@require_staff(Role.HEAD)
def emergencies(request: HttpRequest) -> HttpResponse:
    """Acts that wait for the head, the oldest first."""
    return render(request, "manager/emergencies.html", {"acts": list(to_approve(actor_of(request))[:100])})
