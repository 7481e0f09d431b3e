"""The secret by which a browser finds the answers that it brought from the check of rights: a cookie for half an hour.

The cookie holds no answer: it is the key of a sealed row, and without it nobody opens the row.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from turbota.applications.operations.carrying import KEPT

COOKIE = "carried"


def give(answer: HttpResponse, token: str) -> None:
    """Let the browser keep the secret, out of the reach of scripts."""
    answer.set_cookie(
        COOKIE,
        token,
        max_age=int(KEPT.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def token_of(request: HttpRequest) -> str:
    """The secret of this browser; an empty string when it has none."""
    return request.COOKIES.get(COOKIE, "")


def take_away(answer: HttpResponse) -> None:
    """The secret is of no use any more."""
    answer.delete_cookie(COOKIE, samesite="Lax")
