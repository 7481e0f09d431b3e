"""The number of the request that is answered now: it joins the lines of the logs and stands on the page of an error."""

import secrets
from contextvars import ContextVar

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Digits and letters that nobody mishears on the phone or confuses on paper."""

number: ContextVar[str] = ContextVar("number_of_request", default="")
"""Empty outside of a request."""


def new_number() -> str:
    """A new random number, e.g. "7K4M-2QPX"; it says nothing of a person."""
    signs = "".join(secrets.choice(SIGNS) for _ in range(8))
    return f"{signs[:4]}-{signs[4:]}"
