"""The journal of services: today on a phone, planning, what happened, the confirmation of the recipient."""

import uuid
from datetime import datetime, time, timedelta

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from turbota.casework import delivery_papers
from turbota.casework import delivery_queries as queries
from turbota.casework.delivery_states import VisitOutcome
from turbota.casework.models import Referral, Visit
from turbota.casework.operations import confirming, delivering
from turbota.casework.operations.delivering import Entry
from turbota.kernel import clock
from turbota.kernel.errors import Missing
from turbota.web.provider.answering import seen
from turbota.web.provider.forms import CodeForm, CorrectForm, PaperForm, PlanForm, VisitForm
from turbota.web.provider.frame import Shown, referral_view, shown, worker
from turbota.web.shared.files import file_response
from turbota.web.shared.form_acts import done, scan_of
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.service_acts import sheet_of_visit, visit_of
from turbota.web.ui.words import clock_time, day_and_month


@require_safe
@worker
def today(request: HttpRequest) -> HttpResponse:
    """Visits of today by time, and before them what was planned and never written."""
    at = clock.now()
    start = datetime.combine(clock.day_of(at), time.min, tzinfo=clock.KYIV)
    rows = queries.visits_of_day(actor_of(request), start, start + timedelta(days=1))
    content = {
        "day": clock.day_of(at),
        "late": [_card(row, at) for row in rows if row.starts_at < start],
        "rows": [_card(row, at) for row in rows if row.starts_at >= start],
    }
    return render(request, "provider/today.html", content)


def _card(row: Visit, at: datetime) -> dict[str, object]:
    place: Shown = shown(row.referral, clock.day_of(at), at=at, clocks=[])
    earlier = clock.day_of(row.starts_at) < clock.day_of(at)
    return {"visit": row, "place": place, "confirmed": hasattr(row, "confirmation"), "earlier": earlier}


@require_http_methods(["GET", "POST"])
@referral_view
def plan(request: HttpRequest, referral: Referral) -> HttpResponse:
    """Plan one visit, or one every week."""
    place = seen(referral)
    initial = {
        "what": referral.task, "where": _where(place), "worker": actor_of(request).name, "minutes": 60, "weeks": 1,
    }  # fmt: skip
    form = PlanForm(request.POST or None, initial=initial)
    made: list[Visit] = []

    def act() -> None:
        made.extend(
            delivering.plan_visits(
                by=actor_of(request), referral_id=referral.pk, entry=_entry(form, VisitOutcome.PLANNED),
                weeks=form.cleaned_data["weeks"], at=clock.now(),
            )
        )  # fmt: skip

    if done(request, form, act):
        messages.success(request, f"Заплановано візитів: {len(made)}. Людина бачить їх у кабінеті.")
        return redirect("provider:referral", referral.pk)
    return _page(request, place, form, "Запланувати візит", "Запланувати")


@require_http_methods(["GET", "POST"])
@referral_view
def write(request: HttpRequest, referral: Referral) -> HttpResponse:
    """Write a visit that nobody planned."""
    place, at = seen(referral), clock.now()
    hour_ago = (at - timedelta(hours=1)).astimezone(clock.KYIV)
    initial = {
        "day": hour_ago.date(), "time": f"{hour_ago:%H:%M}", "minutes": 60, "what": referral.task,
        "where": _where(place), "worker": actor_of(request).name,
    }  # fmt: skip
    return _written(request, place, VisitForm(request.POST or None, initial=initial), None, "Записати візит")


@require_http_methods(["GET", "POST"])
@referral_view
def visit(request: HttpRequest, referral: Referral, visit_id: uuid.UUID) -> HttpResponse:
    """What came of a planned visit."""
    row = visit_of(referral, visit_id)
    if row.outcome != VisitOutcome.PLANNED:
        return redirect("provider:entry", referral.pk, row.pk)
    form = VisitForm(request.POST or None, initial=_initial(row))
    return _written(request, seen(referral), form, row, "Що було на візиті")


@require_http_methods(["GET", "POST"])
@referral_view
def correct(request: HttpRequest, referral: Referral, visit_id: uuid.UUID) -> HttpResponse:
    """Correct an entry by a new one."""
    row = visit_of(referral, visit_id)
    form = CorrectForm(request.POST or None, initial={**_initial(row), "outcome": row.outcome})
    return _written(request, seen(referral), form, row, "Виправити запис")


