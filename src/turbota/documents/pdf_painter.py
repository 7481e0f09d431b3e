"""Child process: one page of a PDF → PNG. Arguments: page from 1, width in pixels. Codes of refusal: broken,
page."""

import io

import pypdfium2

from turbota.documents.sandbox import ChildRefused, child

LARGEST_PIXELS = 40_000_000


def paint(content: bytes, arguments: list[str]) -> bytes:
    """The work of the child."""
    number, width = int(arguments[0]), int(arguments[1])
    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        raise ChildRefused("broken") from None
    if not 1 <= number <= len(pdf):
        raise ChildRefused("page")
    page = pdf[number - 1]
    page_width, page_height = page.get_size()
    scale = min(width / page_width, (LARGEST_PIXELS / (page_width * page_height)) ** 0.5)
    picture = io.BytesIO()
    page.render(scale=scale).to_pil().convert("RGB").save(picture, format="PNG", compress_level=3)
    return picture.getvalue()


if __name__ == "__main__":
    child(paint)
