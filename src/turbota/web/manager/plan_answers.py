"""What the person answers outside the cabinet, written down by the manager: a signed paper, a spoken no, a code."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from turbota.access.models import Role
from turbota.casework import plan_papers
from turbota.casework.models import Case, Plan
from turbota.casework.operations import agreeing, agreeing_by_code
from turbota.documents.scans import MOST_BYTES_BEFORE, Scan, Upload, assemble
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Refused
from turbota.web.manager.asked import box
from turbota.web.manager.case_frame import case_view, frame_of
from turbota.web.manager.plans import PAGE, back_to, version
from turbota.web.shared.middleware import actor_of

EDIT = ["GET", "HEAD", "POST"]


class PaperForm(forms.Form):
    """Who signed by hand."""

    name = box("Хто підписав", 200, hint="Сама людина або представник, прізвище та ім’я")


class CodeForm(forms.Form):
    """The code that the person named."""

    code = box("Код, який назвала людина", 6)


class RefusalForm(forms.Form):
    """What the person said, and about which measures."""

    measures = forms.MultipleChoiceField(
        label="Від яких заходів людина відмовляється", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Якщо від усього плану, не позначайте нічого.",
    )  # fmt: skip
    reason = box("Чому, словами людини", 2000, long=True)

    def __init__(self, data: Any, plan: Plan) -> None:
        super().__init__(data)
        rows = plan_papers.content_of(plan).live()
        self.fields["measures"].choices = [(str(one.pk), one.content) for one in rows]  # type: ignore[attr-defined]


def _scan(request: HttpRequest) -> Scan | None:
    """The uploaded pages as one scan; None when nothing was chosen. Raises Refused for a bad file."""
    files = request.FILES.getlist("files")
    if not files:
        return None
    total = sum(file.size or 0 for file in files)
    if total > MOST_BYTES_BEFORE:
        raise Refused(
            "Файли разом завеликі: приймаємо до 40 МБ. Сфотографуйте сторінки ще раз меншими.",
            code="scan_too_large",
        )
    return assemble([Upload(name="", content=file.read()) for file in files])


def _page(
    request: HttpRequest, case: Case, plan: Plan, form: forms.Form, title: str, button: str, **more: Any
) -> HttpResponse:
    context = {
        "place": frame_of(actor_of(request), case, PAGE, clock.now()),
        "plan": plan, "form": form, "title": title, "button": button, **more,
    }  # fmt: skip
    bad = form.errors or more.get("problem")
    return render(request, "manager/plan_answer.html", context, status=422 if bad else 200)


@require_http_methods(EDIT)
@case_view(Role.SOCIAL_MANAGER)
def signed(request: HttpRequest, case: Case, number: int) -> HttpResponse:
    """The plan was printed and signed by hand: its scan."""
    plan = version(case, number)
    form, problem = PaperForm(request.POST if request.method == "POST" else None), ""
    if request.method == "POST" and form.is_valid():
        try:
            agreeing.take_paper(
                by=actor_of(request), plan_id=plan.pk, name=form.cleaned_data["name"], scan=_scan(request),
                at=clock.now(),
            )  # fmt: skip
        except BadInput as fault:
            problem = fault.fields.pop("files", "")
            for name, sentence in fault.fields.items():
                form.add_error(name, sentence)
        except Refused as refused:
            problem = refused.sentence
        else:
            messages.success(request, "Підписаний план додано.")
            return back_to(plan)
    return _page(
        request, case, plan, form, "Людина підписала на папері", "Додати підписаний план", files=True,
        problem=problem,
    )  # fmt: skip


@require_http_methods(EDIT)
@case_view(Role.SOCIAL_MANAGER)
def refused(request: HttpRequest, case: Case, number: int) -> HttpResponse:
    """The person said no, in person or by phone."""
    plan = version(case, number)
    form = RefusalForm(request.POST if request.method == "POST" else None, plan)
    if request.method == "POST" and form.is_valid():
        chosen = [
            one.pk
            for one in plan_papers.content_of(plan).live()
            if str(one.pk) in form.cleaned_data["measures"]
        ]
        try:
            agreeing.record_refusal(
                by=actor_of(request), plan_id=plan.pk, reason=form.cleaned_data["reason"], measures=chosen,
                at=clock.now(),
            )  # fmt: skip
        except BadInput as fault:
            form.add_error("reason", fault.fields["reason"])
        else:
            messages.success(
                request, "Відповідь людини записано. План повернуто до складання: змініть його разом."
            )
            return back_to(plan)
    return _page(request, case, plan, form, "Людина не погоджується", "Записати відповідь")


@require_POST
@case_view(Role.SOCIAL_MANAGER)
def send_code(request: HttpRequest, case: Case, number: int) -> HttpResponse:
    """Put a one-time code into the person's cabinet, to be named by phone."""
    plan = version(case, number)
    agreeing_by_code.send_code(by=actor_of(request), plan_id=plan.pk, at=clock.now())
    messages.success(request, "Код з’явився в кабінеті людини. Він діє 15 хвилин: попросіть назвати його.")
    return _page(request, case, plan, CodeForm(), "Згода за кодом", "Погодити за кодом", code=True)


@require_POST
@case_view(Role.SOCIAL_MANAGER)
def by_code(request: HttpRequest, case: Case, number: int) -> HttpResponse:
    """The person named the code: it is the agreement."""
    plan, form = version(case, number), CodeForm(request.POST)
    if form.is_valid():
        try:
            agreeing_by_code.agree_by_code(
                by=actor_of(request), plan_id=plan.pk, code=form.cleaned_data["code"], at=clock.now()
            )
        except BadInput as fault:
            form.add_error("code", fault.fields["code"])
        else:
            messages.success(request, "Згоду людини записано.")
            return back_to(plan)
    return _page(request, case, plan, form, "Згода за кодом", "Погодити за кодом", code=True)
