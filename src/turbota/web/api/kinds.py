"""The kinds of assistance and their contracts, from the one declaration of questions."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from turbota.assistance import catalogue, forms
from turbota.kernel import clock
from turbota.kernel.errors import Missing
from turbota.web.api.problems import Problem
from turbota.web.api.schemas import KindOut, KindSchemaOut

router = Router()


@router.get("/kinds", summary="Види допомоги", response={200: list[KindOut], 401: Problem, 429: Problem})
def kinds(request: HttpRequest) -> list[dict[str, Any]]:
    """Every kind of assistance that can be asked for."""
    return [{"code": one.code, "title": one.title, "summary": one.summary} for one in catalogue.kinds()]


@router.get(
    "/kinds/{code}/schema",
    summary="Схема відповідей і документи виду допомоги",
    response={200: KindSchemaOut, 401: Problem, 404: Problem, 429: Problem},
)
def schema(request: HttpRequest, code: str) -> dict[str, Any]:
    """The answers as JSON Schema, and the documents that are asked for whatever the answers are."""
    today = clock.today()
    try:
        kind = catalogue.kind(code)
    except catalogue.UnknownKind:
        raise Missing("Такого виду допомоги немає. Звірте код із /api/v1/kinds.") from None
    form = kind.form_on(today)
    return {
        "code": kind.code,
        "form_version": form.version,
        "answers": forms.json_schema(form),
        "documents": [
            {"code": need.code, "title": need.title, "why": need.why, "obligatory": need.obligatory}
            for need in kind.documents({}, today)
        ],
    }
