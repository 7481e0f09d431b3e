"""Reads the signer out of a qualified certificate (EN 319 412: people, seals, qualified statements)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from asn1crypto import core, x509

_TAX_NUMBER = re.compile(r"^(?:TINUA-)?(\d{10})$")
_UNZR = re.compile(r"^(?:IDCUA-|PNOUA-)?(\d{8}-\d{5})$")
_ORGANISATION = re.compile(r"^NTRUA-(\d{8,10})$")
_QC_COMPLIANCE = "0.4.0.1862.1.1"
_QC_SECURE_DEVICE = "0.4.0.1862.1.4"
_ORGANISATION_IDENTIFIER = "organization_identifier"

QUALIFIED = "qualified"
ADVANCED = "advanced"
NOT_QUALIFIED = ""


@dataclass(frozen=True)
class Signer:
    """The person or the organisation that a certificate names.

    ``tax_number`` is the РНОКПП, ten digits; ``unzr`` the record number of the demographic register
    (``YYYYMMDD-NNNNN``) of a person without a tax number; ``organisation_code`` the ЄДРПОУ.
    ``serial`` is the number of the certificate, hexadecimal.
    """

    surname: str
    given_name: str
    tax_number: str | None
    unzr: str | None
    organisation_code: str | None
    organisation_name: str | None
    common_name: str
    serial: str
    is_seal: bool

    @property
    def name(self) -> str:
        """The name to show: of the organisation for a seal, of the person otherwise."""
        if self.is_seal:
            return self.organisation_name or self.common_name
        return f"{self.surname} {self.given_name}".strip() or self.common_name


class _Statement(core.Sequence):  # type: ignore[misc]
    _fields = [("statement_id", core.ObjectIdentifier), ("statement_info", core.Any, {"optional": True})]


class _Statements(core.SequenceOf):  # type: ignore[misc]
    _child_spec = _Statement


def signer_of(certificate: x509.Certificate) -> Signer:
    """The signer a certificate names. A seal has an organisation's identifier and no personal number."""
    subject = certificate.subject.native
    tax_number = _first(_TAX_NUMBER, subject.get("serial_number"))
    unzr = _first(_UNZR, subject.get("serial_number"))
    organisation_code = _first(_ORGANISATION, subject.get(_ORGANISATION_IDENTIFIER))
    return Signer(
        surname=_text(subject.get("surname")),
        given_name=_text(subject.get("given_name")),
        tax_number=tax_number,
        unzr=unzr,
        organisation_code=organisation_code,
        organisation_name=_text(subject.get("organization_name")) or None,
        common_name=_text(subject.get("common_name")),
        serial=f"{certificate.serial_number:x}",
        is_seal=bool(organisation_code) and not (tax_number or unzr),
    )


def level_of(certificate: x509.Certificate) -> str:
    """How much the certificate's signature is worth by law.

    "qualified" (КЕП): a qualified certificate with the key in a secure device; "advanced" (УЕП):
    a qualified certificate alone; "" – neither, such a signature is not accepted (order 578-Н, III).
    """
    identifiers: set[str] = set()
    for extension in certificate["tbs_certificate"]["extensions"]:
        if extension["extn_id"].native == "qc_statements":
            parsed = _Statements.load(extension["extn_value"].contents)
            identifiers = {statement["statement_id"].dotted for statement in parsed}
    if _QC_COMPLIANCE not in identifiers:
        return NOT_QUALIFIED
    return QUALIFIED if _QC_SECURE_DEVICE in identifiers else ADVANCED


def _first(pattern: re.Pattern[str], value: object) -> str | None:
    """The number inside the attribute; an attribute may stand several times."""
    values = value if isinstance(value, list) else [value]
    for item in values:
        found = pattern.match(item) if isinstance(item, str) else None
        if found:
            return found.group(1)
    return None


def _text(value: object) -> str:
    if isinstance(value, list):
        return " ".join(str(item) for item in value)
    return str(value) if value else ""
