"""Photos of a place: any size in dots, but no other files, and no place of the camera."""

import io

import pytest
from PIL import Image

from turbota.documents.pictures import MOST_BYTES, MOST_PICTURES, check_sizes, pictures
from turbota.documents.scans import Upload
from turbota.kernel.errors import Refused


def jpeg(**options: object) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (320, 240), "gray").save(made, "JPEG", **options)
    return made.getvalue()


def test_a_small_photo_is_taken_without_what_the_camera_wrote() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Телефон Оксани"
    (kept,) = pictures([Upload("", jpeg(exif=exif))])
    with Image.open(io.BytesIO(kept)) as image:
        assert image.size == (320, 240) and not dict(image.getexif())


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "file_empty"), (b"%PDF-1.7 text", "picture_type"), (b"MZ\x90", "picture_type"), (b"\xff\xd8\xff", "file_broken")],
)  # fmt: skip
def test_what_is_no_photo_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        pictures([Upload("", jpeg()), Upload("", content)])
    assert refusal.value.code == code
    assert "2" in refusal.value.sentence


def test_sizes_are_checked_before_anything_is_read() -> None:
    with pytest.raises(Refused) as large:
        check_sizes([1, MOST_BYTES + 1])
    with pytest.raises(Refused) as many:
        check_sizes([1] * (MOST_PICTURES + 1))
    assert (large.value.code, many.value.code) == ("picture_too_large", "pictures_too_many")
