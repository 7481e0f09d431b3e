"""Client of id.gov.ua, the integrated system of electronic identification (OAuth 2, code flow).

The caller makes and checks ``state``; here the person's browser is sent with ``authorize_url`` and the
one-time code that comes back is exchanged for the person's identity. Tokens are used once and dropped:
nothing but the identity leaves this module, and neither codes nor names are ever logged.

Settings: IDGOV_URL, IDGOV_CLIENT_ID, IDGOV_CLIENT_SECRET. An encrypted answer (``encryptedUserInfo``) needs a
certified decryption library and is refused with a sentence of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from urllib.parse import urlencode

import httpx
from django.conf import settings

from turbota.kernel.errors import Refused

AUTH_TYPES = ("dig_sign", "bank_id")
_MEDIUM = ("dig_sign", "bank_id")
"""Means of medium trust at least; what is not named here may show a cabinet, but not submit an application."""
_FIELDS = (
    "auth_type,issuercn,serial,subjectcn,lastname,givenname,middlename,email,phone,"
    "drfocode,unzr,document,birthday,edrpoucode,isqscd"
)
_TIMEOUT = httpx.Timeout(10.0, connect=3.0)
_TAX_NUMBER = re.compile(r"\d{10}")
_UNZR = re.compile(r"\d{8}-\d{5}")

_UNREACHABLE = (
    "Сервіс входу id.gov.ua зараз не відповідає. Спробуйте ще раз за кілька хвилин: "
    "усе, що ви вже зберегли, на місці."
)
_REFUSED = "Вхід не вдався. Почніть вхід ще раз."
_NOT_UNDERSTOOD = (
    "Сервіс входу id.gov.ua відповів не так, як домовлено. Спробуйте ще раз або увійдіть інакше."
)
_NO_NUMBER = (
    "У ваших даних немає ні податкового номера, ні запису в демографічному реєстрі. "
    "Увійдіть іншим способом або зверніться до своєї громади."
)


@dataclass(frozen=True)
class Identity:
    """Who a person is, as id.gov.ua has established.

    ``level`` is the trust in the means (law 2155-VIII): "high" for a signature with a key in a secure device,
    "medium" for Bank ID and for other signatures, "low" for any means that we do not know. ``tax_number`` is absent
    for people who have refused one; then ``unzr`` or ``document`` names them. ``issuer`` and ``serial`` are those of
    the certificate, if there was one.
    """

    surname: str
    given_name: str
    patronymic: str
    tax_number: str | None
    unzr: str | None
    document: str | None
    birth_date: date | None
    email: str
    phone: str
    auth_type: str
    issuer: str
    serial: str
    level: Literal["high", "medium", "low"]


def authorize_url(state: str, redirect_uri: str) -> str:
    """The address to send the browser to. ``state`` comes back unchanged; the caller must compare it."""
    query = {
        "response_type": "code",
        "client_id": settings.IDGOV_CLIENT_ID,
        "auth_type": ",".join(AUTH_TYPES),
        "state": state,
        "redirect_uri": redirect_uri,
    }
    return f"{_base()}/?{urlencode(query)}"


def fetch_identity(code: str, redirect_uri: str) -> Identity:
    """Exchange a one-time code for the identity.

    Raises Refused with the codes ``idgov_unreachable`` (try again), ``idgov_refused`` (the code is used or
    too old: sign in again), ``idgov_not_understood`` and ``idgov_no_number``.
    """
    with httpx.Client(base_url=_base(), timeout=_TIMEOUT, follow_redirects=False) as client:
        granted = _ask(
            client,
            "/get-access-token",
            {
                "grant_type": "authorization_code",
                "client_id": settings.IDGOV_CLIENT_ID,
                "client_secret": settings.IDGOV_CLIENT_SECRET,
                "code": code,
                "redirect_uri": redirect_uri,
            },
        )
        session = {"access_token": _text(granted, "access_token"), "user_id": _text(granted, "user_id")}
        if not all(session.values()):
            raise Refused(_NOT_UNDERSTOOD, code="idgov_not_understood")
        told = _ask(client, "/get-user-info", {**session, "fields": _FIELDS, "cert": ""})
        _log_out(client, session)
    return identity_of(told)


def identity_of(told: dict[str, Any]) -> Identity:
    """The identity in an answer of ``/get-user-info``. Raises Refused as ``fetch_identity`` does.

    ``drfocode`` may hold the series and number of a passport instead of a tax number. A document alone, without the birth
    date, names nobody: another person may have one of the same number, and would come into a foreign cabinet.
    """
    if "encryptedUserInfo" in told or not _text(told, "lastname"):
        raise Refused(_NOT_UNDERSTOOD, code="idgov_not_understood")
    number, record = _text(told, "drfocode"), _text(told, "unzr")
    tax_number = number if _TAX_NUMBER.fullmatch(number) else None
    unzr = record if _UNZR.fullmatch(record) else None
    document = _text(told, "document") or (number if not tax_number else "")
    birth_date = _day(_text(told, "birthday"))
    if not (tax_number or unzr or (document and birth_date)):
        raise Refused(_NO_NUMBER, code="idgov_no_number")
    auth_type = _text(told, "auth_type")
    return Identity(
        surname=_text(told, "lastname"),
        given_name=_text(told, "givenname"),
        patronymic=_text(told, "middlename"),
        tax_number=tax_number,
        unzr=unzr,
        document=document or None,
        birth_date=birth_date,
        email=_text(told, "email"),
        phone=_text(told, "phone"),
        auth_type=auth_type,
        issuer=_text(told, "issuercn"),
        serial=_text(told, "serial"),
        level=_level(auth_type, in_device=_text(told, "isqscd").lower() in ("1", "true")),
    )


def _level(auth_type: str, *, in_device: bool) -> Literal["high", "medium", "low"]:
    if auth_type == "dig_sign" and in_device:
        return "high"
    return "medium" if auth_type in _MEDIUM else "low"


def _ask(client: httpx.Client, path: str, form: dict[str, str]) -> dict[str, Any]:
    """One question. Parameters go in the body, so that no address in a log carries a secret or a code."""
    try:
        answer = client.post(path, data=form)
        told = answer.json()
    except httpx.HTTPError as error:
        raise Refused(_UNREACHABLE, code="idgov_unreachable") from error
    except ValueError as error:
        raise Refused(_NOT_UNDERSTOOD, code="idgov_not_understood") from error
    if answer.status_code >= 500:
        raise Refused(_UNREACHABLE, code="idgov_unreachable")
    if not isinstance(told, dict):
        raise Refused(_NOT_UNDERSTOOD, code="idgov_not_understood")
    if answer.status_code >= 400 or str(told.get("error", "0")) not in ("0", ""):
        raise Refused(_REFUSED, code="idgov_refused")
    return told


def _log_out(client: httpx.Client, session: dict[str, str]) -> None:
    """End the session there; the identity is already known, so a failure changes nothing for the person."""
    try:
        client.post("/get-user-logout", data=session)
    except httpx.HTTPError:
        return


def _base() -> str:
    return str(settings.IDGOV_URL).rstrip("/")


def _text(told: dict[str, Any], name: str) -> str:
    value = told.get(name)
    return value.strip() if isinstance(value, str) else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
