"""Photos of a place or of things: not sheets to be read, so no resolution is asked; otherwise as careful as `scans`."""

from turbota.documents import virus
from turbota.documents.photos import open_photo
from turbota.documents.scans import Upload
from turbota.documents.uploads import Kind, called, detect, refuse
from turbota.kernel.errors import Refused

MOST_PICTURES = 5
MOST_BYTES = 15 * 1024 * 1024
MEGABYTE = 1024 * 1024
PHOTOS = (Kind.JPEG, Kind.PNG, Kind.WEBP)


def check_sizes(sizes: list[int]) -> None:
    """Raise Refused with the code pictures_too_many or picture_too_large before anything is read."""
    if len(sizes) > MOST_PICTURES:
        raise Refused(
            f"Фото забагато: {len(sizes)}. Приймаємо до {MOST_PICTURES}. Залиште найважливіші.",
            code="pictures_too_many",
        )
    for number, size in enumerate(sizes, start=1):
        if size > MOST_BYTES:
            raise Refused(
                f"{called(number, len(sizes))} завеликий: {-(-size // MEGABYTE)} МБ. Приймаємо фото до "
                f"{MOST_BYTES // MEGABYTE} МБ кожне. Зробіть знімок екрана з цим фото й додайте його.",
                code="picture_too_large",
            )


def pictures(uploads: list[Upload]) -> list[bytes]:
    """Every photo upright as JPEG, without the place and time of the camera.

    Raises Refused with codes: pictures_too_many, picture_too_large, and for one file file_empty, file_infected,
    picture_type, file_heic, file_broken, file_bomb; scanner_down, scanner_missing.
    """
    check_sizes([len(upload.content) for upload in uploads])
    total = len(uploads)
    return [_open(upload.content, called(number, total)) for number, upload in enumerate(uploads, start=1)]


def _open(content: bytes, name: str) -> bytes:
    if not content:
        raise refuse("file_empty", name)
    virus.check(content, called=name)
    kind = detect(content)
    if kind is Kind.HEIC:
        raise refuse("file_heic", name)
    if kind not in PHOTOS:
        raise Refused(f"{name} — не фото. Додайте фото JPEG, PNG або WebP.", code="picture_type")
    return open_photo(content, name).jpeg
