"""A paper with its signatures as files: all signatures in one detached CMS, or everything in one ASiC-S container; and a
signature that a browser made.
"""

import base64
import binascii
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse

from turbota.documents.models import StoredFile
from turbota.documents.operations import read
from turbota.kernel.errors import Missing, Refused
from turbota.signatures.containers import asic_s, merge
from turbota.signatures.models import Signature
from turbota.web.shared.files import file_response

P7S, ASIC = "application/pkcs7-signature", "application/vnd.etsi.asic-s+zip"


def cms_of(signatures: Iterable[Signature | None]) -> list[bytes]:
    """The signatures that are there, in order. Raises Missing when there are none."""
    found = [bytes(one.cms) for one in signatures if one is not None]
    if not found:
        raise Missing
    return found


def p7s_response(signatures: Iterable[Signature | None], name: str) -> HttpResponse:
    """All signatures in one detached CMS. Raises Missing when there are none."""
    return file_response(merge(cms_of(signatures)), media_type=P7S, name=name, inline=False)


def asics_response(paper: StoredFile, signatures: Iterable[Signature | None], name: str) -> HttpResponse:
    """The paper, called `name`.pdf inside, with its signatures in one ASiC-S file. Raises Missing when there are none."""
    content = asic_s(f"{name}.pdf", read(paper), cms_of(signatures))
    return file_response(content, media_type=ASIC, name=f"{name}.asics", inline=False)


def signed_bytes(request: HttpRequest) -> tuple[str, bytes]:
    """The digest and the signature that the browser made. Refused when there is none or it is no Base64."""
    sha256 = request.POST.get("sha256", "")
    try:
        cms = base64.b64decode(request.POST.get("signature", ""), validate=True)
        bytes.fromhex(sha256)
    except (binascii.Error, ValueError):
        cms = b""
    if not cms or len(sha256) != 64:
        raise Refused(
            "Підпису немає. Виберіть файл ключа, напишіть пароль і підпишіть ще раз.", code="no_signature"
        )
    return sha256, cms
