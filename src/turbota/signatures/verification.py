"""Verification of one detached CAdES signature: КЕП, or УЕП on a qualified certificate (order 578-Н, III).

First everything that needs nobody: the form, the content, the mathematics, the chain to the trust list and
the dates at the moment ``at``. Only then the authorities are asked about withdrawal, at addresses taken from
the proved chain. Whatever a stranger's file holds, the answer is a Verdict and never an exception.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from base64 import b64encode
from collections.abc import Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import cms, x509
from pyhanko.sign.ades.report import AdESIndeterminate, AdESSubIndic
from pyhanko.sign.general import SignedDataCerts, extract_signer_info
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import async_validate_cms_signature, extract_certs_for_validation
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureStatus
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathValidationError, RevokedError
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.validate import async_validate_path

from turbota.signatures import revocation
from turbota.signatures.certificates import NOT_QUALIFIED, Signer, level_of, signer_of
from turbota.signatures.reasons import INVALID, PENDING, SENTENCES, VALID
from turbota.signatures.trust import TrustList, trust_list

log = logging.getLogger(__name__)
MAX_SIGNATURE_BYTES = 512 * 1024
AS_SET = b"\x31"
_MAX_CERTIFICATES = 30
# Authorities taken from the signature itself. More would let a stranger's file, with certificates that issue each
# other, make the search for a chain last forever: twelve of two names already take minutes.
_MAX_AUTHORITIES = 3
_USAGE = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False)
_CHAIN_REASONS: dict[AdESSubIndic, str] = {
    AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE: "not_for_signing",
    AdESIndeterminate.SIG_CONSTRAINTS_FAILURE: "not_for_signing",
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE: "not_supported",
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE: "not_supported",
}


@dataclass(frozen=True)
class Verdict:
    """What is known about a signature at a moment.

    ``state`` is "valid", "invalid" or "pending"; ``code`` says why for programs (keys of
    ``reasons.SENTENCES``), ``reason`` says it to a person. ``signed_at`` is what the signer's own device
    claims. ``level`` is "qualified", "advanced" or "". ``evidence`` is JSON-able: base64 of certificates,
    OCSP answers and revocation lists, and the moment they were gathered for.
    """

    state: str
    code: str
    signer: Signer | None
    signed_at: datetime | None
    level: str
    evidence: dict[str, Any]

    @property
    def reason(self) -> str:
        return SENTENCES[self.code]


def verify_detached(content: bytes, cms_bytes: bytes, *, at: datetime) -> Verdict:
    """Verify the signature of ``content`` as of the moment ``at`` (aware)."""
    return verify_digest(hashlib.sha256(content).digest(), cms_bytes, at=at)


def verify_digest(sha256: bytes, cms_bytes: bytes, *, at: datetime) -> Verdict:
    """Verify the signature of bytes known only by their SHA-256, as of the moment ``at`` (aware).

    Asks OCSP and CRL over the network, at most a few seconds for each. A signature over another digest
    algorithm than SHA-256 is not supported.
    """
    if len(cms_bytes) > MAX_SIGNATURE_BYTES:
        return _invalid("too_large")
    try:
        parsed = parse(cms_bytes)
    except Unusable as unusable:
        return _invalid(unusable.code)
    trust = trust_list()
    try:
        return _finished(_verify(parsed, sha256, trust, at))
    except SignatureValidationError:
        return _invalid("not_a_signature", parsed)
    except (
        Exception
    ) as error:  # a stranger's file is parsed piece by piece and may fail at any of them, in any way
        log.info("a signature is not understood: %s", type(error).__name__)
        return _invalid("not_supported", parsed)


def _finished(verification: Coroutine[Any, Any, Verdict]) -> Verdict:
    """The result of pyHanko's coroutine. It has a thread of its own: ours may have an event loop already."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, verification).result()