def _written(
    request: HttpRequest, place: Shown, form: forms.Form, before: Visit | None, title: str
) -> HttpResponse:
    made: list[Visit] = []

    def act() -> None:
        made.append(
            delivering.write(
                by=actor_of(request), referral_id=place.referral.pk,
                entry=_entry(form, form.cleaned_data["outcome"]), at=clock.now(),
                replaces=before.pk if before else None, why=form.cleaned_data.get("why", ""),
            )
        )  # fmt: skip

    if done(request, form, act):
        messages.success(request, "Записано в журнал.")
        return redirect("provider:entry", place.referral.pk, made[0].pk)
    return _page(request, place, form, title, "Записати")


@require_http_methods(["GET", "POST"])
@referral_view
def entry(request: HttpRequest, referral: Referral, visit_id: uuid.UUID) -> HttpResponse:
    """One entry with its history; POST takes the code of the recipient."""
    row = visit_of(referral, visit_id)
    form = CodeForm(request.POST or None)

    def act() -> None:
        confirming.confirm_by_code(
            by=actor_of(request), visit_id=row.pk, code=form.cleaned_data["code"], at=clock.now()
        )

    if done(request, form, act):
        messages.success(request, "Візит підтверджено.")
        return redirect("provider:today")
    content = {
        "place": seen(referral),
        "visit": row,
        "confirmation": getattr(row, "confirmation", None),
        "chain": queries.chain_of(row)[:-1],
        "form": form,
    }
    return render(request, "provider/entry.html", content, status=422 if form.errors else 200)


@require_safe
@referral_view
def sheet_form(request: HttpRequest, referral: Referral) -> HttpResponse:
    """The sheet of visits to print, which the recipient signs line by line."""
    if not hasattr(referral, "contract"):
        raise Missing(code="no_contract")
    content = delivery_papers.visit_sheet(referral, at=clock.now())
    return file_response(content, media_type="application/pdf", name="visits.pdf")


@require_safe
@referral_view
def sheet(request: HttpRequest, referral: Referral, visit_id: uuid.UUID) -> HttpResponse:
    """The sheet with the signature of the recipient."""
    return sheet_of_visit(referral, visit_id)


@require_http_methods(["GET", "POST"])
@referral_view
def paper(request: HttpRequest, referral: Referral) -> HttpResponse:
    """A signed sheet confirms several visits."""
    rows = [
        row
        for row in queries.journal_of(referral)
        if row.outcome == VisitOutcome.DONE and not hasattr(row, "confirmation")
    ]
    form = PaperForm(request.POST or None, request.FILES or None)
    form.fields["visits"].choices = [  # type: ignore[attr-defined]
        (str(row.pk), f"{day_and_month(row.starts_at)}, {clock_time(row.starts_at)}, {row.minutes} хв: {row.what}")
        for row in rows
    ]  # fmt: skip

    def act() -> None:
        confirming.confirm_on_paper(
            by=actor_of(request), referral_id=referral.pk,
            visits=[uuid.UUID(one) for one in form.cleaned_data["visits"]], scan=scan_of(request), at=clock.now(),
        )  # fmt: skip

    if done(request, form, act):
        messages.success(request, "Візити підтверджено підписом на папері.")
        return redirect("provider:referral", referral.pk)
    return _page(
        request,
        seen(referral),
        form,
        "Підтвердити візити підписом",
        "Підтвердити",
        print_url="provider:sheet-form",
    )


def _where(place: Shown) -> str:
    return place.where or "у надавача"


def _initial(row: Visit) -> dict[str, object]:
    moment = row.starts_at.astimezone(clock.KYIV)
    return {
        "day": moment.date(), "time": f"{moment:%H:%M}", "minutes": row.minutes, "what": row.what, "where": row.where,
        "worker": row.worker, "words": row.words, "reason": row.reason,
    }  # fmt: skip


def _entry(form: forms.Form, outcome: str) -> Entry:
    given = form.cleaned_data
    starts_at = datetime.combine(given["day"], given["time"], tzinfo=clock.KYIV)
    return Entry(
        outcome=outcome, starts_at=starts_at, minutes=given["minutes"], what=given["what"], where=given["where"],
        worker=given["worker"], reason=given.get("reason", ""), words=given.get("words", ""),
    )  # fmt: skip


def _page(
    request: HttpRequest, place: Shown, form: forms.Form, title: str, button: str, *, print_url: str = ""
) -> HttpResponse:
    content = {"place": place, "form": form, "title": title, "button": button, "print_url": print_url}
    return render(request, "provider/form.html", content, status=422 if form.errors else 200)
