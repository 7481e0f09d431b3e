"""A quick look at a signature while many people submit at once; the whole verification follows in a job.

One full verification at a time runs in a process, and none while many come. Who comes meanwhile is looked at quickly:
the form, the content, the mathematics of the signature, the certificate issued by an authority of the trust list and in
force, its level. What is wrong there is refused at once. The rest is left for the job that is planned with the
signature: until it is settled the state is «перевіряється», and no decision is prepared (ADR 7, ADR 14).
"""

from __future__ import annotations

import threading
import time
from collections import deque
from datetime import datetime
from functools import lru_cache

from asn1crypto import cms
from asn1crypto import x509 as parsed_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from pyhanko.sign.general import extract_signer_info

from turbota.signatures.certificates import NOT_QUALIFIED
from turbota.signatures.reasons import CHECKING, INVALID, PENDING
from turbota.signatures.trust import TrustList, trust_list
from turbota.signatures.verification import Parsed, Unusable, Verdict, parse, verify_digest

MANY = 3
CLOSE = 0.1
"""So many submissions within so many seconds, and the process has no time for a whole verification."""
_full = threading.BoundedSemaphore(1)
_came: deque[float] = deque(maxlen=MANY - 1)


class _Unknown(Exception):
    """A quick look is not enough: only the whole verification can tell."""


def verify_or_look(sha256: bytes, cms_bytes: bytes, *, at: datetime) -> Verdict:
    """`verify_digest` when this process has no other one to do now and few come, else a quick look whose rest a job
    settles.
    """
    now = time.monotonic()
    many = len(_came) == _came.maxlen and now - _came[0] < CLOSE
    _came.append(now)
    if not many and _full.acquire(blocking=False):
        try:
            return verify_digest(sha256, cms_bytes, at=at)
        finally:
            _full.release()
    return look(sha256, cms_bytes, at=at)


def look(sha256: bytes, cms_bytes: bytes, *, at: datetime) -> Verdict:
    """The quick look. Never says "valid": at best "pending" with the code "checking".

    What it does not understand is verified whole at once.
    """
    trust = trust_list()
    try:
        parsed = parse(cms_bytes)
        code = _fault(parsed, sha256, trust, at)
    except (_Unknown, Unusable):
        return verify_digest(sha256, cms_bytes, at=at)
    except Exception:  # a stranger's file may fail at any part of it, in any way: the verification says how
        return verify_digest(sha256, cms_bytes, at=at)
    state = INVALID if code else PENDING
    return Verdict(state, code or CHECKING, parsed.signer, parsed.signed_at, parsed.level, {})


def _fault(parsed: Parsed, sha256: bytes, trust: TrustList, at: datetime) -> str:
    """The code of what is wrong; empty when nothing is."""
    info = extract_signer_info(parsed.data)
    if info["digest_algorithm"]["algorithm"].native != "sha256":
        return "not_supported"
    if parsed.digest != sha256:
        return "wrong_content"
    certificate = _loaded(parsed.certificate)
    if not _issued_here(certificate, trust, at):
        raise _Unknown
    if not _signed(info, parsed.signed_bytes, certificate):
        raise _Unknown  # or its attributes are encoded in another way than they were signed
    if at < certificate.not_valid_before_utc:
        return "not_yet_valid"
    if at > certificate.not_valid_after_utc:
        return "expired"
    return "not_qualified" if parsed.level == NOT_QUALIFIED else ""


def _loaded(certificate: parsed_x509.Certificate) -> x509.Certificate:
    return x509.load_der_x509_certificate(certificate.dump())


def _issued_here(certificate: x509.Certificate, trust: TrustList, at: datetime) -> bool:
    """Whether an authority of the trust list issued it: its name and the mathematics of its signature."""
    for authority in _authorities(trust):
        if authority.subject != certificate.issuer:
            continue
        if not authority.not_valid_before_utc <= at <= authority.not_valid_after_utc:
            continue
        try:
            certificate.verify_directly_issued_by(authority)
        except (InvalidSignature, ValueError, TypeError):
            continue
        return True
    return False


@lru_cache(maxsize=4)
def _authorities(trust: TrustList) -> tuple[x509.Certificate, ...]:
    """Authorities that a root of the trust list issued, and the roots themselves."""
    roots = tuple(_loaded(root) for root in trust.roots)
    proved = []
    for other in map(_loaded, trust.others):
        for root in roots:
            try:
                other.verify_directly_issued_by(root)
            except (InvalidSignature, ValueError, TypeError):
                continue
            proved.append(other)
            break
    return (*proved, *roots)


def _signed(info: cms.SignerInfo, attributes: bytes, certificate: x509.Certificate) -> bool:
    """Whether the key of the certificate signed the attributes, one of which is the digest of the content."""
    signature, key = info["signature"].native, certificate.public_key()
    try:
        if isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, attributes, ec.ECDSA(hashes.SHA256()))
        elif (
            isinstance(key, rsa.RSAPublicKey)
            and info["signature_algorithm"].signature_algo == "rsassa_pkcs1v15"
        ):
            key.verify(signature, attributes, padding.PKCS1v15(), hashes.SHA256())
        else:
            raise _Unknown
    except InvalidSignature:
        return False
    return True