class Unusable(Exception):
    """The bytes are no signature that can be looked into; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Parsed:
    """A signature taken apart: nothing of it is proved yet."""

    data: cms.SignedData
    certificate: x509.Certificate
    others: tuple[x509.Certificate, ...]
    signer: Signer
    level: str
    digest: bytes
    signed_at: datetime | None
    signed_bytes: bytes
    """The attributes as they were signed: a set, not the first tagged part of the signer (RFC 5652, 5.4)."""


def parse(cms_bytes: bytes) -> Parsed:
    """Take the signature apart. Raises Unusable."""
    try:
        data = _signed_data(cms_bytes)
        if len(data["signer_infos"]) != 1:
            raise Unusable("several_signatures")
        signed = extract_signer_info(data)["signed_attrs"]
        # Taken before anything looks inside: asn1crypto gives read parts back by encoding them anew, piece by piece.
        signed_bytes = AS_SET + signed.dump()[1:]
        attributes = {
            name: attribute["values"][0].native
            for attribute in signed
            if (name := attribute["type"].native) in ("message_digest", "signing_time")
        }
        certificate, others = _certificates(data)
        above = tuple(other for other in others if other.ca)[:_MAX_AUTHORITIES]
        digest, signed_at = attributes.get("message_digest"), attributes.get("signing_time")
        if not isinstance(digest, bytes):
            raise Unusable("not_a_signature")
        return Parsed(
            data=data,
            certificate=certificate,
            others=above,
            signer=signer_of(certificate),
            level=level_of(certificate),
            digest=digest,
            signed_at=signed_at if isinstance(signed_at, datetime) else None,
            signed_bytes=signed_bytes,
        )
    except Unusable:
        raise
    except Exception as error:
        raise Unusable("not_a_signature") from error


def _certificates(data: cms.SignedData) -> tuple[x509.Certificate, Sequence[x509.Certificate]]:
    """The certificate of the signer and the others. Usually its number and the bytes of its issuer's name tell it; pyHanko
    compares the names by all rules of X.520, and once more when it verifies.
    """
    named = extract_signer_info(data)["sid"]
    if named.name == "issuer_and_serial_number":
        number, issuer = named.chosen["serial_number"].native, named.chosen["issuer"].dump()
        all_of_them = [one.chosen for one in data["certificates"] if one.name == "certificate"]
        own = [one for one in all_of_them if one.serial_number == number and one.issuer.dump() == issuer]
        if len(own) == 1:
            return own[0], [one for one in all_of_them if one is not own[0]]
    found: SignedDataCerts = extract_certs_for_validation(data)
    return found.signer_cert, list(found.other_certs)


def _signed_data(cms_bytes: bytes) -> cms.SignedData:
    info = cms.ContentInfo.load(cms_bytes, strict=True)
    if info["content_type"].native != "signed_data":
        raise Unusable("not_a_signature")
    data = info["content"]
    if len(data["certificates"]) > _MAX_CERTIFICATES:
        raise Unusable("too_large")
    return data


async def _verify(parsed: Parsed, sha256: bytes, trust: TrustList, at: datetime) -> Verdict:
    if extract_signer_info(parsed.data)["digest_algorithm"]["algorithm"].native != "sha256":
        return _invalid("not_supported", parsed)
    if parsed.digest != sha256:
        return _invalid("wrong_content", parsed)
    parsed.data["certificates"] = cms.CertificateSet([parsed.certificate, *parsed.others])
    status = await async_validate_cms_signature(
        parsed.data,
        raw_digest=sha256,
        validation_context=_context(trust, at, parsed.others),
        key_usage_settings=_USAGE,
    )
    problem = _problem(status, parsed, at)
    if problem:
        return _invalid(problem, parsed)
    return await _settle_revocation(status, parsed, trust, at)


def _problem(status: SignatureStatus, parsed: Parsed, at: datetime) -> str:
    """Why the signature is not good even before anybody is asked; empty when it is."""
    if not (status.intact and status.valid):
        return "tampered"
    if status.trust_problem_indic is not None:
        return _chain_reason(status.trust_problem_indic, parsed.certificate, at)
    if status.validation_path is None:
        return "unknown_issuer"
    return "not_qualified" if parsed.level == NOT_QUALIFIED else ""


def _chain_reason(problem: AdESSubIndic, certificate: x509.Certificate, at: datetime) -> str:
    issued_itself = certificate.issuer == certificate.subject
    if issued_itself or problem == AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND:
        return "unknown_issuer"
    if at < certificate.not_valid_before:
        return "not_yet_valid"
    if at > certificate.not_valid_after:
        return "expired"
    return _CHAIN_REASONS.get(problem, "unknown_issuer")


async def _settle_revocation(
    status: SignatureStatus, parsed: Parsed, trust: TrustList, at: datetime
) -> Verdict:
    path = status.validation_path
    assert path is not None
    chain = list(path.iter_certs(include_root=True))
    try:
        collected = revocation.collect(chain)
    except revocation.Unreachable:
        return _verdict(PENDING, "pending", parsed, _evidence(chain, revocation.Collected(), at))
    evidence = _evidence(chain, collected, at)
    code = await _withdrawal(path, _context(trust, at, parsed.others, collected))
    state = {"valid": VALID, "pending": PENDING}.get(code, INVALID)
    return _verdict(state, code, parsed, evidence)


async def _withdrawal(path: ValidationPath, context: ValidationContext) -> str:
    try:
        await async_validate_path(context, path)
    except RevokedError:
        return "revoked"
    except PathValidationError:
        return "pending"
    return "valid"


def _context(
    trust: TrustList,
    at: datetime,
    others: Sequence[x509.Certificate],
    collected: revocation.Collected | None = None,
) -> ValidationContext:
    """The rules of validation: without ``collected`` withdrawal is not looked at, with it it is required.

    Answers made after ``at`` are taken: they are asked for afterwards and carry the moment of withdrawal.
    """
    return ValidationContext(
        trust_roots=list(trust.roots),
        other_certs=[*trust.others, *others],
        moment=at,
        crls=collected.crls if collected else None,
        ocsps=collected.ocsps if collected else None,
        revocation_mode="require" if collected else "soft-fail",
        retroactive_revinfo=True,
    )


def _evidence(
    chain: Sequence[x509.Certificate], collected: revocation.Collected, at: datetime
) -> dict[str, Any]:
    return {
        "certificates": [_text(certificate.dump()) for certificate in chain],
        "ocsp": [_text(answer) for answer in collected.ocsps],
        "crl": [_text(answer) for answer in collected.crls],
        "as_of": at.isoformat(),
    }


def _text(der: bytes) -> str:
    return b64encode(der).decode("ascii")


def _verdict(state: str, code: str, parsed: Parsed, evidence: dict[str, Any]) -> Verdict:
    return Verdict(state, code, parsed.signer, parsed.signed_at, parsed.level, evidence)


def _invalid(code: str, parsed: Parsed | None = None) -> Verdict:
    if parsed is None:
        return Verdict(INVALID, code, None, None, "", {})
    return Verdict(INVALID, code, parsed.signer, parsed.signed_at, parsed.level, {})
