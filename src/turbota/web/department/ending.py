"""Ending a case without a decision: left without consideration, or joined to another application of the person."""

import uuid

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from turbota.access.models import Role
from turbota.applications import leaving
from turbota.applications.models import Application
from turbota.applications.states import ENDED
from turbota.decisions import returning
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Conflict, Refused
from turbota.law.grounds import Ground
from turbota.personal_files.queries import beside
from turbota.web.department.acting import LONGEST_TEXT, add_problems, version_of
from turbota.web.department.cases import case_view
from turbota.web.department.frame import frame_of
from turbota.web.shared.middleware import actor_of, note_refusal

TOO_LONG = "Напишіть коротше: не більше ніж 2000 знаків."


class LeaveForm(forms.Form):
    """Why the application is left without consideration."""

    ground = forms.ChoiceField(
        label="Підстава",
        widget=forms.RadioSelect,
        error_messages={"required": "Виберіть підставу зі списку."},
    )
    text = forms.CharField(
        label="Чого саме не надійшло і до якого дня чекали",
        help_text="Ці слова прочитає людина. Назвіть документ і день, до якого його чекали.",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea,
        error_messages={
            "required": "Напишіть людині, чого саме не надійшло і до якого дня чекали.",
            "max_length": TOO_LONG,
        },
    )

    def offer(self, found: list[Ground]) -> None:
        """Grounds that are there now."""
        self.fields["ground"].choices = [(one.code, one.title) for one in found]  # type: ignore[attr-defined]


class JoinForm(forms.Form):
    """Which application of the person is considered, and why the two are one."""

    into = forms.TypedChoiceField(
        label="Яку заяву розглядати далі",
        coerce=uuid.UUID,
        widget=forms.RadioSelect,
        error_messages={"required": "Виберіть, яку заяву розглядати далі."},
    )
    reason = forms.CharField(
        label="Що сказати людині",
        help_text="Людина прочитає ці слова й номер заяви, яку розглядають далі.",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea,
        error_messages={
            "required": "Напишіть людині, чому дві заяви розглядають як одну.",
            "max_length": TOO_LONG,
        },
    )

    def offer(self, others: list[Application]) -> None:
        """Other applications of the person of the same kind."""
        self.fields["into"].choices = [  # type: ignore[attr-defined]
            (str(one.pk), f"№ {one.number}, {one.get_state_display().lower()}") for one in others
        ]


def _over(request: HttpRequest, application: Application) -> HttpResponse | None:
    """A second press of the button: the case has ended already, its page says how."""
    if application.state in ENDED:
        messages.info(request, f"Розгляд уже закінчено: {application.get_state_display().lower()}.")
        return redirect("department:case", application.pk)
    return None


@require_http_methods(["GET", "POST"])
@case_view(Role.SPECIALIST)
def leave(request: HttpRequest, application: Application) -> HttpResponse:
    """End a case whose applicant did not bring what is obligatory, or no valid signature, within the term."""
    actor, at = actor_of(request), clock.now()
    over = _over(request, application)
    if over is not None:
        return over
    found, problem = leaving.possible(application, at), ""
    form = LeaveForm(request.POST or None)
    form.offer(found)
    if request.method == "POST" and form.is_valid():
        try:
            returning.leave(
                by=actor,
                application_id=application.pk,
                at=at,
                version=version_of(request),
                **form.cleaned_data,
            )
        except BadInput as bad:
            add_problems(form, bad)
        except (Conflict, Refused) as refusal:
            note_refusal(request, refusal)
            problem = refusal.sentence
        else:
            messages.success(
                request, "Заяву залишено без розгляду. Людині сказано, як оскаржити й подати нову."
            )
            return redirect("department:case", application.pk)
    context = {
        "place": frame_of(actor, application, "department:case", at),
        "form": form,
        "grounds": found,
        "unverified": any(not one.verified for one in found),
        "late": leaving.late_clock(application, at),
        "problem": problem,
    }
    return render(request, "department/leave.html", context, status=422 if form.errors or problem else 200)


@require_http_methods(["GET", "POST"])
@case_view(Role.SPECIALIST)
def join(request: HttpRequest, application: Application) -> HttpResponse:
    """Two applications of one person are considered as one, the earlier one."""
    actor, at = actor_of(request), clock.now()
    over = _over(request, application)
    if over is not None:
        return over
    others, problem = beside(application), ""
    form = JoinForm(request.POST or None)
    form.offer(others)
    if request.method == "POST" and form.is_valid():
        try:
            returning.join(
                by=actor, application_id=application.pk, into_id=form.cleaned_data["into"],
                reason=form.cleaned_data["reason"], at=at, version=version_of(request),
            )  # fmt: skip
        except BadInput as bad:
            add_problems(form, bad)
        except Refused as refusal:
            note_refusal(request, refusal)
            problem = refusal.sentence
        else:
            messages.success(request, "Заяви з’єднано. Людину повідомлено, дата звернення не втрачається.")
            return redirect("department:case", application.pk)
    frame = frame_of(actor, application, "department:case", at)
    context = {"place": frame, "form": form, "others": others, "problem": problem}
    return render(request, "department/join.html", context, status=422 if form.errors or problem else 200)
