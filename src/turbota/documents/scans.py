"""Uploads become one scan: phone photos and PDF files in the order given → one multi-page PDF (Instruction
345, p. 1.4).

The resolution is told (see `resolution`), photos are never enlarged, metadata with place and time is gone, a
photo stands as it was held. What cannot be taken is refused with a sentence that says what to do; a file is
called by its place in the list, never by its name.
"""

import io
import json
from dataclasses import dataclass, field

import img2pdf
import pikepdf

from turbota.documents import sandbox, virus
from turbota.documents.photos import Photo, open_photo
from turbota.documents.resolution import LEAST_DPI, REQUIRED_DPI
from turbota.documents.uploads import Kind, called, detect, refuse
from turbota.kernel.errors import Refused

MOST_PAGES = 20
MOST_BYTES_BEFORE = 40 * 1024 * 1024
MOST_BYTES_AFTER = 10 * 1024 * 1024


@dataclass(frozen=True)
class Upload:
    """A file as it came. `name` is not used here and must never reach logs or sentences: it may be
    personal."""

    name: str = field(repr=False)
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Scan:
    """One document. `dpi`: the lowest resolution of its pictures, None when all pages are text of a PDF.
    `notes`: Ukrainian sentences for the person, for example that a page is less dense than the law asks."""

    pdf: bytes
    pages: int
    dpi: int | None
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Pages:
    """Pages of one uploaded PDF, cleaned."""

    pdf: bytes
    pages: int
    dpi: int | None


@dataclass(frozen=True)
class _Step:
    """A way to write photos smaller: dots per inch, JPEG quality, the expected share of the first step's
    size."""

    dpi: int
    quality: int
    share: float


STEPS = (
    _Step(REQUIRED_DPI, 88, 1.0),
    _Step(REQUIRED_DPI, 75, 0.62),
    _Step(REQUIRED_DPI, 60, 0.46),
    _Step(REQUIRED_DPI, 45, 0.37),
    _Step(250, 50, 0.29),
    _Step(LEAST_DPI, 50, 0.2),
    _Step(LEAST_DPI, 35, 0.15),
)


def assemble(uploads: list[Upload]) -> Scan:
    """One PDF from the uploads. Raises Refused with codes: scan_none, scan_too_large, scan_too_many_pages,
    scan_too_large_after, and for one file file_empty, file_infected, file_type, file_heic, file_broken,
    file_encrypted, file_bomb, file_unclear (below 200 dpi)."""
    _check_amount(uploads)
    parts = [
        _open(upload.content, called(number, len(uploads))) for number, upload in enumerate(uploads, start=1)
    ]
    pages = sum(part.pages for part in parts)
    if pages > MOST_PAGES:
        raise _too_many_pages(pages)
    pdf, step = _fit(parts)
    densities = [min(part.dpi, step.dpi) if isinstance(part, Photo) else part.dpi for part in parts]
    known = [dpi for dpi in densities if dpi is not None]
    return Scan(pdf, pages, min(known) if known else None, _notes(densities, step))


def _check_amount(uploads: list[Upload]) -> None:
    if not uploads:
        raise Refused("Додайте хоча б одне фото або PDF.", code="scan_none")
    if len(uploads) > MOST_PAGES:
        raise _too_many_pages(len(uploads))
    total = sum(len(upload.content) for upload in uploads)
    if total > MOST_BYTES_BEFORE:
        raise Refused(
            f"Файли разом завеликі: {_megabytes(total)} МБ. Приймаємо до 40 МБ. "
            "Надішліть їх двома частинами.",
            code="scan_too_large",
        )


