"""Asks authorities whether certificates have been withdrawn: OCSP for the signer, CRL where there is none.

Addresses are taken only from certificates of a chain that has already been proved to end in the trust
list, so a stranger's file cannot make the server call an address of his choice.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

import httpx
from asn1crypto import algos, crl, ocsp, x509

log = logging.getLogger(__name__)
_TIMEOUT = httpx.Timeout(5.0, connect=2.0)
_WHOLE_SECONDS = 10.0
_MAX_ANSWER = 16 * 1024 * 1024
_CRL_KEPT_SECONDS = 300.0


class Unreachable(Exception):
    """An authority did not answer, or answered something that is not an answer."""


@dataclass
class Collected:
    """Raw answers of the authorities, as received, and whether anything is still missing."""

    ocsps: list[bytes] = field(default_factory=list)
    crls: list[bytes] = field(default_factory=list)


def collect(chain: Sequence[x509.Certificate]) -> Collected:
    """Answers about every certificate of ``chain`` (root first, signer last) except the root.

    Raises Unreachable when one of them cannot be had; nobody is then said to be good or bad.
    """
    collected = Collected()
    for issuer, certificate in pairwise(chain):
        _ask(certificate, issuer, collected)
    return collected


def _ask(certificate: x509.Certificate, issuer: x509.Certificate, collected: Collected) -> None:
    """OCSP first. The list is asked where OCSP is silent, and where OCSP says "revoked": only the list lets
    the validator tell a certificate withdrawn after the moment of interest from one withdrawn before it."""
    answer = _first_ocsp(certificate, issuer)
    if answer is not None:
        collected.ocsps.append(answer)
        if _says_good(answer):
            return
    revocation_list = _first_crl(certificate)
    if revocation_list is not None:
        collected.crls.append(revocation_list)
    if answer is None and revocation_list is None:
        raise Unreachable


def _first_ocsp(certificate: x509.Certificate, issuer: x509.Certificate) -> bytes | None:
    for url in _http_only(certificate.ocsp_urls):
        with suppress(Unreachable):
            return _ocsp(url, certificate, issuer)
    return None


def _first_crl(certificate: x509.Certificate) -> bytes | None:
    for url in _http_only(_crl_addresses(certificate)):
        with suppress(Unreachable):
            return _crl(url)
    return None


def _says_good(answer: bytes) -> bool:
    responses = ocsp.OCSPResponse.load(answer).response_data["responses"]
    return all(response["cert_status"].name == "good" for response in responses)


def _http_only(urls: Sequence[str]) -> list[str]:
    return [url for url in urls if url.startswith(("http://", "https://"))][:3]


def _crl_addresses(certificate: x509.Certificate) -> list[str]:
    return [point.url for point in certificate.crl_distribution_points if point.url]


def _ocsp(url: str, certificate: x509.Certificate, issuer: x509.Certificate) -> bytes:
    question = ocsp.OCSPRequest(
        {
            "tbs_request": {
                "request_list": [
                    {
                        "req_cert": {
                            "hash_algorithm": algos.DigestAlgorithm({"algorithm": "sha1"}),
                            "issuer_name_hash": issuer.subject.sha1,
                            "issuer_key_hash": issuer.public_key.sha1,
                            "serial_number": certificate.serial_number,
                        }
                    }
                ]
            }
        }
    )
    answer = _call("POST", url, question.dump())
    try:
        parsed = ocsp.OCSPResponse.load(answer)
        status = parsed["response_status"].native
        parsed.native  # noqa: B018 – asn1crypto parses when asked for values
    except (ValueError, TypeError) as error:
        raise Unreachable from error
    if status != "successful":
        raise Unreachable
    return answer


_crls: dict[str, tuple[float, bytes]] = {}
_crls_lock = threading.Lock()


def _crl(url: str) -> bytes:
    """The list at the address; one list is kept for five minutes, since some are megabytes."""
    with _crls_lock:
        kept = _crls.get(url)
    if kept and time.monotonic() - kept[0] < _CRL_KEPT_SECONDS:
        return kept[1]
    answer = _call("GET", url)
    try:
        crl.CertificateList.load(answer).native  # noqa: B018 – asn1crypto parses when asked for values
    except (ValueError, TypeError) as error:
        raise Unreachable from error
    with _crls_lock:
        _crls[url] = (time.monotonic(), answer)
    return answer


def forget_lists() -> None:
    """Drop the kept revocation lists; the next question is asked of the authority again."""
    with _crls_lock:
        _crls.clear()


def _call(method: str, url: str, body: bytes | None = None) -> bytes:
    """The answer of an authority. One that gives it by drops is as good as silent: somebody waits for the whole.

    Who does not answer is named in the log: an operator looks for him there. The address comes from a proved chain and
    says nothing of the signer.
    """
    headers = {"Content-Type": "application/ocsp-request"} if body else {}
    until = time.monotonic() + _WHOLE_SECONDS
    try:
        with _client().stream(method, url, content=body, headers=headers) as answer:
            answer.raise_for_status()
            received = bytearray()
            for piece in answer.iter_bytes():
                received += piece
                if len(received) > _MAX_ANSWER:
                    raise httpx.ReadError("too large")
                if time.monotonic() > until:
                    raise httpx.ReadTimeout("by drops")
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        log.warning("an authority does not answer: %s: %s", url.partition("?")[0][:200], type(error).__name__)
        raise Unreachable from error
    return bytes(received)


@cache
def _client() -> httpx.Client:
    return httpx.Client(timeout=_TIMEOUT, follow_redirects=False)
