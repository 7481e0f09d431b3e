"""Photos and PDF files become one clean document, and every bad one is refused with its own sentence."""

import io
import random
import time

import pikepdf
import pytest
from django.conf import LazySettings
from PIL import Image
from tests.documents import pictures

from turbota.documents import ocr, preview, sandbox, scans
from turbota.documents.resolution import dpi_on_a4
from turbota.documents.scans import Scan, Upload, assemble
from turbota.kernel.errors import Missing, Refused


@pytest.fixture(autouse=True)
def no_scanner(settings: LazySettings) -> None:
    """The virus check has its own tests."""
    settings.TURBOTA_CLAMD = ""


def scan(*contents: bytes) -> Scan:
    return assemble([Upload("Паспорт Ґудзь Є. Ї.jpg", content) for content in contents])


def refusal(*contents: bytes) -> Refused:
    with pytest.raises(Refused) as refused:
        scan(*contents)
    assert "Ґудзь" not in refused.value.sentence + str(refused.value), "names of files are personal"
    return refused.value


def picture(result: Scan, page: int = 0) -> Image.Image:
    with pikepdf.open(io.BytesIO(result.pdf)) as opened:
        found = next(iter(opened.pages[page].obj.Resources.XObject.as_dict().values()))
        return Image.open(io.BytesIO(found.read_raw_bytes()))


@pytest.mark.requirement("R145")
def test_photos_and_a_pdf_become_one_document_of_300_dpi() -> None:
    result = scan(pictures.jpeg(), pictures.pdf(2), pictures.jpeg((4000, 3000)))
    assert (result.pages, result.dpi, result.notes) == (4, 300, ())
    with pikepdf.open(io.BytesIO(result.pdf)) as opened:
        assert len(opened.pages) == 4
        width, height = (float(side) / 72 for side in opened.pages[0].mediabox[2:])
    assert width == pytest.approx(8.27, abs=0.05)
    assert height == pytest.approx(11.69, abs=0.05)
    assert dpi_on_a4(*picture(result, 3).size) == 300, "a denser photo is brought down to 300"


@pytest.mark.requirement("R143")
def test_every_kind_of_picture_is_taken() -> None:
    plain = Image.new("RGB", pictures.A4_300, "white")
    clear = Image.new("RGBA", pictures.A4_300, (0, 0, 0, 0))
    black_white = Image.new("1", pictures.A4_300, 1)
    result = scan(
        *(pictures.saved(*pair) for pair in (("WEBP", plain), ("PNG", clear), ("PNG", black_white)))
    )
    assert result.pages == 3
    assert picture(result, 1).getpixel((5, 5)) == (255, 255, 255), "what is transparent becomes paper"


def test_the_kind_is_told_by_content_and_not_by_name() -> None:
    assert assemble([Upload("virus.exe", pictures.jpeg())]).pages == 1
    assert refusal(b"MZ\x90\x00 a program").code == "file_type"


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_photo_stands_as_it_was_held(orientation: int) -> None:
    result = picture(scan(pictures.jpeg((3000, 4000), orientation=orientation))).convert("L")
    light = {1: (0.5, 0.1), 3: (0.5, 0.9), 6: (0.9, 0.5), 8: (0.1, 0.5)}[orientation]
    dark = (1 - light[0], 1 - light[1])
    at = [int(share * side) for share, side in zip(light + dark, result.size * 2, strict=True)]
    assert result.getpixel((at[0], at[1])) > 200  # type: ignore[operator]
    assert result.getpixel((at[2], at[3])) < 50  # type: ignore[operator]


def test_place_and_phone_are_gone() -> None:
    assert b"PHONE-OF-HER" in pictures.jpeg()
    result = scan(pictures.jpeg(), pictures.pdf_of_picture(*pictures.A4_300))
    assert b"PHONE-OF-HER" not in result.pdf
    assert b"Exif" not in result.pdf
    for page in (0, 1):
        assert not picture(result, page).getexif()


def test_the_document_has_no_metadata_of_its_own() -> None:
    with pikepdf.open(io.BytesIO(scan(pictures.jpeg(), pictures.armed_pdf()).pdf)) as opened:
        assert not opened.docinfo.keys()
        assert set(opened.Root.keys()) == {"/Type", "/Pages"}


