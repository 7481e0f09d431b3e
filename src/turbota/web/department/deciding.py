"""The decision: prepared and signed by the specialist, approved or sent back by the head, and how it stands after."""

import uuid

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from turbota.access.actors import Actor
from turbota.access.models import Role
from turbota.applications.models import Application
from turbota.decisions import operations as decisions
from turbota.decisions.calculating import corrections_of
from turbota.decisions.models import Annulment, Decision
from turbota.decisions.queries import TOLD, annulment_of, decision_for, last_reason
from turbota.decisions.signing import check_other_person
from turbota.decisions.states import State
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Forbidden, Refused
from turbota.messages.queries import thread_of
from turbota.personal_files.operations import prepare_decision
from turbota.web.department.acting import LONGEST_TEXT, add_problems
from turbota.web.department.cases import case_view
from turbota.web.department.frame import frame_of
from turbota.web.department.papers import has_notice, signatures_of
from turbota.web.department.reconciling import correction_rows, result_of_decision
from turbota.web.department.rows import SUBJECT
from turbota.web.department.talking import messages_of
from turbota.web.department.telling import signs_of
from turbota.web.shared.middleware import actor_of, note_refusal
from turbota.web.shared.signed_files import signed_bytes

TOLD_OF_CASE = (*TOLD, "case_decided")


class SendBackForm(forms.Form):
    """What the specialist has to check."""

    reason = forms.CharField(
        label="Що перевірити або виправити",
        help_text="Ці слова прочитає спеціаліст. Його підпис залишиться в історії.",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea,
        error_messages={
            "required": "Напишіть спеціалістові, що перевірити або виправити.",
            "max_length": "Напишіть коротше: не більше ніж 2000 знаків.",
        },
    )


@require_POST
@case_view(Role.SPECIALIST)
def prepare(request: HttpRequest, application: Application) -> HttpResponse:
    """Calculate by the law of the date of application and print the decision for signing (R215)."""
    prepare_decision(by=actor_of(request), application_id=application.pk, at=clock.now())
    return redirect("department:decision", application.pk)


@require_POST
@case_view(Role.SPECIALIST)
def refuse_repeated(request: HttpRequest, application: Application) -> HttpResponse:
    """Prepare a refusal, because the same days are granted by another decision already."""
    prepare_decision(by=actor_of(request), application_id=application.pk, at=clock.now(), repeated=True)
    return redirect("department:decision", application.pk)


def same_person(decision: Decision | Annulment, actor: Actor) -> str:
    """The sentence why this head may not sign, or an empty string."""
    try:
        check_other_person(decision, actor)
    except Forbidden as refusal:
        return refusal.sentence
    return ""


def _shown(
    request: HttpRequest,
    application: Application,
    decision: Decision,
    *,
    problem: str = "",
    form: SendBackForm | None = None,
    status: int = 200,
) -> HttpResponse:
    actor, at = actor_of(request), clock.now()
    proposed = decision.state == State.PROPOSED and actor.holds(Role.HEAD)
    barred = same_person(decision, actor) if proposed else ""
    standing = decision.state == State.APPROVED and annulment_of(decision) is None
    told = thread_of(SUBJECT, application.pk, with_notices=True).filter(kind__in=TOLD_OF_CASE)
    context = {
        "place": frame_of(actor, application, "department:case", at),
        "decision": decision,
        "result": result_of_decision(decision),
        "corrections": correction_rows(corrections_of(application)),
        "pages": range(1, (decision.paper.pages or 1) + 1),
        "signs": signs_of(application, decision),
        "signatures": signatures_of(decision),
        "problem": problem,
        "barred": barred,
        "annulment": annulment_of(decision),
        "has_notice": has_notice(decision),
        "may_annul": standing and actor.holds(Role.SPECIALIST, Role.HEAD),
        "may_propose": decision.state == State.PREPARED and decision.specialist_id == actor.account_id,
        "may_approve": proposed and not barred,
        "may_send_back": proposed,
        "approved": decision.state == State.APPROVED,
        "sent_back": last_reason(decision) if decision.state == State.SENT_BACK else "",
        "told": messages_of(told) if decision.state == State.APPROVED else (),
        "form": form or SendBackForm(),
    }
    return render(request, "department/decision.html", context, status=status)


@require_GET
@case_view()
def decision_view(request: HttpRequest, application: Application) -> HttpResponse:
    """The decision, what was changed and why, the signatures and what the reader may do with it now."""
    return _shown(request, application, decision_for(actor_of(request), application.pk))


@require_POST
@case_view(Role.SPECIALIST)
def propose(request: HttpRequest, application: Application) -> HttpResponse:
    """The specialist's signature, made in the browser, over the very bytes of the decision."""
    actor = actor_of(request)
    decision = decision_for(actor, application.pk)
    try:
        sha256, cms = signed_bytes(request)
        decisions.propose(by=actor, decision_id=decision.pk, sha256=sha256, cms=cms, at=clock.now())
    except Refused as refusal:
        note_refusal(request, refusal)
        return _shown(request, application, decision, problem=refusal.sentence, status=422)
    messages.success(request, "Рішення підписано. Тепер його має підписати керівник.")
    return redirect("department:case", application.pk)


@require_POST
@case_view(Role.HEAD)
def approve(request: HttpRequest, application: Application) -> HttpResponse:
    """The head's signature over the same bytes: the decision stands (R216)."""
    actor = actor_of(request)
    decision = decision_for(actor, application.pk)
    try:
        sha256, cms = signed_bytes(request)
        decisions.approve(by=actor, decision_id=decision.pk, sha256=sha256, cms=cms, at=clock.now())
    except Forbidden:
        raise
    except Refused as refusal:
        note_refusal(request, refusal)
        return _shown(request, application, decision, problem=refusal.sentence, status=422)
    messages.success(request, "Рішення ухвалено. Заявника й громаду повідомляємо.")
    return redirect("department:decision", application.pk)


@require_http_methods(["POST"])
@case_view(Role.HEAD)
def send_back(request: HttpRequest, application: Application) -> HttpResponse:
    """Back to the specialist with a reason; the specialist's signature stays in the history."""
    actor = actor_of(request)
    decision = decision_for(actor, application.pk)
    form = SendBackForm(request.POST)
    if form.is_valid() and _sent_back(form, decision.pk, actor):
        messages.success(request, "Рішення повернено спеціалістові з вашою причиною.")
        return redirect("department:to-sign")
    return _shown(request, application, decision, form=form, status=422)


def _sent_back(form: SendBackForm, decision_id: uuid.UUID, actor: Actor) -> bool:
    try:
        decisions.send_back(
            by=actor, decision_id=decision_id, reason=form.cleaned_data["reason"], at=clock.now()
        )
    except BadInput as problem:
        add_problems(form, problem)
        return False
    return True