def _open(content: bytes, name: str) -> Photo | _Pages:
    if not content:
        raise refuse("file_empty", name)
    virus.check(content, called=name)
    kind = detect(content)
    if kind is Kind.HEIC:
        raise refuse("file_heic", name)
    if kind is Kind.OTHER:
        raise refuse("file_type", name)
    part = _open_pdf(content, name) if kind is Kind.PDF else open_photo(content, name)
    if part.dpi is not None and part.dpi < LEAST_DPI:
        raise Refused(
            f"{name}: зображення замале, літер не прочитати. Сфотографуйте ближче, щоб аркуш займав увесь кадр "
            f"(зараз близько {part.dpi} точок на дюйм, а треба щонайменше {LEAST_DPI}).",
            code="file_unclear",
        )
    return part


def _open_pdf(content: bytes, name: str) -> _Pages:
    try:
        answer = sandbox.run("pdf_cleaner", content, str(MOST_PAGES))
    except sandbox.ChildOverran:
        raise refuse("file_bomb", name) from None
    except sandbox.ChildRefused as refused:
        if refused.code.startswith("pages:"):
            raise _too_many_pages(int(refused.code.removeprefix("pages:"))) from None
        raise refuse(f"file_{refused.code}", name) from None
    head, _, pdf = answer.partition(b"\n")
    facts = json.loads(head)
    return _Pages(pdf, facts["pages"], facts["dpi"])


def _fit(parts: list[Photo | _Pages]) -> tuple[bytes, _Step]:
    """The PDF by the first step that fits into the limit; steps that cannot fit by their share are passed
    over."""
    first = _join(parts, STEPS[0])
    if len(first) <= MOST_BYTES_AFTER:
        return first, STEPS[0]
    fixed = sum(len(part.pdf) for part in parts if isinstance(part, _Pages))
    photos = len(first) - fixed
    size = len(first)
    for step in STEPS[1:]:
        if photos <= 0 or fixed + photos * step.share * 0.8 > MOST_BYTES_AFTER:
            continue
        pdf = _join(parts, step)
        size = min(size, len(pdf))
        if len(pdf) <= MOST_BYTES_AFTER:
            return pdf, step
    raise Refused(
        f"Навіть після стиснення документ завеликий: {_megabytes(size)} МБ. Приймаємо до 10 МБ. "
        "Надішліть його двома частинами.",
        code="scan_too_large_after",
    )


def _join(parts: list[Photo | _Pages], step: _Step) -> bytes:
    with pikepdf.new() as target:
        for part in parts:
            pdf = _photo_page(part, step) if isinstance(part, Photo) else part.pdf
            with pikepdf.open(io.BytesIO(pdf)) as source:
                target.pages.extend(source.pages)
        kept = io.BytesIO()
        target.save(kept, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return kept.getvalue()


def _photo_page(photo: Photo, step: _Step) -> bytes:
    """A page as large as the photo is at its own resolution: an A4 sheet that fills it comes out as A4."""
    jpeg, dpi = photo.written(dpi=step.dpi, quality=step.quality)
    layout = img2pdf.get_fixed_dpi_layout_fun((dpi, dpi))
    page = img2pdf.convert(jpeg, layout_fun=layout, nodate=True, producer="", engine=img2pdf.Engine.internal)
    return bytes(page)


def _notes(densities: list[int | None], step: _Step) -> tuple[str, ...]:
    notes = [
        f"{called(number, len(densities))}: {dpi} точок на дюйм, а правила просять {REQUIRED_DPI}. "
        "Прочитати можна, тож приймаємо."
        for number, dpi in enumerate(densities, start=1)
        if dpi is not None and dpi < REQUIRED_DPI
    ]
    if step is not STEPS[0]:
        notes.append("Ми стиснули фото, щоб документ умістився в 10 МБ. Перевірте, чи все видно.")
    return tuple(notes)


def _too_many_pages(pages: int) -> Refused:
    return Refused(
        f"Сторінок забагато: {pages}. Приймаємо до {MOST_PAGES} в одному документі. Решту надішліть окремо.",
        code="scan_too_many_pages",
    )


def _megabytes(size: int) -> int:
    """Whole megabytes, upwards: what is over the limit never reads as the limit itself."""
    return -(-size // (1024 * 1024))
