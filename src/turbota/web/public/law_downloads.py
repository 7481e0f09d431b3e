"""The law for programs and spreadsheets: the same rows as the command line says."""

import csv
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from turbota.assistance import command

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
