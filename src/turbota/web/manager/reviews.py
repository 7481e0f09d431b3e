"""Reviews of the plan and what came of the case: the way of every need, the check after the closing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from turbota.access.models import Role
from turbota.casework import outcome_queries as queries
from turbota.casework.delivery_states import ReviewDecision
from turbota.casework.distance import domains_of, goals_of, newest_progress
from turbota.casework.models import Case
from turbota.casework.operations import outcomes, reviewing
from turbota.casework.operations.reviewing import Line
from turbota.kernel import clock
from turbota.kernel.errors import Missing
from turbota.web.manager.case_frame import case_view, frame_of
from turbota.web.manager.referral_forms import AfterForm, ReviewForm
from turbota.web.shared.clocks import drawn
from turbota.web.shared.form_acts import done
from turbota.web.shared.middleware import actor_of

TAB = "manager:reviews"
RULES = ("first_review", "next_review", "after_check")


@require_safe
@case_view()
def reviews(request: HttpRequest, case: Case) -> HttpResponse:
    """When the next review is due, what was decided before, the way of every need, outcomes."""
    actor, at = actor_of(request), clock.now()
    place = frame_of(actor, case, TAB, at)
    due = next((one for one in place.clocks if one.rule_code in RULES and one.stopped_at is None), None)
    found = queries.outcomes_of(actor, case)
    content = {
        "place": place,
        "due": due,
        "clock": drawn(due, clock.day_of(at), at=at) if due else None,
        "reviews": queries.reviews_of(actor, case),
        "ways": domains_of(case),
        "outcomes": found,
        "to_check": not place.open and bool(found) and not hasattr(found[0], "after_check"),
        "journal": reviewing.figures_of(case, None),
    }
    return render(request, "manager/reviews.html", content)


@require_http_methods(["GET", "POST"])
@case_view(Role.SOCIAL_MANAGER)
def hold(request: HttpRequest, case: Case) -> HttpResponse:
    """Hold a review."""
    actor, at = actor_of(request), clock.now()
    place = frame_of(actor, case, TAB, at)
    if not place.works:
        raise Missing(code="not_yours:case.keep")
    last = next(iter(queries.reviews_of(actor, case)), None)
    since = last.held_at if last else None
    known = list(dict.fromkeys([*goals_of(case), *newest_progress(case)]))
    form = ReviewForm(request.POST or None, known=known)

    def act() -> None:
        given = form.cleaned_data
        lines = [
            Line(given[f"title_{n}"], given[f"progress_{n}"])
            for n in form.places()
            if given[f"title_{n}"].strip()
        ]
        reviewing.review(
            by=actor, case_id=case.pk, summary=given["summary"], lines=lines, decision=given["decision"],
            reassess=given["reassess"], at=at, review_id=form.made_as(),
        )  # fmt: skip

    if done(request, form, act):
        messages.success(request, _said(form.cleaned_data["decision"]))
        return redirect("manager:reviews", case.pk)
    pairs = [(form[f"title_{n}"], form[f"progress_{n}"]) for n in form.places()]
    content = {
        "place": place, "form": form, "pairs": pairs, "services": queries.served(actor, case, since), "since": since,
    }  # fmt: skip
    return render(request, "manager/review_form.html", content, status=422 if form.errors else 200)


def _said(decision: str) -> str:
    if decision == ReviewDecision.CLOSE:
        return "Перегляд записано. Тепер завершіть випадок із причиною."
    if decision == ReviewDecision.CHANGE:
        return "Перегляд записано. Складіть нову редакцію плану."
    return "Перегляд записано. Строк наступного вже йде."


@require_http_methods(["GET", "POST"])
@case_view(Role.SOCIAL_MANAGER)
def after(request: HttpRequest, case: Case) -> HttpResponse:
    """Write how the person lives after the closing."""
    actor, at = actor_of(request), clock.now()
    place = frame_of(actor, case, TAB, at)
    if not place.keeps or place.open:
        raise Missing(code="not_yours:case.keep")
    form = AfterForm(request.POST or None)

    def act() -> None:
        outcomes.after_check(by=actor, case_id=case.pk, at=at, **form.cleaned_data)

    if done(request, form, act):
        messages.success(request, "Записано. Якщо допомога знову потрібна, відкрийте випадок знову.")
        return redirect("manager:reviews", case.pk)
    content = {"place": place, "form": form}
    return render(request, "manager/after_form.html", content, status=422 if form.errors else 200)
