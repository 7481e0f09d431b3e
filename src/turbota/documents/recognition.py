"""Text of scans (Instruction 345, p. 1.4: tools for scanning and recognition of data).

Every minute a job reads the newest scans that were not read yet, page by page. What was read is a hint: sums, «№» and
letters are often read wrongly, so nothing of it ever becomes an answer by itself.
"""

import json
import re
import time
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from turbota.documents import ocr
from turbota.documents.models import Recognition, StoredFile
from turbota.documents.operations import FileDamaged, keep, read
from turbota.kernel.errors import Refused
from turbota.kernel.keyed import keyed_hash

SHORTEST = 3
STEM = 5
MARK = 16
MOST_WORDS = 4000
_WORD = re.compile(r"[\w'’ʼ`-]+")
_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ`‘ʹ", "'"))


def marks(text: str) -> list[str]:
    """The keyed hashes by which a text is found: of every number whole, of every word without its ending.

    A word is cut to its first five letters, so that «Зразкова» is found by «Зразкової». At most 4000 of a text.
    """
    found: dict[str, None] = {}
    for word in _WORD.findall(text.translate(_APOSTROPHES).casefold()):
        plain = word.strip("'-_")
        if len(plain) < SHORTEST:
            continue
        digits = plain.replace("-", "")
        found.setdefault(digits if digits.isdigit() else plain[:STEM])
        if len(found) >= MOST_WORDS:
            break
    return [keyed_hash(f"scan:{word}")[:MARK] for word in found]


def text_of(row: Recognition) -> list[str]:
    """The text of each page, as it was read. Raises FileDamaged."""
    if row.text is None:
        return []
    pages: list[str] = json.loads(read(row.text))
    return pages


def waiting(limit: int) -> list[StoredFile]:
    """Scans that were not read yet, the newest first: a person may be waiting at the counter."""
    return list(StoredFile.objects.filter(to_recognise=True).order_by("-created_at")[:limit])


def recognise(stored: StoredFile, *, at: datetime) -> Recognition | None:
    """Read the text of a scan and keep it; a second time gives the same row. Two to three seconds a page.

    None when the scan cannot be read at all now (no tesseract, a damaged file): a damaged one is not tried again.
    """
    known = Recognition.objects.filter(file=stored).first()
    if known is not None:
        return known
    try:
        content = read(stored)
        pages = [ocr.recognise_page(content, page) for page in range(1, (stored.pages or 1) + 1)]
    except FileDamaged:
        _done(stored)
        return None
    except Refused:
        pages = [""]
    if all(page is None for page in pages) and not ocr.installed():
        return None
    return _kept(stored, [page or "" for page in pages], at)


@transaction.atomic
def _kept(stored: StoredFile, pages: list[str], at: datetime) -> Recognition | None:
    row = StoredFile.objects.select_for_update().filter(pk=stored.pk).first()
    if row is None:
        return None
    whole = "\n".join(pages).strip()
    text = None
    if whole:
        content = json.dumps(pages, ensure_ascii=False).encode()
        text = keep(content=content, media_type="application/json", at=at)
    found, _ = Recognition.objects.get_or_create(
        file=row, defaults={"text": text, "words": marks(whole), "at": at}
    )
    _done(row)
    return found


def _done(stored: StoredFile) -> None:
    StoredFile.objects.filter(pk=stored.pk).update(to_recognise=False)


def recognise_newest(*, at: datetime, seconds: float, limit: int = 20) -> int:
    """Read waiting scans one after another for about so many seconds; gives how many were read."""
    until = time.monotonic() + seconds
    read_now = 0
    for stored in waiting(limit) if ocr.installed() else ():
        if time.monotonic() > until:
            break
        read_now += recognise(stored, at=at) is not None
    return read_now


def texts_of(files: Iterable[StoredFile]) -> dict[str, list[str]]:
    """The read text of these scans by the id of the file, page by page; what was not read yet is not there."""
    rows = Recognition.objects.filter(file__in=[one.pk for one in files], text__isnull=False)
    found = {}
    for row in rows.select_related("text"):
        try:
            found[str(row.file_id)] = text_of(row)
        except FileDamaged:
            continue
    return found


def page_text(stored: StoredFile, page: int) -> str | None:
    """Text of one page: what was kept, or read now while the person waits. None when it cannot be read."""
    kept = texts_of([stored]).get(str(stored.pk))
    if kept is not None and 1 <= page <= len(kept):
        return kept[page - 1]
    return ocr.recognise_page(read(stored), page)
