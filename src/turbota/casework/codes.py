"""The code by which a reporter follows a report: told once, kept nowhere, found again by a keyed hash."""

import secrets

from turbota.kernel.keyed import keyed_hash
from turbota.kernel.requests import SIGNS

GROUPS, GROUP = 3, 4


def new() -> str:
    """A random code, e.g. "7K4M-2QPX-HC9W": 59 bits, and it says nothing of anybody."""
    return "-".join("".join(secrets.choice(SIGNS) for _ in range(GROUP)) for _ in range(GROUPS))


def key(code: str) -> str:
    """The keyed hash under which the report is found, whatever spaces, dashes and small letters were typed."""
    plain = "".join(sign for sign in code.upper() if sign in SIGNS)
    return keyed_hash(f"report:{plain}")
