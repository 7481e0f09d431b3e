"""A development certification authority: keys in one folder, OCSP, CRL and time stamps on loopback.

``python -m turbota_simulators.authority --home DIR --port N`` serves. ``establish(home, port)`` creates the
authority or opens it, also without a running server; ``Authority`` issues and revokes (see ``issuing``).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from asn1crypto import crl as asn1_crl
from asn1crypto import keys as asn1_keys
from asn1crypto import ocsp as asn1_ocsp
from asn1crypto import tsp as asn1_tsp
from asn1crypto import x509 as asn1_x509
from certomancer.services import (
    CRLBuilder,
    RevocationInfoInterface,
    SimpleOCSPResponder,
    TimeStamper,
    choose_signed_digest,
)
from cryptography import x509
from cryptography.hazmat.primitives import serialization

from turbota_simulators.issuing import DEFAULT_PORT, Authority, Issued, PrivateKey, establish, opened
from turbota_simulators.process import LOOPBACK, serve_until_stopped

__all__ = ["DEFAULT_PORT", "Authority", "Issued", "establish", "opened", "server"]

# Longer than any real authority gives, so that a test with its clock held in the future can verify too.
_STATUS_VALID = timedelta(days=900)
_MAX_REQUEST = 64 * 1024


class _Revocations(RevocationInfoInterface):
    """What certomancer's OCSP responder asks us."""

    def __init__(self, authority: Authority) -> None:
        self._issuer = _asn1(authority.certificate("intermediate"))
        self._revoked = authority.revoked()

    def get_issuer_cert(self) -> asn1_x509.Certificate:
        return self._issuer

    def check_revocation_status(
        self, cid: asn1_ocsp.CertId, at_time: datetime
    ) -> tuple[asn1_ocsp.CertStatus, list[asn1_ocsp.SingleResponseExtension]]:
        revoked_at = self._revoked.get(cid["serial_number"].native)
        if revoked_at is None:
            return asn1_ocsp.CertStatus("good"), []
        info = asn1_ocsp.RevokedInfo({"revocation_time": revoked_at, "revocation_reason": "key_compromise"})
        return asn1_ocsp.CertStatus("revoked", info), []


def ocsp_answer(authority: Authority, request: bytes, *, at: datetime) -> bytes:
    """The signed answer to an OCSP request about certificates of the intermediate authority."""
    certificate = _asn1(authority.certificate("ocsp"))
    responder = SimpleOCSPResponder(
        certificate,
        _asn1_key(authority.key("ocsp")),
        choose_signed_digest("sha256", certificate.public_key),
        at,
        _Revocations(authority),
        validity=_STATUS_VALID,
    )
    answer: bytes = responder.build_ocsp_response(asn1_ocsp.OCSPRequest.load(request)).dump()
    return answer


def revocation_list(authority: Authority, issuer: str, *, at: datetime) -> bytes:
    """The list of revoked certificates of ``issuer``: "root" or "intermediate"."""
    certificate = _asn1(authority.certificate(issuer))
    builder = CRLBuilder(
        certificate.subject,
        _asn1_key(authority.key(issuer)),
        choose_signed_digest("sha256", certificate.public_key),
        certificate.key_identifier_value,
    )
    rows = authority.revoked() if issuer == "intermediate" else {}
    revoked = [
        builder.format_revoked_cert(serial, asn1_crl.CRLReason("key_compromise"), moment)
        for serial, moment in rows.items()
    ]
    answer: bytes = builder.build_crl(int(at.timestamp()), at, at + _STATUS_VALID, revoked).dump()
    return answer


def time_stamp(authority: Authority, request: bytes) -> bytes:
    """The answer of the time-stamping service (RFC 3161)."""
    stamper = TimeStamper(
        _asn1(authority.certificate("tsa")),
        _asn1_key(authority.key("tsa")),
        certs_to_embed=[_asn1(authority.certificate("intermediate"))],
    )
    answer: bytes = stamper.request_tsa_response(asn1_tsp.TimeStampReq.load(request)).dump()
    return answer


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def _asn1_key(key: PrivateKey) -> asn1_keys.PrivateKeyInfo:
    return asn1_keys.PrivateKeyInfo.load(
        key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )


def server(authority: Authority) -> ThreadingHTTPServer:
    """The HTTP server of the authority, bound to its port and not yet serving."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            now = datetime.now(UTC)
            if self.path in ("/root.crl", "/intermediate.crl"):
                name = self.path.removeprefix("/").removesuffix(".crl")
                self._answer(200, "application/pkix-crl", revocation_list(authority, name, at=now))
            elif self.path == "/chain.pem":
                self._answer(200, "application/x-pem-file", authority.chain_file.read_bytes())
            elif self.path == "/":
                self._answer(
                    200, "text/plain; charset=utf-8", "Навчальний надавач електронних підписів\n".encode()
                )
            else:
                self._answer(404, "text/plain; charset=utf-8", "Немає такої адреси\n".encode())

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            if length > _MAX_REQUEST:
                self._answer(413, "text/plain", b"")
                return
            body = self.rfile.read(length)
            try:
                if self.path == "/ocsp":
                    answer = ocsp_answer(authority, body, at=datetime.now(UTC))
                    self._answer(200, "application/ocsp-response", answer)
                elif self.path == "/tsa":
                    self._answer(200, "application/timestamp-reply", time_stamp(authority, body))
                else:
                    self._answer(404, "text/plain", b"")
            except (ValueError, TypeError):
                self._answer(400, "text/plain; charset=utf-8", "Запит не розібрано\n".encode())

        def _answer(self, status: int, media_type: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: questions about certificates are personal."""

    port = int(authority.base_url.rsplit(":", 1)[1])
    return ThreadingHTTPServer((LOOPBACK, port), Handler)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m turbota_simulators.authority", description=__doc__)
    parser.add_argument("--home", type=Path, required=True, help="folder of keys and certificates")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT)
    options = parser.parse_args(arguments)
    serve_until_stopped(server(establish(options.home, options.port)))


if __name__ == "__main__":
    main()
