"""What is done to a report on a page of its own: urgency, visit, passing on, ending. One form and one operation each."""

import uuid
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from turbota.access.models import Role
from turbota.access.rules import Action
from turbota.casework import report_queries
from turbota.casework.models import Report
from turbota.casework.operations import triage
from turbota.casework.report_permissions import KEEP_REPORT, TRIAGE
from turbota.casework.report_queries import Served
from turbota.casework.states import DismissReason, Urgency
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Refused
from turbota.web.shared.day_boxes import moment_field
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of

LONGEST = 2000
WORKERS = (Role.SOCIAL_MANAGER, Role.SUPERVISOR)


def words(label: str, help_text: str = "") -> forms.CharField:
    """A box for a reason in words."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST,
        widget=forms.Textarea,
        error_messages={
            "required": "Напишіть кілька слів.",
            "max_length": f"Скоротіть: не більше ніж {LONGEST} знаків.",
        },
    )


class UrgencyForm(forms.Form):
    """How urgent the report is, as the unit sees it."""

    urgency = forms.ChoiceField(
        label="Терміновість",
        choices=Urgency.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Виберіть терміновість."},
    )
    reason = words("Чому", "Що ви з’ясували й від кого.")


class VisitForm(forms.Form):
    """When somebody came to the person, and what was found."""

    visited_at = moment_field("Коли відвідали")
    words = words("Кого побачили й що зробили")


class PassForm(forms.Form):
    """Which unit gets the report."""

    unit = forms.ChoiceField(label="Кому передати", error_messages={"required": "Виберіть відділ зі списку."})
    reason = words("Чому", "Ці слова прочитає інший відділ.")

    def __init__(self, *args: Any, served: Sequence[Served], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(str(one.unit_id), one.community) for one in served]
        cast(forms.ChoiceField, self.fields["unit"]).choices = [("", "Виберіть громаду або область"), *listed]


class DismissForm(forms.Form):
    """Why the report ends without a case."""

    why = forms.ChoiceField(
        label="Чому без випадку",
        choices=DismissReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Виберіть причину."},
    )
    reason = words("Докладніше", "Що зробили, щоб переконатися.")


class FinishForm(forms.Form):
    """What was done about a linked report."""

    reason = words("Що зроблено")


Act = Callable[[HttpRequest, uuid.UUID, dict[str, Any], datetime], Any]


def _act(
    request: HttpRequest, report: Report, form: forms.Form, act: Act, *, title: str, button: str, done: str,
    lead: str = "", leave: bool = False,
) -> HttpResponse:  # fmt: skip
    """Show the form, or do the act; a refusal stands on the page with everything typed."""
    if form.is_bound and form.is_valid():
        try:
            act(request, report.pk, form.cleaned_data, clock.now())
        except BadInput as problem:
            for name, sentence in problem.fields.items():
                form.add_error(name if name in form.fields else None, sentence)
        except Refused as refusal:
            if refusal.code != "not_visited":
                raise
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, done)
            return redirect("manager:reports") if leave else redirect("manager:report", report.pk)
    context = {"report": report, "form": form, "title": title, "button": button, "lead": lead}
    return render(request, "manager/report_act.html", context, status=422 if form.errors else 200)


def _found(request: HttpRequest, report_id: uuid.UUID, action: Action) -> Report:
    """The report, for whoever may do this to it: others who may read it have no form."""
    report = report_queries.report_for(actor_of(request), report_id, at=clock.now())
    action.check(actor_of(request), report)
    return report


def _data(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


@require_http_methods(["GET", "POST"])
@require_staff(*WORKERS)
def urgency(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """Raise or lower the urgency with a reason."""
    report = _found(request, report_id, TRIAGE)

    def act(request: HttpRequest, pk: uuid.UUID, given: dict[str, Any], at: datetime) -> None:
        triage.confirm_urgency(by=actor_of(request), report_id=pk, at=at, **given)

    form = UrgencyForm(_data(request), initial={"urgency": report.urgency_now})
    return _act(
        request, report, form, act, title="Терміновість", button="Записати", done="Терміновість записано."
    )


@require_http_methods(["GET", "POST"])
@require_staff(*WORKERS)
def visit(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """Write down that somebody came to the person."""
    report = _found(request, report_id, KEEP_REPORT)

    def act(request: HttpRequest, pk: uuid.UUID, given: dict[str, Any], at: datetime) -> None:
        triage.note_visit(by=actor_of(request), report_id=pk, at=at, **given)

    return _act(
        request, report, VisitForm(_data(request)), act,
        title="Людину відвідано", button="Записати відвідування", done="Відвідування записано.",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@require_staff(*WORKERS)
def pass_on(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """Give the report to the unit of another community."""
    report = _found(request, report_id, TRIAGE)
    others = [one for one in report_queries.served(clock.today()) if one.unit_id != report.unit_id]

    def act(request: HttpRequest, pk: uuid.UUID, given: dict[str, Any], at: datetime) -> None:
        unit_id = uuid.UUID(given["unit"])
        triage.pass_on(by=actor_of(request), report_id=pk, unit_id=unit_id, reason=given["reason"], at=at)

    return _act(
        request, report, PassForm(_data(request), served=others), act, leave=True,
        title="Передати іншому відділу", button="Передати", done="Повідомлення передано.",
        lead="Строки йдуть далі. Тут повідомлення більше не буде видно.",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@require_staff(*WORKERS)
def dismiss(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """End the report without a case, with a reason."""
    report = _found(request, report_id, TRIAGE)

    def act(request: HttpRequest, pk: uuid.UUID, given: dict[str, Any], at: datetime) -> None:
        triage.dismiss(by=actor_of(request), report_id=pk, at=at, **given)

    return _act(
        request, report, DismissForm(_data(request)), act, leave=True,
        title="Завершити без випадку", button="Завершити", done="Повідомлення завершено.",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@require_staff(*WORKERS)
def finish(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """Who answers for a linked report has done what it asked for."""
    report = _found(request, report_id, KEEP_REPORT)

    def act(request: HttpRequest, pk: uuid.UUID, given: dict[str, Any], at: datetime) -> None:
        triage.finish(by=actor_of(request), report_id=pk, at=at, **given)

    return _act(
        request, report, FinishForm(_data(request)), act, leave=True,
        title="Завершити повідомлення", button="Завершити", done="Повідомлення завершено.",
    )  # fmt: skip
