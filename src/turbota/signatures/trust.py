"""The trust list: the certificates of the authorities whose signatures the platform believes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from asn1crypto import pem, x509
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

_SUFFIXES = (".pem", ".crt", ".cer", ".der")


@dataclass(frozen=True)
class TrustList:
    """Roots are the self-issued certificates of the folder; the others only help to build a chain."""

    roots: tuple[x509.Certificate, ...]
    others: tuple[x509.Certificate, ...]


def trust_list() -> TrustList:
    """The trust list of the folder TURBOTA_TRUST_DIR, read again when a file in it changes.

    Raises ImproperlyConfigured when the folder has no root certificate.
    """
    folder = Path(settings.TURBOTA_TRUST_DIR)
    files = sorted(path for path in folder.glob("*") if path.suffix.lower() in _SUFFIXES)
    return _read(tuple((str(path), path.stat().st_mtime_ns) for path in files))


@lru_cache(maxsize=4)
def _read(files: tuple[tuple[str, int], ...]) -> TrustList:
    certificates = [certificate for path, _changed in files for certificate in _certificates(Path(path))]
    roots = tuple(c for c in certificates if c.subject == c.issuer)
    if not roots:
        raise ImproperlyConfigured(
            "TURBOTA_TRUST_DIR holds no root certificate: no signature can be verified"
        )
    return TrustList(roots, tuple(c for c in certificates if c.subject != c.issuer))


def _certificates(path: Path) -> list[x509.Certificate]:
    content = path.read_bytes()
    if not pem.detect(content):
        return [x509.Certificate.load(content)]
    return [x509.Certificate.load(der) for _kind, _headers, der in pem.unarmor(content, multiple=True)]
