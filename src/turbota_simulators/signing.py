"""Signs with a development key outside a browser: for the demonstration world and for tests."""

from __future__ import annotations

import asyncio
import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from asn1crypto import keys, x509
from cryptography import x509 as pyca
from cryptography.hazmat.primitives import serialization
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from turbota_simulators.issuing import Issued


def sign(issued: Issued, content: bytes, *, at: datetime | None = None) -> bytes:
    """A detached CAdES-B-B signature of ``content``, of the same form as the browser makes.

    ``at`` is the moment the signature claims; now by default.
    """
    return sign_digest(issued, hashlib.sha256(content).digest(), at=at)


def sign_digest(issued: Issued, sha256: bytes, *, at: datetime | None = None) -> bytes:
    """The same for bytes known only by their SHA-256."""
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple([_certificate(above) for above in issued.chain])
    signer = SimpleSigner(
        signing_cert=_certificate(issued.certificate),
        signing_key=_key(issued),
        cert_registry=store,
        embed_roots=False,
    )
    attributes = PdfCMSSignedAttributes(signing_time=at or datetime.now(UTC))
    signing = signer.async_sign(
        sha256, "sha256", use_pades=True, is_pdf_sig=False, signed_attr_settings=attributes
    )
    with ThreadPoolExecutor(max_workers=1) as thread:  # our own thread may have an event loop already
        signed = thread.submit(asyncio.run, signing).result()
    result: bytes = signed.dump()
    return result


def _certificate(certificate: pyca.Certificate) -> x509.Certificate:
    return x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def _key(issued: Issued) -> keys.PrivateKeyInfo:
    return keys.PrivateKeyInfo.load(
        issued.key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
