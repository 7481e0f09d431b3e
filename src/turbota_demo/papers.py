"""Scanned papers of the demonstration: drawn pages at 300 dpi that look like a photo of a document."""

import functools
import io

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from turbota.documents.scans import Scan, Upload, assemble

A4_300 = (2480, 3508)


def _font() -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """A font with Ukrainian letters where the pages are built; without it the words are boxes."""
    built = sorted(settings.TURBOTA_FONTS_DIR.glob("*.ttf"))
    return ImageFont.truetype(built[0], 88) if built else ImageFont.load_default(88)


def page(lines: list[str]) -> bytes:
    """A JPEG of one A4 page at 300 dpi with a frame and lines of text-like strokes; no real document."""
    image = Image.new("RGB", A4_300, "#fffdf8")
    draw = ImageDraw.Draw(image)
    draw.rectangle((180, 180, 2300, 3328), outline="#555555", width=6)
    font = _font()
    for number, line in enumerate(lines):
        draw.text((300, 320 + number * 150), line, fill="#2b2b33", font=font)
    draw.ellipse((1500, 2700, 2000, 3200), outline="#30408f", width=10)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=70, dpi=(300, 300))
    return out.getvalue()


@functools.cache
def scan(*titles: str) -> Scan:
    """One scanned document, a page for each title; drawn once in a process."""
    return assemble(
        [
            Upload(name="page.jpg", content=page([title, "Навчальний зразок", "Не є документом"]))
            for title in titles
        ]
    )
