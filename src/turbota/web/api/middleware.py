"""What holds for every call of the API, before and behind everything else."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from turbota.web.api import problems

PREFIX = "/api/"
LARGEST_BODY = 64 * 1024 * 1024
LARGEST_FORM = 16 * 1024
Handler = Callable[[HttpRequest], HttpResponse]


class ApiMiddleware:
    """No cookie is read, nothing is kept by anybody on the way, a body has a limit, and every error is a problem."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Calls outside the API pass."""
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        request.COOKIES.clear()
        fault = _fault_of_body(request)
        response = problems.plain(fault) if fault else self.get_response(request)
        if response.status_code >= 400 and "json" not in response.headers.get("Content-Type", ""):
            allowed = response.headers.get("Allow")
            response = problems.plain(response.status_code)
            if allowed:
                response.headers["Allow"] = allowed
        response.headers["Cache-Control"] = "no-store"
        return response


def _fault_of_body(request: HttpRequest) -> int:
    """413 for a body that is too large, 415 for another kind of body than JSON (a form, for the token); else 0."""
    given = request.META.get("CONTENT_LENGTH") or "0"
    size = int(given) if given.isascii() and given.isdigit() else 0
    if not size:
        return 0
    wanted, most = ("application/json", LARGEST_BODY)
    if request.path.endswith("/token"):
        wanted, most = "application/x-www-form-urlencoded", LARGEST_FORM
    if size > most:
        return 413
    return 0 if request.content_type == wanted else 415
