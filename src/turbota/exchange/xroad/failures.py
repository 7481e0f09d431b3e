"""Why a message brought no answer. The code alone is kept and logged: texts of others may repeat personal data."""

import re

_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_.]{0,79}")
REFUSING = (
    "Client.",
    "Server.ClientProxy.SslAuthenticationFailed",
    "Server.ClientProxy.UnknownMember",
    "Server.ServerProxy.AccessDenied",
    "Server.ServerProxy.ServiceDisabled",
    "Server.ServerProxy.UnknownService",
)
"""Faults that come again until somebody mends the settings or the agreement."""


class ExchangeFailed(Exception):
    """No answer to use. `lasting`: it will not pass by itself, an administrator has to look."""

    def __init__(self, code: str, *, lasting: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.lasting = lasting


def of_fault(code: str) -> ExchangeFailed:
    """The failure for the code of a SOAP fault, with or without the prefix of its namespace."""
    name = code.rpartition(":")[2].strip()
    if not _CODE.fullmatch(name):
        return ExchangeFailed("fault")
    return ExchangeFailed(name, lasting=f"{name}.".startswith(REFUSING))
