"""Several signatures of one document in one file, for another system or for the person's own archive."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from asn1crypto import cms, core

_ASIC_TYPE = b"application/vnd.etsi.asic-s+zip"
_ZIP_MOMENT = (1980, 1, 1, 0, 0, 0)


class NotASignature(ValueError):
    """The bytes are not a CMS with signatures."""


def merge(cms_list: Sequence[bytes]) -> bytes:
    """One detached CMS that holds every signature of ``cms_list`` as it was made.

    Nothing is signed again: signers, certificates and revocation answers are put side by side, duplicates
    once. ``openssl cms -verify -binary`` takes the result. Raises NotASignature.
    """
    parts = [_signed_data(item) for item in cms_list]
    if not parts:
        raise NotASignature("no signatures to merge")
    merged = cms.SignedData(
        {
            "version": max((part["version"].native for part in parts), key=lambda version: int(version[1:])),
            "digest_algorithms": cms.DigestAlgorithms(_once(parts, "digest_algorithms")),
            "encap_content_info": {"content_type": "data"},
            "certificates": cms.CertificateSet(_once(parts, "certificates")),
            "signer_infos": cms.SignerInfos(_once(parts, "signer_infos")),
        }
    )
    result: bytes = cms.ContentInfo({"content_type": "signed_data", "content": merged}).dump()
    return result


def split(cms_bytes: bytes) -> list[bytes]:
    """The signatures of one CMS as single ones, each with all certificates. Raises NotASignature."""
    data = _signed_data(cms_bytes)
    single = []
    for signer in data["signer_infos"]:
        part = cms.SignedData(
            {
                "version": data["version"].native,
                "digest_algorithms": [signer["digest_algorithm"]],
                "encap_content_info": {"content_type": "data"},
                "certificates": cms.CertificateSet(_once([data], "certificates")),
                "signer_infos": cms.SignerInfos([signer]),
            }
        )
        single.append(cms.ContentInfo({"content_type": "signed_data", "content": part}).dump())
    return single


def asic_s(name: str, content: bytes, cms_list: Sequence[bytes]) -> bytes:
    """An ASiC-S container (EN 319 162-1): the document ``name`` and one CAdES file with all signatures.

    The same input gives the same bytes. Raises NotASignature.
    """
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as archive:
        archive.writestr(_entry("mimetype", zipfile.ZIP_STORED), _ASIC_TYPE)
        archive.writestr(_entry(name, zipfile.ZIP_DEFLATED), content)
        archive.writestr(_entry("META-INF/signature.p7s", zipfile.ZIP_DEFLATED), merge(cms_list))
    return result.getvalue()


def _entry(name: str, compression: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _ZIP_MOMENT)
    entry.compress_type = compression
    return entry


def _signed_data(cms_bytes: bytes) -> cms.SignedData:
    try:
        info = cms.ContentInfo.load(cms_bytes, strict=True)
        if info["content_type"].native != "signed_data":
            raise NotASignature("not signed data")
        data = info["content"]
        data.native  # noqa: B018 – asn1crypto parses when asked for values
    except (ValueError, TypeError, KeyError) as error:
        raise NotASignature("not a CMS") from error
    return data


def _once(parts: Sequence[cms.SignedData], field: str) -> list[core.Asn1Value]:
    """All values of a set field of all parts, each once, in the order of the parts."""
    found: dict[bytes, core.Asn1Value] = {}
    for part in parts:
        if part[field] is core.VOID or isinstance(part[field], core.Void):
            continue
        for value in part[field]:
            found.setdefault(value.dump(), value)
    return list(found.values())
