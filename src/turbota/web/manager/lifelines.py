"""The life-line of a case: money and services, each by purpose; and the bases on which money is shown in full."""

import uuid
from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from turbota.access.models import Role
from turbota.casework.models import Case
from turbota.casework.states import Relation
from turbota.kernel import clock
from turbota.kernel.errors import BadInput
from turbota.timeline import bases, lines
from turbota.timeline.models import Basis
from turbota.timeline.topics import TITLES, Topic
from turbota.web.manager.case_frame import case_view, frame_of
from turbota.web.shared.lifelines import filters, months_of
from turbota.web.shared.middleware import actor_of

PAGE = "manager:lifeline"
BAD_DAY = "Напишіть дату так: 01.12.2026."


class OpenBasis(forms.Form):
    """Why the manager has to see the sums of somebody, by which document, and until when."""

    person = forms.ChoiceField(
        label="Чиї відомості відкрити",
        widget=forms.RadioSelect,
        error_messages={"required": "Виберіть людину.", "invalid_choice": "Виберіть людину зі списку."},
    )
    ground = forms.ChoiceField(
        label="Підстава",
        choices=Basis.Ground.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Виберіть підставу.", "invalid_choice": "Виберіть підставу зі списку."},
    )
    document = forms.CharField(
        label="Документ",
        help_text="Що це, номер і дата. Наприклад: згода, підписана на візиті 01.12.2026",
        max_length=300,
        error_messages={"required": "Назвіть документ: що це, номер і дата."},
    )
    until = forms.DateField(
        label="Перший день, коли відомості вже закриті",
        input_formats=("%Y-%m-%d", "%d.%m.%Y"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"width": "short"}),
        error_messages={"required": BAD_DAY, "invalid": BAD_DAY},
    )

    def __init__(self, data: object, case: Case) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        members = case.members.filter(until__isnull=True).exclude(relation=Relation.APART)
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            (str(member.person_id), member.person.full_name) for member in members.select_related("person")
        ]


@require_safe
@case_view()
def lifeline(request: HttpRequest, case: Case) -> HttpResponse:
    """One page of the line, the newest first; what is closed is said."""
    actor, at = actor_of(request), clock.now()
    chosen = request.GET.get("topic", "")
    topics = tuple(topic for topic in Topic if topic.value == chosen)
    line = lines.of_case(actor, case, at=at, after=request.GET.get("after", ""), topics=topics)
    url = reverse(PAGE, args=[case.pk])
    return render(
        request,
        "manager/lifeline.html",
        {
            "place": frame_of(actor, case, PAGE, at),
            "months": months_of(line),
            "after": line.after,
            "first": "after" not in request.GET,
            "url": url,
            "chosen": chosen if topics else "",
            "filters": filters(url, chosen, Topic),
            "chosen_words": TITLES[topics[0]].lower() if topics else "усе",
            "bases": lines.bases_of(case, clock.day_of(at)),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@case_view(Role.SOCIAL_MANAGER)
def open_basis(request: HttpRequest, case: Case) -> HttpResponse:
    """Open the money of one person on a basis."""
    form = OpenBasis(request.POST if request.method == "POST" else None, case)
    if request.method == "POST" and form.is_valid() and _open(request, case, form):
        messages.success(request, "Відомості відкрито. Людині про це написано.")
        return redirect(PAGE, case.pk)
    place = frame_of(actor_of(request), case, PAGE, clock.now())
    return render(
        request, "manager/basis.html", {"place": place, "form": form}, status=422 if form.errors else 200
    )


def _open(request: HttpRequest, case: Case, form: OpenBasis) -> bool:
    told = form.cleaned_data
    until: date = told["until"]
    try:
        bases.open_basis(
            by=actor_of(request),
            case_id=case.pk,
            person_id=uuid.UUID(told["person"]),
            ground=told["ground"],
            document=told["document"],
            until=until,
            at=clock.now(),
        )
    except BadInput as refusal:
        for name, sentence in refusal.fields.items():
            form.add_error(name, sentence)
        return False
    return True


@require_POST
@case_view(Role.SOCIAL_MANAGER)
def end_basis(request: HttpRequest, case: Case, basis_id: uuid.UUID) -> HttpResponse:
    """Close the money again."""
    bases.end_basis(by=actor_of(request), basis_id=basis_id, at=clock.now())
    messages.success(request, "Відомості закрито.")
    return redirect(PAGE, case.pk)
