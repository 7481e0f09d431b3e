"""«Що мені належить»: without signing in, by POST alone, and nothing of it is kept.

What was answered stands in the form of the page itself (`rights_state`). It leaves the browser only to be computed; the one
exception is an application: then the answers are sealed for half an hour (`applications.operations.carrying`).
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from turbota.applications.operations.carrying import carry
from turbota.assistance import catalogue, circumstances, rights, union
from turbota.assistance.forms import Form
from turbota.assistance.kind import Kind
from turbota.assistance.right import Right
from turbota.kernel import clock
from turbota.web.public import rights_page, rights_state
from turbota.web.public.rights_state import MONTHLY, NAMED, Told
from turbota.web.shared import carried
from turbota.web.shared.questions import ADD, REMOVE, Reading, dense_for, read_dense

View = Callable[..., HttpResponse]
ANSWERED = "answered"  # the form of the page was sent, not only the answers of before


def posted(view: View) -> View:
    """By POST alone: who types the address begins anew. Neither the browser nor a proxy keeps the page."""

    @require_http_methods(["GET", "POST"])
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return redirect("public:rights")
        return _unkept(view(request, *args, **kwargs))

    return guarded


def _unkept(answer: HttpResponse) -> HttpResponse:
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """The first questions, with nothing answered."""
    return _unkept(_people(request, Told({"members": []}), None))


@posted
def people(request: HttpRequest) -> HttpResponse:
    """Who lives together; then what the family has."""
    on = clock.today()
    told = rights_state.read(request.POST, on)
    if ANSWERED not in request.POST:
        return _people(request, told, None)
    form = rights_state.people_form(on)
    reading = read_dense(form, told.answers(), request.POST.dict())
    values = rights_state.with_children(reading.values, on)
    told = replace(told, household={code: part for code, part in values.items() if code != MONTHLY})
    if ADD in request.POST or REMOVE in request.POST:
        return _people(request, told, reading)
    errors = {**rights_state.faults(form, told.household, on), **reading.errors}
    if errors:
        return _people(request, told, reading, errors)
    return _situations(request, told.also(circumstances.seen(told.household, on)))


@posted
def situations(request: HttpRequest) -> HttpResponse:
    """What the family has; then the incomes. Nothing has to be ticked."""
    told = rights_state.read(request.POST, clock.today())
    if ANSWERED not in request.POST:
        return _situations(request, told)
    return _incomes(request, replace(told, named=()).also(request.POST.getlist(NAMED)), None)


@posted
def incomes(request: HttpRequest) -> HttpResponse:
    """Incomes of a usual month; then the result."""
    on = clock.today()
    told = rights_state.read(request.POST, on)
    if ANSWERED not in request.POST:
        return _incomes(request, told, None)
    form = rights_state.incomes_form(told.household, on)
    reading = read_dense(form, told.answers(), request.POST.dict())
    told = replace(told, monthly=reading.values.get(MONTHLY, []))
    if ADD in request.POST or REMOVE in request.POST:
        return _incomes(request, told, reading)
    errors = {**rights_state.faults(form, told.answers(), on), **reading.errors}
    if errors:
        return _incomes(request, told, reading, errors)
    return _result(request, told)


@posted
def more(request: HttpRequest, code: str) -> HttpResponse:
    """The questions that one kind still needs; then the result anew."""
    kind = _kind(code)
    return _answered(
        request, lambda told, on: [rights.of_kind(kind, rights_state.addressed(told, on), on)], kind
    )


@posted
def more_all(request: HttpRequest) -> HttpResponse:
    """The questions of all kinds that may belong, each once; then the result anew."""
    return _answered(request, rights_page.open_kinds, None)


def _answered(
    request: HttpRequest, asking: Callable[[Told, date], list[Right]], kind: Kind | None
) -> HttpResponse:
    on = clock.today()
    told = rights_state.read(request.POST, on)
    form = rights_state.more_form([lack for one in asking(told, on) for lack in one.missing], on)
    if not form.sections:
        return _result(request, told)
    step = rights_page.more(kind)
    if ANSWERED not in request.POST:
        return _page(request, told, form, None, None, step)
    reading = read_dense(form, told.answers(), request.POST.dict())
    told = replace(told, household={name: part for name, part in reading.values.items() if name != MONTHLY})
    errors = {**rights_state.faults(form, told.household, on), **reading.errors}
    if errors:
        return _page(request, told, form, reading, errors, step)
    return _result(request, told)


@posted
def result(request: HttpRequest) -> HttpResponse:
    """What belongs to the household by the answers so far; «Це про нас» names one more circumstance."""
    told = rights_state.read(request.POST, clock.today())
    also = request.POST.getlist(NAMED)
    return _result(request, told.also(also) if also else told)


@posted
def apply(request: HttpRequest, code: str) -> HttpResponse:
    """From a result straight to an application: the answers wait, sealed, until the person has signed in."""
    at, kind = clock.now(), _kind(code)
    on = clock.day_of(at)
    household = rights_state.full(rights_state.read(request.POST, on), on)
    token = carry(kind=kind.code, answers=union.for_application(kind, household, on), at=at)
    answer = redirect("cabinet:carried")
    carried.give(answer, token)
    return answer


def _kind(code: str) -> Kind:
    try:
        return catalogue.kind(code)
    except catalogue.UnknownKind as error:
        raise Http404 from error


def _people(
    request: HttpRequest, told: Told, reading: Reading | None, errors: dict[str, str] | None = None
) -> HttpResponse:
    form = rights_state.people_form(clock.today())
    return _page(request, told, form, reading, errors, rights_page.PEOPLE)


def _situations(request: HttpRequest, told: Told) -> HttpResponse:
    content = {
        "step": rights_page.SITUATIONS,
        "groups": rights_page.circumstances_asked(told),
        "state": told.sent(),
    }
    return render(request, "public/rights_situations.html", content)


def _incomes(
    request: HttpRequest, told: Told, reading: Reading | None, errors: dict[str, str] | None = None
) -> HttpResponse:
    form = rights_state.incomes_form(told.household, clock.today())
    return _page(request, told, form, reading, errors, rights_page.INCOMES)


def _page(
    request: HttpRequest, told: Told, form: Form, reading: Reading | None, errors: dict[str, str] | None,
    step: rights_page.Step,
) -> HttpResponse:  # fmt: skip
    dense = dense_for(form, told.answers(), raw=reading.raw if reading else None, errors=errors)
    content = {"step": step, "dense": dense, "state": told.sent()}
    return render(request, "public/rights_form.html", content, status=422 if errors else 200)


def _result(request: HttpRequest, told: Told) -> HttpResponse:
    on = clock.today()
    found = rights.check(rights_state.addressed(told, on), on)
    page = rights_page.page(found, told, on)
    return render(request, "public/rights_result.html", {"page": page, "state": told.sent()})
