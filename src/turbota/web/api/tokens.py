"""The token by OAuth 2, client credentials (RFC 6749, 4.4), and the actor of a call."""

import base64
import binascii
from typing import Annotated
from urllib.parse import unquote_plus

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Form, Router
from ninja.security import HttpBearer

from turbota.access.actors import Actor
from turbota.exchange.operations.tokens import count_call, issue
from turbota.exchange.queries import actor_of_token
from turbota.kernel import clock
from turbota.kernel.errors import Refused
from turbota.web.api.bodies import take_body
from turbota.web.api.problems import LIMITED
from turbota.web.api.schemas import TokenOut, TokenProblem
from turbota.web.shared.sign_in import address_of

router = Router()
STATUSES = {"invalid_client": 401, "invalid_scope": 400, "too_many_tries": 429}
ENGLISH = {
    "invalid_client": "unknown or revoked client, or wrong secret",
    "invalid_scope": "the client does not have this scope",
    "too_many_tries": "too many failed tries, wait an hour",
    "invalid_request": "give the client and its secret by HTTP Basic or in the form, not twice",
    "unsupported_grant_type": "grant_type must be client_credentials",
}


class Bearer(HttpBearer):
    """The client of the token, counted against its calls a minute. Revoking a client works at the next call."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """The actor; None for a token that is not good."""
        at = clock.now()
        actor = actor_of_token(token, at)
        if actor is not None and actor.system is not None:
            count_call(client_id=actor.system.client_id, at=at)
            take_body(request)
        return actor


def _refused(error: str) -> HttpResponse:
    """An error of the token. Its words are for programs, in English, as RFC 6749 wants."""
    body = {"error": error, "error_description": ENGLISH[error]}
    response = JsonResponse(body, status=STATUSES.get(error, 400))
    response.headers["Pragma"] = "no-cache"
    if error == "invalid_client":
        response.headers["WWW-Authenticate"] = 'Basic realm="turbota"'
    if error in LIMITED:
        response.headers["Retry-After"] = str(LIMITED[error])
    return response


def _by_basic(request: HttpRequest) -> tuple[str, str] | None:
    """Client and secret of the Authorization header; None when there is no such header. Empty ones for a broken one."""
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        client, _, secret = base64.b64decode(given.strip(), validate=True).decode("utf-8").partition(":")
    except (binascii.Error, ValueError):
        return "", ""
    return unquote_plus(client), unquote_plus(secret)


@router.post(
    "/token",
    auth=None,
    summary="Отримати токен",
    description="OAuth 2, client credentials. Система називає себе в заголовку Basic або в полях форми.",
    response={200: TokenOut, 400: TokenProblem, 401: TokenProblem, 429: TokenProblem},
)
def token(
    request: HttpRequest,
    response: HttpResponse,
    grant_type: Annotated[str, Form(description="client_credentials")] = "",
    client_id: Annotated[str, Form()] = "",
    client_secret: Annotated[str, Form()] = "",
    scope: Annotated[str, Form(description="Права через пробіл; без поля — усі права системи.")] = "",
) -> HttpResponse | dict[str, object]:
    """A short-lived bearer token; the answer to an unknown client and to a wrong secret is the same."""
    header = _by_basic(request)
    if header is not None and client_secret:
        return _refused("invalid_request")
    if not grant_type:
        return _refused("invalid_request")
    if grant_type != "client_credentials":
        return _refused("unsupported_grant_type")
    client, secret = header or (client_id, client_secret)
    wanted = tuple(scope.split())
    try:
        issued = issue(
            client_id=client, secret=secret, wanted=wanted, place=address_of(request), at=clock.now()
        )
    except Refused as refusal:
        return _refused(refusal.code)
    response.headers["Pragma"] = "no-cache"
    return {
        "access_token": issued.token,
        "token_type": "Bearer",
        "expires_in": issued.seconds,
        "scope": " ".join(issued.scopes),
    }
