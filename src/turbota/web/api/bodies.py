"""Reading a body: JSON by the stream, answers by the declaration of questions, files out of base64 into scans."""

import base64
import binascii
import json
from collections.abc import Sequence
from typing import Any, cast

from django.http import HttpRequest
from ninja.parser import Parser

from turbota.applications.operations.receiving import Declaration, Document
from turbota.assistance import catalogue, contract
from turbota.documents.scans import Scan, Upload, assemble
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Refused
from turbota.web.api.problems import DOWN
from turbota.web.api.schemas import AttachmentIn, DeclarationIn


def take_body(request: HttpRequest) -> None:
    """Read the body of a known system, however large the API allows: forms of pages have a much smaller limit.

    The middleware has checked the length. A server may give a large body piece by piece.
    """
    request._body = b"".join(iter(request.read, b""))


class JsonParser(Parser):
    """Plain JSON: no NaN, no name twice, no endless depth."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The body as it came. Raises ValueError for all that is no JSON; the framework answers 400."""
        try:
            text = request.body.decode("utf-8")
            found = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_once)
        except RecursionError as problem:
            raise ValueError("too deep") from problem
        return cast(dict[str, Any], found)


def _no_constant(name: str) -> None:
    raise ValueError("not JSON")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of which every name stands once: two systems must never read the same body in two ways."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def declaration_of(sent: DeclarationIn) -> Declaration:
    """The declaration that the body holds. Raises BadInput with the path of every field that cannot be read."""
    try:
        form = catalogue.kind(sent.kind).form_on(clock.today())
    except catalogue.UnknownKind:
        raise BadInput({"body.kind": "Такого виду допомоги немає. Звірте код із /api/v1/kinds."}) from None
    answers, faults = contract.read(form, sent.answers)
    documents = []
    seen: set[str] = set()
    for number, attachment in enumerate(sent.attachments):
        where = f"body.attachments.{number}"
        if attachment.document in seen and attachment.document != "other":
            faults[f"{where}.document"] = "Цей документ уже є в запиті. Надішліть його файли разом."
        seen.add(attachment.document)
        documents.append(Document(attachment.document, _files(attachment, where, faults)))
    if faults:
        raise BadInput(faults, "Деякі поля не читаються. Виправте їх.")
    return Declaration(kind=sent.kind, answers=answers, documents=tuple(documents), mandate=sent.mandate)


def _files(attachment: AttachmentIn, where: str, faults: dict[str, str]) -> tuple[bytes, ...]:
    found = []
    for number, text in enumerate(attachment.files):
        content = decoded(text)
        if content is None:
            faults[f"{where}.files.{number}"] = "Це не base64 або файл порожній. Надішліть файл цілим."
        else:
            found.append(content)
    return tuple(found)


def decoded(text: str) -> bytes | None:
    """The bytes of base64; None when it is broken or empty."""
    try:
        return base64.b64decode(text, validate=True) or None
    except (binascii.Error, ValueError):
        return None


def opened(documents: Sequence[Document]) -> list[tuple[str, Scan]]:
    """Every document checked for viruses, cleaned and joined into one PDF. Raises BadInput with the place of a bad one."""
    scans = []
    for number, document in enumerate(documents):
        try:
            scan = assemble([Upload(name="", content=file) for file in document.files])
        except Refused as refusal:
            if refusal.code in DOWN:
                raise
            raise BadInput({f"body.attachments.{number}": refusal.sentence}) from None
        scans.append((document.code, scan))
    return scans