def test_scripts_programs_and_attachments_of_a_pdf_are_gone() -> None:
    armed = pictures.armed_pdf()
    with pikepdf.open(io.BytesIO(scan(armed).pdf)) as opened:
        page = opened.pages[0].obj
        assert "/AA" not in page
        assert "/Annots" not in page
        assert not opened.attachments
        everything = " ".join(repr(item) for item in opened.objects)
    for trace in ("JavaScript", "Launch", "calc.exe", "Her Name"):
        assert trace not in everything


@pytest.mark.requirement("R145")
def test_the_resolution_is_told() -> None:
    result = scan(pictures.jpeg(), pictures.jpeg((2067, 2923)))
    assert result.dpi == 250
    assert result.notes == (
        "Файл 2: 250 точок на дюйм, а правила просять 300. Прочитати можна, тож приймаємо.",
    )
    assert picture(result, 1).size == (2067, 2923), "a photo is never enlarged"
    assert scan(pictures.pdf_of_picture(1800, 2600)).dpi == 218
    assert scan(pictures.pdf()).dpi is None


def test_the_formula_of_resolution() -> None:
    assert dpi_on_a4(2481, 3507) == 300
    assert dpi_on_a4(3507, 2481) == 300
    assert dpi_on_a4(3000, 4000) == 342, "the sheet fills the picture's longer side"
    assert dpi_on_a4(600, 4000) == 73


@pytest.mark.parametrize("bad", [pictures.jpeg((1200, 1600)), pictures.pdf_of_picture(1200, 1600)])
def test_an_unclear_picture_is_refused(bad: bytes) -> None:
    refused = refusal(pictures.jpeg(), bad)
    assert refused.code == "file_unclear"
    assert refused.sentence == (
        "Файл 2: зображення замале, літер не прочитати. Сфотографуйте ближче, щоб аркуш займав увесь кадр "
        "(зараз близько 137 точок на дюйм, а треба щонайменше 200)."
    )


SECRET = pikepdf.Encryption(user="1234", owner="5678")
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"


