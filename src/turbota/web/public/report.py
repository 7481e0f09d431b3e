"""«Повідомити про людину в біді»: without signing in, one question a page, by POST alone.

What was told stands in the form of the page itself until it is sent; a session is not even begun. The code is shown once.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from turbota.access import limits
from turbota.casework import policies, report_queries
from turbota.casework.operations.reporting import Received, receive
from turbota.casework.states import Urgency
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Refused
from turbota.web.shared.place_choice import PLACE_NAMES, settled
from turbota.web.shared.report_forms import (
    PHOTO_HINT,
    ContactForm,
    DangerForm,
    WhatForm,
    WhereForm,
    photos_of,
    told_of,
)
from turbota.web.shared.sign_in import address_of
from turbota.web.ui.components import Progress
from turbota.web.ui.forms import as_field, drawn

Values = dict[str, str]
FLAGS = ("children", "violence")


@dataclass(frozen=True)
class Step:
    """One page of questions; the label of the field `heading` is its title."""

    code: str
    title: str
    words: str
    form: Callable[..., forms.Form]
    heading: str = ""


STEPS = (
    Step("danger", "Чи є загроза життю?", "Загроза", DangerForm, "urgency"),
    Step("what", "Що сталося?", "Що сталося", WhatForm, "what"),
    Step("where", "Де це?", "Де", WhereForm),
    Step("contact", "Хто повідомляє", "Контакт і фото", ContactForm),
)
CODES = tuple(step.code for step in STEPS)
NAMES = (
    "urgency", "what", "about", *FLAGS, *PLACE_NAMES, "place", "latitude", "longitude", "reporter_name",
    "reporter_contact",
)  # fmt: skip
STEP_OF = {
    "urgency": 0, "what": 1, "about": 1, "town": 2, "place": 2, "reporter_name": 3, "reporter_contact": 3,
}  # fmt: skip


def unkept(answer: HttpResponse) -> HttpResponse:
    """Neither the browser nor a proxy keeps the page."""
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """The questions in turn; the last page sends. Going back never loses a word."""
    if request.method != "POST":
        return _page(request, 0, {})
    values = {name: request.POST[name] for name in NAMES if name in request.POST}
    here = CODES.index(request.POST["step"]) if request.POST.get("step") in CODES else 0
    if "back" in request.POST:
        return _page(request, max(0, here - 1), values)
    form = STEPS[here].form(values)
    if not form.is_valid():
        return _page(request, here, values, form=form)
    if isinstance(form, WhereForm) and form.asks_which:
        if not (values.get("urgency") == Urgency.THREAT and form.listed.only):
            return _page(request, here, values, which=True)
        values |= {"place_code": form.listed.only, "searched": form.listed.searched}
    if _asks_for_more(request, here, values):
        return _page(request, here, values, more=True)
    if here == len(STEPS) - 1 or "send" in request.POST:
        return _send(request, here, values)
    return _page(request, here + 1, values)


def _asks_for_more(request: HttpRequest, here: int, values: Values) -> bool:
    """Once, gently, and never when a life is in danger."""
    if values.get("urgency") == Urgency.THREAT or "asked" in request.POST:
        return False
    if CODES[here] == "what":
        return policies.needs_more(values.get("what", ""))
    nowhere = (
        not settled(values) and not values.get("town", "").strip() and not values.get("place", "").strip()
    )
    return CODES[here] == "where" and nowhere and not values.get("latitude")


def _send(request: HttpRequest, here: int, values: Values) -> HttpResponse:
    photos: list[bytes] = []
    photo_problem = ""
    try:
        photos = photos_of(request)
    except Refused as refusal:
        photo_problem = refusal.sentence
        if values.get("urgency") != Urgency.THREAT:
            return _page(request, here, values, problem=photo_problem)
    try:
        received = receive(told=told_of(values, photos), at=clock.now(), network=address_of(request))
    except BadInput as problem:
        place = min(STEP_OF.get(name, here) for name in problem.fields)
        form = STEPS[place].form(values)
        for name, sentence in problem.fields.items():
            form.add_error(name if name in form.fields else None, sentence)
        return _page(request, place, values, form=form)
    except Refused as refusal:
        status = 429 if refusal.code == "too_many_tries" else 503
        return _page(request, here, values, problem=refusal.sentence, status=status)
    return _thanks(request, received, photo_problem)


def _thanks(request: HttpRequest, received: Received, photo_problem: str) -> HttpResponse:
    content = {"report": received.report, "code": received.code, "photo_problem": photo_problem}
    return unkept(render(request, "public/report_sent.html", content))


def _page(
    request: HttpRequest, place: int, values: Values, *, form: forms.Form | None = None, more: bool = False,
    which: bool = False, problem: str = "", status: int = 0,
) -> HttpResponse:  # fmt: skip
    step = STEPS[place]
    shown = form or step.form(initial=values)
    wrong = bool(problem) or bool(form and form.errors)
    content = {
        "step": step,
        "form": shown,
        "fields": [as_field(bound, heading=bound.name == step.heading) for bound in drawn(shown)],
        "hidden": [(name, value) for name, value in values.items() if name not in shown.fields],
        "progress": Progress(place, len(STEPS), f"крок {place + 1} з {len(STEPS)}", (step.words,)),
        "first": place == 0,
        "last": place == len(STEPS) - 1,
        "threat": values.get("urgency") == Urgency.THREAT,
        "more": more,
        "which": which,
        "problem": problem,
        "photo_hint": PHOTO_HINT,
    }
    return unkept(render(request, "public/report.html", content, status=status or (422 if wrong else 200)))


class CodeForm(forms.Form):
    """The code that was shown when the report was sent."""

    code = forms.CharField(
        label="Код повідомлення",
        help_text="12 літер і цифр, наприклад 7K4M‑2QPX‑HC9W.",
        max_length=100,
        error_messages={"required": "Введіть код, який ви отримали після надсилання."},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """One of three words for a code. It is sent by POST, so that it stands in no address and no history."""
    if request.method != "POST":
        return unkept(render(request, "public/report_follow.html", {"form": CodeForm()}))
    form = CodeForm(request.POST)
    if not form.is_valid():
        return unkept(render(request, "public/report_follow.html", {"form": form}, status=422))
    try:
        limits.spend(limits.FOLLOWING, address_of(request), clock.now())
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return unkept(render(request, "public/report_follow.html", {"form": form}, status=429))
    content = {
        "form": CodeForm(),
        "answered": True,
        "state": report_queries.followed(form.cleaned_data["code"]),
    }
    return unkept(render(request, "public/report_follow.html", content))
