"""The law for programs and spreadsheets: the same rows as the command line says."""

import csv
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from turbota.assistance import catalogue, command
from turbota.assistance.kind import Kind
from turbota.documents.papers.lawyers import lawyer_sheet
from turbota.documents.papers.printing import print_paper
from turbota.kernel import clock
from turbota.law.dated import NotInForce
from turbota.web.public.law_forms import DayForm
from turbota.web.shared.files import file_response

VALUES = (
    "key",
    "title",
    "value",
    "unit",
    "from",
    "to",
    "act",
    "point",
    "verified",
    "source",
    "other_readings",
)
KINDS = ("code", "title", "tier", "acts", "decider", "from", "to")


@require_safe
def values_json(request: HttpRequest) -> JsonResponse:
    """Every period of every value."""
    return _json(command.law_list())


@require_safe
def values_csv(request: HttpRequest) -> HttpResponse:
    """Every period of every value, a row each; other readings stand in one cell."""
    rows = ({**row, "other_readings": _readings(row)} for row in command.law_list())
    return _csv(VALUES, rows, "values.csv")


@require_safe
def kinds_json(request: HttpRequest) -> JsonResponse:
    """Every kind with its acts and who decides by date."""
    return _json(command.kinds())


@require_safe
def kinds_csv(request: HttpRequest) -> HttpResponse:
    """Every kind, a row each; acts stand in one cell."""
    rows = ({**row, "acts": "; ".join(row["acts"])} for row in command.kinds())
    return _csv(KINDS, rows, "kinds.csv")


@require_safe
def lawyer_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The sheet of a computed kind to be checked and signed, by the rules of the asked day; today when none is asked."""
    try:
        kind = catalogue.kind(code)
    except catalogue.UnknownKind as error:
        raise Http404 from error
    if kind.tier != "computed":
        raise Http404
    form, now = DayForm(request.GET), clock.now()
    on = (form.cleaned_data.get("on") if form.is_valid() else None) or clock.day_of(now)
    try:
        content = _printed(kind, on, clock.day_of(now))
    except NotInForce as error:
        raise Http404 from error
    return file_response(content, media_type="application/pdf", name=f"{code}-{on}.pdf")


@lru_cache(maxsize=64)
def _printed(kind: Kind, on: date, made_on: date) -> bytes:
    """The sheet with the date of today: the same bytes all day, printed once, whoever asks and however often."""
    made = datetime.combine(made_on, time(), tzinfo=clock.KYIV)
    return print_paper("lawyer_sheet", lawyer_sheet(kind, on), at=made)


def _readings(row: Mapping[str, Any]) -> str:
    return "; ".join(f"{other['value']}: {other['source']}" for other in row.get("other_readings", ()))


def _json(rows: list[dict[str, Any]]) -> JsonResponse:
    return JsonResponse(rows, safe=False, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _csv(columns: tuple[str, ...], rows: Iterable[Mapping[str, Any]], name: str) -> HttpResponse:
    """UTF-8 with a mark at the beginning, so that spreadsheets read Ukrainian letters."""
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    table = csv.writer(answer)
    table.writerow(columns)
    table.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return answer


def _cell(value: Any) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
