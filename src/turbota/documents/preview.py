"""A page of a scan as a picture, to stand beside the answers."""

from turbota.documents import sandbox
from turbota.documents.resolution import A4_INCHES, REQUIRED_DPI
from turbota.kernel.errors import Missing, Refused

LARGEST_WIDTH = 2600


def preview(pdf: bytes, page: int, width: int) -> bytes:
    """PNG of a page (from 1) of this width in pixels (at most 2600). About 0.4 s: keep the answer or cache
    it.

    Raises Missing when there is no such page, Refused "page_unpaintable" when the page cannot be drawn in
    bounds.
    """
    try:
        return sandbox.run("pdf_painter", pdf, str(page), str(max(1, min(width, LARGEST_WIDTH))))
    except sandbox.ChildRefused as refused:
        if refused.code == "page":
            raise Missing("Такої сторінки в цьому документі немає.", code="page_missing") from None
        raise _unpaintable() from None
    except sandbox.ChildOverran:
        raise _unpaintable() from None


def for_reading(pdf: bytes, page: int) -> bytes:
    """PNG of a page at 300 dpi of A4, as recognition of text wants it."""
    return preview(pdf, page, round(A4_INCHES[0] * REQUIRED_DPI))


def _unpaintable() -> Refused:
    return Refused("Цю сторінку не вдалося показати. Відкрийте документ повністю.", code="page_unpaintable")
