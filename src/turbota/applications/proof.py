"""What proves a handover: digests of a case and of a register, counted by the sender and, from the bytes, by the receiver.

The digest of a case is SHA-256 over the digests of its documents in order. The digest of a register is SHA-256 over its
lines in order, each "number⇥documents⇥pages⇥digest of the case" and a line feed, in UTF-8.
"""

import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pikepdf

from turbota.applications.models import Attachment, HandoverDocument, HandoverLine, HandoverRegister
from turbota.documents.operations import FileDamaged, read


@dataclass(frozen=True)
class Counted:
    """One line as the deciding body counted it. `faults`: positions of documents that did not come whole."""

    documents: int
    pages: int
    digest: str
    content: str
    faults: tuple[int, ...]


@dataclass(frozen=True)
class Total:
    """A register as one side counted it."""

    cases: int
    documents: int
    pages: int
    digest: str


def digest_of(digests: Iterable[str]) -> str:
    """One SHA-256 over digests of documents in order."""
    return hashlib.sha256("".join(digests).encode()).hexdigest()


def content_of(digests: Iterable[str]) -> str:
    """The same without regard to order: two cases with the same documents have the same."""
    return digest_of(sorted(digests))


def total_of(lines: Sequence[tuple[str, int, int, str]]) -> Total:
    """Counts and digest of a register from its lines in order: number of the case, documents, pages, digest."""
    text = "".join(
        f"{number}\t{documents}\t{pages}\t{digest}\n" for number, documents, pages, digest in lines
    )
    return Total(
        cases=len(lines),
        documents=sum(line[1] for line in lines),
        pages=sum(line[2] for line in lines),
        digest=hashlib.sha256(text.encode()).hexdigest(),
    )


def _stands(attachment: Attachment, line: HandoverLine) -> bool:
    """Whether the copy stood in the case while the deciding body had the line to answer."""
    gone = attachment.removed_at
    return gone is None or (line.answered_at is not None and gone >= line.answered_at)


def _bytes_of(document: HandoverDocument, line: HandoverLine) -> bytes | None:
    """The stored content of what was sent; None when it is damaged, missing or was taken out of the case."""
    if not _stands(document.attachment, line):
        return None
    try:
        return read(document.attachment.file)
    except FileDamaged:
        return None


def count_line(line: HandoverLine) -> Counted:
    """Read every document of the line from the store and count it anew: digests from bytes, pages from the PDF."""
    digests, pages, faults = [], 0, []
    for document in line.sent_documents.select_related("attachment__file").order_by("position"):
        content = _bytes_of(document, line)
        if content is None:
            faults.append(document.position)
            continue
        digest = hashlib.sha256(content).hexdigest()
        if digest != document.sha256:
            faults.append(document.position)
        digests.append(digest)
        with pikepdf.open(io.BytesIO(content)) as pdf:
            pages += len(pdf.pages)
    return Counted(len(digests), pages, digest_of(digests), content_of(digests), tuple(faults))


def count_register(register: HandoverRegister) -> tuple[Total, dict[int, Counted]]:
    """The whole register as the deciding body finds it now, and every line by its position."""
    lines = list(register.lines.select_related("application").order_by("position"))
    counted = {line.position: count_line(line) for line in lines}
    rows = [
        (line.application.number or "", one.documents, one.pages, one.digest)
        for line in lines
        for one in (counted[line.position],)
    ]
    return total_of(rows), counted


def agrees(register: HandoverRegister, total: Total, counted: Mapping[int, Counted]) -> bool:
    """Whether the counted side is what the register says: in the whole, in every line, and no document is at fault."""
    if (register.cases, register.documents, register.pages, register.digest) != (
        total.cases,
        total.documents,
        total.pages,
        total.digest,
    ):
        return False
    told = {line.position: (line.documents, line.pages, line.digest) for line in register.lines.all()}
    came = {position: (one.documents, one.pages, one.digest) for position, one in counted.items()}
    return told == came and not any(one.faults for one in counted.values())
