"""Child process: a stranger's PDF → its pages alone, without scripts, forms, attachments and metadata.

Writes one line of JSON {"pages": n, "dpi": n or null}, a newline, and the clean PDF. Codes of refusal:
encrypted, broken, bomb, pages:<number>.
"""

import io
import json

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from turbota.documents.resolution import dpi_on_a4
from turbota.documents.sandbox import ChildRefused, child

LARGEST_OBJECTS = 20_000
LARGEST_PIXELS = 60_000_000
LARGEST_DRAWING = 64 * 1024 * 1024
"""Bytes of everything that draws the pages, unpacked: fonts, text and lines of twenty pages are far below."""
LARGEST_PICTURE = LARGEST_PIXELS * 4
"""Bytes of one picture, unpacked: four colours a pixel."""
PAGE_EXTRAS = ("/AA", "/AF", "/Annots", "/B", "/Metadata", "/PieceInfo", "/StructParents", "/Thumb", "/Trans")
RESOURCE_EXTRAS = ("/AF", "/Metadata", "/PieceInfo", "/OPI", "/Alternates")


def clean(content: bytes, arguments: list[str]) -> bytes:
    """The work of the child; `arguments`: the largest number of pages."""
    most_pages = int(arguments[0])
    try:
        with pikepdf.open(io.BytesIO(content)) as source:
            return _clean_open(source, most_pages)
    except pikepdf.PasswordError:
        raise ChildRefused("encrypted") from None
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise ChildRefused("broken") from None
    except MemoryError:
        raise ChildRefused("bomb") from None


def _clean_open(source: Pdf, most_pages: int) -> bytes:
    if len(source.objects) > LARGEST_OBJECTS:
        raise ChildRefused("bomb")
    pages = len(source.pages)
    if pages == 0:
        raise ChildRefused("broken")
    if pages > most_pages:
        raise ChildRefused(f"pages:{pages}")
    source.generate_appearance_streams()
    source.flatten_annotations("print")
    target = Pdf.new()
    densities: list[int] = []
    for page in source.pages:
        for extra in PAGE_EXTRAS:
            if extra in page.obj:
                del page.obj[extra]
        density = _density(page)
        if density is not None:
            densities.append(density)
        target.pages.append(page)
    _clean_objects(target)
    kept = io.BytesIO()
    target.save(kept, deterministic_id=True, compress_streams=True)
    facts = {"pages": pages, "dpi": min(densities) if densities else None}
    return json.dumps(facts).encode("ascii") + b"\n" + kept.getvalue()


def _density(page: pikepdf.Page) -> int | None:
    """The resolution of a page that is one picture; None for a page of text, whose letters have none."""
    pictures = [item for item in _drawn(page.obj) if item.get("/Subtype") == Name.Image]
    if not pictures or _has_letters(page.obj):
        return None
    sides = [(int(picture.get("/Width", 0)), int(picture.get("/Height", 0))) for picture in pictures]
    return max(dpi_on_a4(width, height) for width, height in sides)


def _has_letters(page: pikepdf.Object) -> bool:
    holders = [page, *(item for item in _drawn(page) if item.get("/Subtype") == Name.Form)]
    return any("/Font" in holder.get("/Resources", Dictionary()) for holder in holders)


def _drawn(page: pikepdf.Object) -> list[pikepdf.Object]:
    """Pictures and forms of the page, with those inside its forms (as deep as real scanners go)."""
    level, found = [page], []
    for _ in range(3):
        inner = [item.get("/Resources", Dictionary()).get("/XObject", Dictionary()) for item in level]
        level = [item for group in inner for _, item in group.items()]
        found += level
    return found


def _clean_objects(target: Pdf) -> None:
    drawing = 0
    for item in target.objects:
        if not isinstance(item, pikepdf.Stream | Dictionary):
            continue
        for extra in RESOURCE_EXTRAS:
            if extra in item:
                del item[extra]
        if not isinstance(item, pikepdf.Stream):
            continue
        if item.get("/Subtype") == Name.Image:
            _check_picture(item)
        else:
            drawing += _unpacked(item)
        if drawing > LARGEST_DRAWING:
            raise ChildRefused("bomb")


def _unpacked(stream: pikepdf.Stream) -> int:
    """How many bytes the stream has when it is unpacked; 0 when only a viewer can unpack it (the codes of pictures)."""
    try:
        return len(stream.read_bytes())
    except pikepdf.PdfError:
        return 0


def _check_picture(picture: pikepdf.Stream) -> None:
    if int(picture.get("/Width", 0)) * int(picture.get("/Height", 0)) > LARGEST_PIXELS:
        raise ChildRefused("bomb")
    if _unpacked(picture) > LARGEST_PICTURE:
        raise ChildRefused("bomb")
    if picture.get("/Filter") in (Name.DCTDecode, [Name.DCTDecode]):
        picture.write(without_metadata(picture.read_raw_bytes()), filter=Name.DCTDecode)


def without_metadata(jpeg: bytes) -> bytes:
    """A JPEG without its EXIF, XMP, IPTC and comment segments (place and time of the photo, name of the
    phone)."""
    kept = bytearray(jpeg[:2])
    at = 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF:
        marker, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if marker == 0xDA:
            break
        if marker not in (0xE1, 0xED, 0xFE):
            kept += jpeg[at : at + 2 + length]
        at += 2 + length
    return bytes(kept) + jpeg[at:]


if __name__ == "__main__":
    child(clean)
