"""Error pages: what happened, what is kept, what to do, whom to call. Never a code instead of words."""

import sys
from dataclasses import dataclass

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from turbota.kernel.errors import NO_ROOM
from turbota.web.ui.context import page


@dataclass(frozen=True, slots=True)
class Trouble:
    """The words of an error page."""

    title: str
    what: str
    advice: str


BAD_REQUEST = Trouble(
    "Ми не зрозуміли цей запит",
    "Адреса або надіслані дані пошкоджені. Нічого не змінилося.",
    "Поверніться на попередню сторінку й спробуйте ще раз. Якщо не вийде, зателефонуйте нам.",
)
FORBIDDEN = Trouble(
    "Ця сторінка не для вашого входу",
    "Ви ввійшли, але ця дія належить іншій посаді або іншій людині. Нічого не змінилося.",
    "Поверніться на початок. Якщо ця робота доручена вам, зверніться до адміністратора вашої установи.",
)
NOT_FOUND = Trouble(
    "Такої сторінки немає",
    "Можливо, адресу набрано з помилкою, або справа вже не у вас.",
    "Перевірте адресу або почніть із початку.",
)
STALE = Trouble(
    "Сторінка застаріла",
    "Вона була відкрита надто довго, або вхід відбувся в іншій вкладці. Надіслане ще не прийнято.",
    "Поверніться назад, оновіть сторінку й надішліть ще раз. "
    "Якщо браузер не приймає файлів cookie, увімкніть їх.",
)
OUR_FAULT = Trouble(
    "Зламалося в нас, не у вас",
    "Усе, що вже було збережено, лишилося. Ми записали, що сталося.",
    "Спробуйте за 10 хвилин або зателефонуйте нам.",
)

RESTING = Trouble(
    "Турбота на хвилину зупинилася",
    "Усе, що вже було збережено, лишилося. Останнє натискання могло не зберегтися.",
    "Спробуйте за хвилину ще раз: поверніться на сторінку назад і натисніть кнопку знову. "
    "Якщо перше натискання все-таки дійшло, удруге ми його не порахуємо.",
)
NO_PLACE = Trouble(
    "Зараз немає місця для файлів",
    "Зламалося в нас, не у вас. Усе, що вже було збережено, лишилося; те, що ви щойно надіслали, не збережено.",
    "Спробуйте за 10 хвилин або зателефонуйте нам.",
)
RETRY_SECONDS = 60


def _answer(request: HttpRequest, trouble: Trouble, status: int) -> HttpResponse:
    return render(request, "shared/error.html", {"trouble": trouble}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return _answer(request, BAD_REQUEST, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return _answer(request, FORBIDDEN, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404; a stranger's case looks exactly like a missing one."""
    return _answer(request, NOT_FOUND, 404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 when the token of the form does not fit: the page was open too long."""
    return _answer(request, STALE, 403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 when it will pass. Asks neither the database nor the session: either may be what has failed."""
    trouble = _passing(sys.exception())
    content = render_to_string("shared/server_error.html", {"trouble": trouble or OUR_FAULT, **page(request)})
    if trouble is None:
        return HttpResponse(content, status=500)
    return HttpResponse(content, status=503, headers={"Retry-After": str(RETRY_SECONDS)})


def _passing(failure: BaseException | None) -> Trouble | None:
    """The words for a failure that passes by itself: the database does not answer, the disk is full."""
    if isinstance(failure, OperationalError | InterfaceError):
        return RESTING
    return NO_PLACE if isinstance(failure, OSError) and failure.errno in NO_ROOM else None
