"""Errors of the API: `application/problem+json` with a plain Ukrainian sentence and the paths of the fields."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from turbota.exchange.operations.repeats import StillWorking
from turbota.kernel.errors import BadInput, Conflict, Forbidden, Missing, Refused

MEDIA_TYPE = "application/problem+json"
TITLES: Mapping[int, str] = {
    400: "Запит пошкоджено",
    401: "Потрібен чинний токен",
    403: "Токен не має цього права",
    404: "Такого немає",
    405: "Так цю адресу не викликають",
    409: "Запит суперечить тому, що вже є",
    413: "Запит завеликий",
    415: "Не той вид тіла запиту",
    422: "Заяву з цими даними прийняти не можна",
    429: "Забагато запитів",
    500: "Зламалося в нас",
    503: "Зараз не можемо це зробити",
}
DETAILS: Mapping[int, str] = {
    400: "Тіло запиту не читається як JSON. Перевірте його й надішліть ще раз.",
    401: "Отримайте токен за адресою /api/v1/token і передайте його в заголовку Authorization: Bearer.",
    404: "Такої адреси або справи немає. Звірте її з описом /api/v1/openapi.json.",
    405: "Звірте метод запиту з описом /api/v1/openapi.json.",
    413: "Разом із документами запит має бути не більший за 64 МБ. Зменште фото або зверніться до громади.",
    415: "Надішліть тіло як application/json.",
    500: "Усе, що вже було збережено, лишилося. Повторіть запит із тим самим ключем за кілька хвилин.",
}
LATER = 60
LIMITED = {"too_many_calls": LATER, "too_many_tries": 3600}
DOWN = ("scanner_down", "scanner_missing")
WORDS: Mapping[str, str] = {
    "missing": "Додайте це поле.",
    "extra_forbidden": "Такого поля немає. Звірте назву з описом.",
    "string_type": "Тут має бути текст.",
    "string_unicode": "Тут має бути текст у кодуванні UTF-8.",
    "string_too_short": "Тут замало знаків.",
    "string_too_long": "Тут забагато знаків.",
    "string_pattern_mismatch": "Значення не того вигляду. Звірте його з описом.",
    "list_type": "Тут має бути список.",
    "dict_type": "Тут має бути об’єкт.",
    "model_attributes_type": "Тут має бути об’єкт.",
    "too_short": "Тут замало записів.",
    "too_long": "Тут забагато записів.",
    "uuid_parsing": "Тут має бути ідентифікатор паперу.",
    "uuid_type": "Тут має бути ідентифікатор паперу.",
    "bool_type": "Тут має бути true або false.",
    "bool_parsing": "Тут має бути true або false.",
}
OTHER_WORDS = "Значення не того вигляду. Звірте його з описом."


class FieldProblem(Schema):
    """One field and what is wrong with it."""

    field: str
    message: str


class Problem(Schema):
    """An error by RFC 9457. `detail` may be shown to a person as it is."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldProblem]


@dataclass(frozen=True)
class Fault:
    """A problem before it is written."""

    status: int
    code: str
    detail: str
    errors: tuple[tuple[str, str], ...] = ()
    retry_after: int | None = None


def answer(fault: Fault) -> HttpResponse:
    """The fault as it is sent."""
    body = {
        "type": f"urn:turbota:problem:{fault.code.partition(':')[0]}",
        "title": TITLES.get(fault.status, TITLES[400]),
        "status": fault.status,
        "detail": fault.detail,
        "errors": [{"field": field, "message": message} for field, message in fault.errors],
    }
    content = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
    response = HttpResponse(content, status=fault.status, content_type=MEDIA_TYPE)
    if fault.retry_after is not None:
        response.headers["Retry-After"] = str(fault.retry_after)
    if fault.status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="turbota"'
    elif fault.code == "insufficient_scope":
        response.headers["WWW-Authenticate"] = 'Bearer realm="turbota", error="insufficient_scope"'
    return response


def plain(status: int) -> HttpResponse:
    """A problem that no operation told: a wrong address, a wrong method, a fault of ours."""
    return answer(Fault(status, f"http_{status}", DETAILS.get(status, DETAILS[400])))


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """A refusal of an operation."""
    return answer(fault_of(refusal))


def fault_of(refusal: Refused) -> Fault:
    """Status, fields and pause of a refusal. A foreign thing is told exactly as a missing one."""
    detail, code = refusal.sentence, refusal.code
    if isinstance(refusal, Missing):
        code = "missing" if code.startswith("not_yours") else code
        return Fault(404, code, detail)
    if isinstance(refusal, Forbidden):
        return Fault(403, code, detail)
    if isinstance(refusal, StillWorking):
        return Fault(409, code, detail, retry_after=refusal.seconds)
    if isinstance(refusal, Conflict):
        return Fault(409, code, detail)
    if isinstance(refusal, BadInput):
        return Fault(422, code, detail, tuple((_path(path), words) for path, words in refusal.fields.items()))
    if code in LIMITED:
        return Fault(429, code, detail, retry_after=LIMITED[code])
    return Fault(503, code, detail, retry_after=LATER) if code in DOWN else Fault(422, code, detail)


def _path(path: str) -> str:
    """Answers stand under `answers` in the body, documents under `attachments`; the other paths are those of the body."""
    head, _, rest = path.partition(".")
    if head == "document":
        return f"attachments.{rest}"
    return path.removeprefix("body.") if head == "body" else f"answers.{path}"


def invalid(request: HttpRequest, problem: ValidationError) -> HttpResponse:
    """A body, a header or an address that is not of the contract."""
    errors = tuple(_read(problem.errors))
    return answer(Fault(422, "bad_input", "Запит не відповідає опису. Виправте названі поля.", errors))


def _read(errors: Iterable[Mapping[str, Any]]) -> Iterable[tuple[str, str]]:
    for error in errors:
        source, *rest = error["loc"]
        inside = rest[1:] if source == "body" else rest
        path = ".".join(str(part)[:60] for part in inside) or "body"
        yield path, WORDS.get(str(error["type"]), OTHER_WORDS)


def not_authenticated(request: HttpRequest, problem: AuthenticationError) -> HttpResponse:
    """No token, an unknown one, one that is over, or one of a revoked client."""
    return plain(401)


def told_by_ninja(request: HttpRequest, problem: HttpError) -> HttpResponse:
    """What the framework refuses by itself: a body that is no JSON."""
    return plain(problem.status_code)
