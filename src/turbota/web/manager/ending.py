"""A case is put before the supervisor, closed, and opened again."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from turbota.access.models import Role
from turbota.casework import case_queries
from turbota.casework.closing_policies import blockers
from turbota.casework.models import Case
from turbota.casework.operations import closing, supervising
from turbota.kernel import clock
from turbota.kernel.errors import Missing
from turbota.web.manager import case_forms
from turbota.web.manager.case_frame import case_view, frame_of
from turbota.web.manager.editing import Words, edit, version_of
from turbota.web.shared.middleware import actor_of


@require_http_methods(["GET", "POST"])
@case_view(Role.SOCIAL_MANAGER)
def ask_approval(request: HttpRequest, case: Case) -> HttpResponse:
    """Ask the supervisor to approve a stage."""
    form = case_forms.ApprovalForm(request.POST or None, initial={"stage": request.GET.get("stage", "")})
    words = Words("Подати на погодження", "Подати", "Подано. Супервізор побачить це на своїй сторінці.")
    return edit(
        request, case, form, words,
        lambda data: supervising.ask(
            by=actor_of(request), case_id=case.pk, stage=data["stage"], words=data["words"], at=clock.now()
        ),
    )  # fmt: skip


@require_POST
@case_view(Role.SOCIAL_MANAGER)
def withdraw_approval(request: HttpRequest, case: Case, approval_id: uuid.UUID) -> HttpResponse:
    """Take the request back."""
    supervising.withdraw(by=actor_of(request), approval_id=approval_id, at=clock.now())
    return redirect("manager:case", case.pk)


@require_http_methods(["GET", "POST"])
@case_view(Role.SOCIAL_MANAGER)
def close(request: HttpRequest, case: Case) -> HttpResponse:
    """End the case with its reason."""
    form = case_forms.CloseForm(request.POST or None)
    still = blockers(case)
    words = Words(
        "Завершити випадок", "Завершити випадок", "Випадок завершено. Його можна відкрити знову.",
        f"Спершу завершіть розпочате. {' '.join(still)}" if still else "", "warn",
    )  # fmt: skip
    return edit(
        request, case, form, words,
        lambda data: closing.close(
            by=actor_of(request), case_id=case.pk, reason=data["reason"], words=data["words"],
            offered=data["offered"], told=data["told"], at=clock.now(), version=version_of(request),
        ),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@case_view()
def reopen(request: HttpRequest, case: Case) -> HttpResponse:
    """Open a closed case again; the supervisor may give it to another manager."""
    at = clock.now()
    frame = frame_of(actor_of(request), case, "manager:case", at)
    if not (frame.keeps or frame.supervises):
        raise Missing
    form = case_forms.ReopenForm(request.POST or None)
    posts = {str(post.pk): post for post in case_queries.unit_managers([case.unit_id], clock.today())}
    if frame.supervises:
        named = [(pk, post.account.name) for pk, post in posts.items()]
        form.fields["manager"].choices = [("", "Той самий менеджер"), *named]  # type: ignore[attr-defined]
    else:
        del form.fields["manager"]
    words = Words(
        "Відкрити випадок знову", "Відкрити знову", "Випадок відкрито знову. Строки почалися від сьогодні."
    )
    return edit(
        request, case, form, words,
        lambda data: closing.reopen(
            by=actor_of(request), case_id=case.pk, reason=data["reason"], at=at,
            post=posts.get(data.get("manager", "")), version=version_of(request),
        ),
    )  # fmt: skip
