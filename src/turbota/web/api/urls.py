"""The API itself: its addresses, its errors, its description."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.renderers import JSONRenderer

from turbota.kernel.errors import Refused
from turbota.web.api import applications, kinds, problems, subscriptions, tokens
from turbota.web.api.bodies import JsonParser

PREFIX = "/api/v1/"


class Renderer(JSONRenderer):
    """JSON in which Ukrainian letters stand as letters."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    title="Турбота",
    version="1",
    description="Подання підписаних заяв і стеження за ними з інших інформаційних систем.",
    urls_namespace="api",
    openapi_url=None,
    docs_url=None,
    auth=tokens.Bearer(),
    parser=JsonParser(),
    renderer=Renderer(),
)
for router in (tokens.router, kinds.router, applications.router, subscriptions.router):
    api.add_router("", router)
HANDLERS: tuple[tuple[type[Exception], Any], ...] = (
    (Refused, problems.refused),
    (ValidationError, problems.invalid),
    (AuthenticationError, problems.not_authenticated),
    (HttpError, problems.told_by_ninja),
)
for kind_of_error, handler in HANDLERS:
    api.add_exception_handler(kind_of_error, handler)


def description() -> dict[str, Any]:
    """OpenAPI 3.1 of the API, with the media type of problems and the headers that answers carry."""
    schema: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=PREFIX))
    for operations in schema["paths"].values():
        for operation in operations.values():
            for status, answer in operation["responses"].items():
                _mend(int(status), answer)
    return schema


def _mend(status: int, answer: dict[str, Any]) -> None:
    """Say in one answer of the description what the framework does not know of it."""
    answer["description"] = problems.TITLES.get(status, answer["description"])
    content = answer.get("content", {})
    problem = content.get("application/json", {}).get("schema", {}).get("title") == "Problem" or any(
        str(one.get("schema", {}).get("$ref", "")).endswith("/Problem") for one in content.values()
    )
    if status >= 400 and problem:
        content[problems.MEDIA_TYPE] = content.pop("application/json")
    if status in (429, 503):
        answer["headers"] = {"Retry-After": {"schema": {"type": "string"}, "required": True}}


def openapi(request: HttpRequest) -> HttpResponse:
    """The description for everybody: it says nothing of a person."""
    return JsonResponse(description(), json_dumps_params={"ensure_ascii": False, "indent": 1})


urlpatterns = [path("openapi.json", openapi, name="openapi"), path("", api.urls)]