@pytest.mark.parametrize(
    ("bad", "code", "sentence"),
    [
        (b"", "file_empty", "порожній"),
        (b"just a letter", "file_type", "не фото й не PDF"),
        (HEIC, "file_heic", "«Найсумісніший»"),
        (pictures.jpeg()[:9000], "file_broken", "пошкоджений"),
        (b"\x89PNG\r\n\x1a\n and no more", "file_broken", "пошкоджений"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 broken", "file_broken", "пошкоджений"),
        (b"%PDF-1.7 and no more", "file_broken", "пошкоджений"),
        (pictures.pdf(0), "file_broken", "пошкоджений"),
        (pictures.pdf(encryption=SECRET), "file_encrypted", "захищений паролем"),
        (pictures.header_of_giant_png(), "file_bomb", "завелике зображення"),
        (pictures.pdf_of_picture(2481, 3508, declared=(50000, 50000)), "file_bomb", "завелике зображення"),
        (pictures.pdf_of_many_objects(20_001), "file_bomb", "завелике зображення"),
    ],
    ids=lambda value: value if isinstance(value, str) else "bytes",
)
def test_each_bad_file_has_its_sentence(bad: bytes, code: str, sentence: str) -> None:
    alone = refusal(bad)
    assert alone.code == code
    assert alone.sentence.startswith("Цей файл")
    assert sentence in alone.sentence
    assert refusal(pictures.jpeg(), bad).sentence.startswith("Файл 2")


def test_a_photo_of_81_megapixels_is_not_unpacked() -> None:
    assert refusal(pictures.saved("PNG", Image.new("1", (9000, 9000), 1))).code == "file_bomb"


def test_a_pdf_that_swells_is_stopped_in_its_child() -> None:
    bomb = pictures.pdf_that_swells(3)
    assert len(bomb) < 200_000
    began = time.monotonic()
    assert refusal(bomb).code in ("file_bomb", "file_broken")
    assert time.monotonic() - began < 30


@pytest.mark.parametrize("picture", [False, True])
def test_a_page_that_no_viewer_could_unpack_is_not_taken(picture: bool) -> None:
    bomb = pictures.pdf_whose_page_swells(400, picture=picture)
    assert len(bomb) < 500_000
    assert refusal(bomb).code == "file_bomb"
    assert scan(pictures.pdf_whose_page_swells(8, picture=picture)).pages == 1


def test_a_pdf_with_only_an_owner_password_is_taken() -> None:
    assert scan(pictures.pdf(encryption=pikepdf.Encryption(owner="5678", user=""))).pages == 1


def test_twenty_pages_are_taken_and_no_more() -> None:
    assert scan(pictures.pdf(12), pictures.pdf(8)).pages == 20
    refused = refusal(pictures.pdf(12), pictures.pdf(9))
    assert (refused.code, "Сторінок забагато: 21." in refused.sentence) == ("scan_too_many_pages", True)
    assert refusal(pictures.pdf(500)).code == "scan_too_many_pages"
    assert refusal(*[b"x"] * 21).code == "scan_too_many_pages"
    assert refusal().code == "scan_none"


def test_forty_megabytes_are_the_most() -> None:
    refused = refusal(bytes(25 * 1024 * 1024), bytes(16 * 1024 * 1024))
    assert refused.code == "scan_too_large"
    assert "41 МБ. Приймаємо до 40 МБ" in refused.sentence


def test_heavy_photos_are_written_smaller_until_they_fit() -> None:
    heavy = pictures.noisy_jpeg(coarse=2, quality=92)
    result = scan(*[heavy] * 4)
    assert sum([len(heavy)] * 4) > scans.MOST_BYTES_AFTER
    assert len(result.pdf) <= scans.MOST_BYTES_AFTER
    assert result.dpi is not None
    assert result.dpi >= 200
    assert "стиснули" in result.notes[-1]


def test_what_cannot_be_made_small_is_refused() -> None:
    with pikepdf.new() as target:
        page = target.add_blank_page()
        page.obj.Contents = target.make_stream(pictures.noisy_jpeg(quality=98)[: 11 * 1024 * 1024])
        kept = io.BytesIO()
        target.save(kept, compress_streams=False)
    refused = refusal(kept.getvalue())
    assert refused.code == "scan_too_large_after"
    assert "Приймаємо до 10 МБ" in refused.sentence


def test_a_page_is_painted_for_the_screen() -> None:
    result = scan(pictures.jpeg(), pictures.jpeg((4000, 3000)))
    painted = Image.open(io.BytesIO(preview.preview(result.pdf, 1, 400)))
    assert painted.format == "PNG"
    assert painted.width == pytest.approx(400, abs=1)
    assert painted.getpixel((200, 100)) != painted.getpixel((200, 500))
    with pytest.raises(Missing):
        preview.preview(result.pdf, 3, 400)
    with pytest.raises(Refused) as refused:
        preview.preview(b"%PDF-1.7", 1, 400)
    assert refused.value.code == "page_unpaintable"


@pytest.mark.requirement("R143")
def test_text_of_a_scan_is_recognised() -> None:
    result = scan(pictures.written_page("Довідка про доходи\nЗаробітна плата за січень"))
    text = ocr.recognise_page(result.pdf, 1)
    assert text is not None
    assert "Довідка про доходи" in text
    assert "Заробітна плата" in text


def test_without_tesseract_there_is_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert ocr.recognise(pictures.written_page("Довідка")) is None


def test_an_upload_never_shows_itself_in_a_traceback() -> None:
    assert repr(Upload("Паспорт Ґудзь.jpg", b"secret")) == "Upload()"


def test_bytes_changed_at_random_are_taken_or_refused_and_nothing_else() -> None:
    dice = random.Random(20260309)
    for number in range(40):
        changed = bytearray(pictures.saved("WEBP" if number % 2 else "PNG", Image.new("P", (300, 400))))
        for _ in range(4):
            changed[dice.randrange(len(changed))] = dice.randrange(256)
        with pytest.raises(Refused):  # at best it is unclear: 36 dots per inch
            scan(bytes(changed))


def test_a_lightly_damaged_pdf_is_mended() -> None:
    assert scan(pictures.pdf(3).replace(b"startxref", b"startxxxx")).pages == 3


def test_what_a_child_did_not_expect_is_a_refusal_and_not_a_crash() -> None:
    with pytest.raises(sandbox.ChildRefused, match="broken"):
        sandbox.run("pdf_cleaner", pictures.pdf(), "not a number")
