"""Printing: a shape through its typst template to PDF/A-3a and PDF/UA-1 at once, tagged, in Ukrainian, with
associated files inside.

The data goes in as JSON, never as markup: what a person typed is printed letter by letter. Each template is
compiled once per process and reused, one print at a time, because a compiler keeps the data of its last
print. The same shape, moment and attachments give the same bytes.
"""

import io
import json
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Literal

import pikepdf
import typst
from django.conf import settings

from turbota.documents.papers.shapes import Shape
from turbota.documents.papers.words import moment_in_words
from turbota.kernel.clock import KYIV

TEMPLATES = Path(__file__).with_name("templates")


@dataclass(frozen=True)
class Attachment:
    """A file inside the paper (PDF/A-3 associated file). `relationship`: what it is to the paper."""

    name: str
    media_type: str
    content: bytes
    relationship: Literal["source", "data", "alternative", "supplement"] = "source"


class _Press:
    """One compiled template."""

    def __init__(self, template: Path, fonts: typst.Fonts) -> None:
        self._lock = threading.Lock()
        self._compiler = typst.Compiler(template, root=TEMPLATES, font_paths=fonts)

    def print(self, data: str, at: datetime) -> bytes:
        with self._lock:
            pdf = self._compiler.compile(
                format="pdf",
                sys_inputs={"data": data},
                pdf_standards=["a-3a", "ua-1"],
                timestamp=at.astimezone(UTC),
            )
        if not isinstance(pdf, bytes):
            raise TypeError("typst gave no PDF")
        return pdf


def print_paper(
    name: str, shape: Shape, *, at: datetime, attachments: tuple[Attachment, ...] | list[Attachment] = ()
) -> bytes:
    """The paper as PDF/A-3a and PDF/UA-1. `at`: the moment it is made, told on the paper and in its metadata.

    Raises ValueError when the shape is not the one of this paper.
    """
    if name != shape.paper:
        raise ValueError(f"the paper {name} is not printed from {type(shape).__name__}")
    moment = at.astimezone(KYIV).replace(microsecond=0)
    data = {
        **shape.as_dict(),
        "made": moment_in_words(moment),
        "moment": [moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second],
        "enclosed": [_enclosed(attachment) for attachment in attachments],
    }
    return _press(name, Path(settings.TURBOTA_FONTS_DIR)).print(json.dumps(data, ensure_ascii=False), moment)


def _enclosed(attachment: Attachment) -> dict[str, object]:
    """Text goes as text; other bytes as a list of numbers, for JSON knows no bytes."""
    try:
        content: str | list[int] = attachment.content.decode("utf-8")
    except UnicodeDecodeError:
        content = list(attachment.content)
    return {
        "name": attachment.name,
        "media_type": attachment.media_type,
        "relationship": attachment.relationship,
        "content": content,
    }


@cache
def _press(name: str, fonts: Path) -> _Press:
    return _Press(TEMPLATES / f"{name}.typ", _fonts(fonts))


@cache
def _fonts(folder: Path) -> typst.Fonts:
    """Onest alone where it was built; else the fonts of the system and those inside typst (all know
    Ukrainian)."""
    built = folder.is_dir() and any(folder.glob("*.ttf"))
    return typst.Fonts(
        include_system_fonts=not built, include_embedded_fonts=not built, font_paths=[folder] if built else []
    )


def page_count(pdf: bytes) -> int:
    """How many pages a paper printed here has. Only for our own papers: foreign files are opened in the sandbox."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)
