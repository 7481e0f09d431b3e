"""Error pages: what happened, what is kept, what to do, whom to call. Never a code instead of words."""

import sys
from dataclasses import dataclass

from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template.loader import render_to_string
from psycopg.errors import ReadOnlySqlTransaction

from turbota.kernel import requests
from turbota.kernel.errors import NO_ROOM
from turbota.web.ui.context import page

WAIT_SECONDS = 30
TOKEN = "csrfmiddlewaretoken"


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
STALE_WITH_SENT = Trouble(
    "Сторінка застаріла",
    "Вона була відкрита надто довго, або вхід відбувся в іншій вкладці. Надіслане ще не прийнято, але воно не "
    "загубилося: лишилося на цій сторінці.",
    "Натисніть «Надіслати ще раз».",
)
SIGNED_OUT = Trouble(
    "Увійдіть ще раз",
    "Ви довго не натискали, тож ваш вхід закінчився. Надіслане ще не прийнято, але воно не загубилося: лишилося на "
    "цій сторінці.",
    "Увійдіть у новій вкладці, поверніться сюди й натисніть «Надіслати ще раз». Не закривайте цієї сторінки.",
)
SIGNED_OUT_WITH_FILES = Trouble(
    SIGNED_OUT.title,
    SIGNED_OUT.what,
    "Увійдіть у новій вкладці, відкрийте там цю форму, скопіюйте свої слова звідси й додайте файли знову: файлів "
    "сторінка не тримає. Не закривайте її, поки не надішлете.",
)
OUR_FAULT = Trouble(
    "Зламалося в нас, не у вас",
    "Усе, що вже було збережено, лишилося. Ми записали, що сталося.",
    "Спробуйте за 10 хвилин або зателефонуйте нам.",
)
BREAK = Trouble(
    "Коротка перерва",
    "Зараз не можемо відкрити ваші дані. Зазвичай це триває менше хвилини. Усе збережене раніше на місці.",
    "Зачекайте хвилину, поверніться назад і повторіть. Якщо не вийде за 10 хвилин, зателефонуйте нам.",
)
BREAK_WITH_SENT = Trouble(
    "Коротка перерва",
    "Можливо, надіслане ще не збережено, але воно не загубилося: лишилося на цій сторінці.",
    "Зачекайте хвилину й натисніть «Надіслати ще раз». Не закривайте сторінку. "
    "Якщо перше натискання все-таки дійшло, удруге ми його не порахуємо. "
    "Якщо не вийде за 10 хвилин, зателефонуйте нам.",
)

NO_PLACE = Trouble(
    "Зараз немає місця для файлів",
    "Зламалося в нас, не у вас. Усе, що вже було збережено, лишилося; те, що ви щойно надіслали, не збережено.",
    "Спробуйте за 10 хвилин або зателефонуйте нам.",
)


def _answer(request: HttpRequest, trouble: Trouble, status: int, **content: object) -> HttpResponse:
    return render(request, "shared/error.html", {"trouble": trouble, **content}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return _answer(request, BAD_REQUEST, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403; what was written in words stays to be copied."""
    return _answer(request, FORBIDDEN, 403, typed=own_words(request))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404; a stranger's case looks exactly like a missing one. What was written in words stays to be copied: the case may
    have been handed over in the meantime.
    """
    return _answer(request, NOT_FOUND, 404, typed=own_words(request))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 when the token of the form does not fit: the page was open too long, or somebody signed in beside it.

    What came from a page of ours can be sent again with one press; what another site sent is never given back.
    """
    own = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    sent = _given_back(request) if own else []
    if not sent:
        return _answer(request, STALE, 403)
    return _answer(request, STALE_WITH_SENT, 403, sent=sent)


def signed_out(request: HttpRequest, sign_in: str) -> HttpResponse | None:
    """401 for a form that came after the session had ended: all that was typed stays on the page, for another press.

    `sign_in`: the address of the sign-in page; it is not told where to go on, because many forms have no page of their own
    that can be opened. None for a form without any box: nothing can be lost.
    """
    sent = _given_back(request, with_files=True)
    if not sent:
        return None
    files = bool(request.FILES)
    content = {"sign_in": sign_in, "typed": own_words(request)}
    trouble = SIGNED_OUT_WITH_FILES if files else SIGNED_OUT
    answer = _answer(request, trouble, 401, sent=[] if files else sent, **content)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _given_back(request: HttpRequest, *, with_files: bool = False) -> list[tuple[str, str]]:
    """The boxes of a form without its token: the page that gives them back has a new one."""
    return [box for box in _sent(request, with_files=with_files) if box[0] != TOKEN]


def own_words(request: HttpRequest) -> list[str]:
    """What somebody wrote in words, to be read and copied; codes and choices say nothing to a reader."""
    sent = _given_back(request, with_files=True) if request.method == "POST" else []
    return [value.strip() for _, value in sent if len(value.split()) > 1]


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 when the database is away. Asks neither it nor the session: either may be what has failed."""
    if database_is_away(sys.exception()):
        return unavailable(request)
    if _no_room(sys.exception()):
        return _later(_bare(request, NO_PLACE, 503))
    return _bare(request, OUR_FAULT, 500)


def _no_room(error: BaseException | None) -> bool:
    """Whether a file could not be kept because there is no place for it."""
    return isinstance(error, OSError) and error.errno in NO_ROOM


def _later(answer: HttpResponse) -> HttpResponse:
    """The answer says when to try again, and nobody keeps it."""
    answer.headers["Retry-After"] = str(WAIT_SECONDS)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def unavailable(request: HttpRequest) -> HttpResponse:
    """503 with Retry-After; what was sent stands in the page and can be sent again with one press."""
    if request.headers.get("Accept", "").startswith("application/json"):
        answer: HttpResponse = JsonResponse({"sentence": f"{BREAK.what} {BREAK.advice}"}, status=503)
    else:
        sent = _sent(request) if request.method == "POST" else []
        answer = _bare(request, BREAK_WITH_SENT if sent else BREAK, 503, sent=sent)
    return _later(answer)


def database_is_away(error: BaseException | None) -> bool:
    """Whether this failure, or one behind it, is a lost connection, a busy or stopping server or a standby."""
    while error is not None:
        if isinstance(error, OperationalError | InterfaceError | ReadOnlySqlTransaction):
            return True
        error = error.__cause__ or error.__context__
    return False


def _sent(request: HttpRequest, *, with_files: bool = False) -> list[tuple[str, str]]:
    """The boxes of a form as they came; empty when it holds a password, or files (which cannot be given back) and the
    caller does not say what happens to them.
    """
    try:
        boxes = [(name, value) for name, values in request.POST.lists() for value in values]
        files = bool(request.FILES) and not with_files
    except (OSError, SuspiciousOperation, MultiPartParserError):
        return []
    return [] if files or any("password" in name for name, _ in boxes) else boxes


def _bare(
    request: HttpRequest, trouble: Trouble, status: int, sent: list[tuple[str, str]] | None = None
) -> HttpResponse:
    """A page made without the context processors, which ask who is at the screen."""
    content = {"trouble": trouble, "number": requests.number.get(), "sent": sent or [], **page(request)}
    return HttpResponse(render_to_string("shared/server_error.html", content), status=status)
