"""Official papers: PDF/A-3a, tagged, Ukrainian, data inside; nothing that a person typed acts as markup."""

import hashlib
import io
import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.conf import LazySettings
from tests.documents import samples

from turbota.documents.papers import shapes
from turbota.documents.papers.printing import Attachment, print_paper
from turbota.documents.papers.words import day_in_words, printable, sum_in_words

DATA = json.dumps({"прізвище": "Ґудзь"}, ensure_ascii=False).encode()
PAPERS = pytest.mark.parametrize("shape", samples.ALL, ids=lambda shape: f"{shape.paper}")


def made(shape: shapes.Shape, *attachments: Attachment) -> bytes:
    return print_paper(shape.paper, shape, at=samples.AT, attachments=attachments)


def words(pdf: bytes) -> str:
    """Text as another program extracts it, with spaces made equal."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def fonts(pdf: pikepdf.Pdf) -> list[Any]:
    kinds = ("/TrueType", "/Type1", "/CIDFontType0", "/CIDFontType2")
    return [
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary)
        and item.get("/Type") == "/Font"
        and item.get("/Subtype") in kinds
    ]


@PAPERS
def test_every_paper_is_pdf_a_3a_and_pdf_ua_1(shape: shapes.Shape) -> None:
    with pikepdf.open(io.BytesIO(made(shape))) as pdf:
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
            assert metadata["pdfuaid:part"] == "1", "PDF/UA-1 too: a screen reader can read it"
            assert "layout: own" in metadata["pdf:Keywords"]
            assert "Ґудзь" not in metadata["dc:title"], "the title shows in lists of files"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.StructTreeRoot.K is not None
        assert str(pdf.Root.Lang).startswith("uk")
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert fonts(pdf)
        for font in fonts(pdf):
            assert set(font.FontDescriptor.keys()) & {"/FontFile", "/FontFile2", "/FontFile3"}


@PAPERS
def test_ukrainian_letters_are_read_by_other_programs(shape: shapes.Shape) -> None:
    text = words(made(shape))
    assert "Макет власний" in text
    if not isinstance(shape, shapes.HandoverRegister):
        assert "Ґудзь Євгенія Їжаківна" in text
    assert "№" in text


def test_headings_and_tables_are_tagged() -> None:
    with pikepdf.open(io.BytesIO(made(samples.application()))) as pdf:
        tags = {str(item.get("/S")) for item in pdf.objects if isinstance(item, pikepdf.Dictionary)}
    assert {"/H1", "/H2", "/Table", "/TR", "/TH", "/TD", "/P"} <= tags


def test_attachments_are_associated_files() -> None:
    pdf = made(
        samples.application(),
        Attachment("application.json", "application/json", DATA),
        Attachment("seal.p7s", "application/pkcs7-signature", b"\x30\x80\xff\x00", "supplement"),
    )
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.attachments["application.json"].get_file().read_bytes() == DATA
        assert opened.attachments["seal.p7s"].get_file().read_bytes() == b"\x30\x80\xff\x00"
        related = {str(item.UF): str(item.AFRelationship) for item in opened.Root.AF}
        kinds = {str(item.UF): str(item.EF.F.Subtype) for item in opened.Root.AF}
    assert related == {"application.json": "/Source", "seal.p7s": "/Supplement"}
    assert kinds["application.json"] == "/application/json"


@pytest.mark.requirement("R144")
def test_the_printed_application_shows_everything_that_is_signed() -> None:
    shape = samples.application()
    text = words(made(shape))
    rows = [row for group in shape.groups for row in group.rows]
    for row in rows:
        assert row.label in text
        assert row.value.replace("\u00a0", " ") in text
    for file in shape.files:
        assert file.title in text
        assert file.sha256[:32] in text
        assert file.sha256[32:] in text
    assert "Редакція 2022-1" in text
    assert "Інших джерел доходів" in text
    assert "Даю згоду" in text
    assert "Заявник / заявниця" in text
    assert "Дата підпису" in text


def test_an_application_signed_by_key_names_the_signer() -> None:
    text = words(made(samples.application(signing="electronic", number="", received_on=None)))
    assert "Заяву подає Ґудзь Євгенія Їжаківна, РНОКПП 1759013776" in text
    assert "Дата підпису" not in text
    assert "Номер і дата з’являться після реєстрації" in text


@pytest.mark.requirement("R149")
def test_the_receipt_says_what_came_and_what_to_bring_until_when() -> None:
    text = words(made(samples.RECEIPT))
    for part in (
        "Розписка-повідомлення", "№ 26-0417", "9 березня 2026 року", "Ми отримали", "Довідка про доходи",
        "Треба принести", "Довідка про склад сім’ї", "9 квітня 2026 року", "Олена Умовна",
    ):  # fmt: skip
        assert part in text
    complete = words(made(replace(samples.RECEIPT, missing=())))
    assert "Приносити нічого не треба" in complete
    assert "Треба принести" not in complete


def test_the_register_holds_every_case_in_order() -> None:
    text = words(made(samples.REGISTER))
    at = [text.index(entry.number) for entry in samples.REGISTER.entries]
    assert at == sorted(at)
    assert "прийнято 10" in text
    assert text.count("Номер заяви") == 2, "the heading is repeated on the second page"


def test_a_decision_says_it_plainly_first_and_has_two_signatures() -> None:
    text = words(made(samples.DECISION))
    assert text.index("Простими словами") < text.index("Що вирішено") < text.index("Якщо ви не згодні")
    for part in ("4 350,00 ₴", "чотири тисячі триста п’ятдесят гривень", "Марія Взірцева", "Олег Зразковий"):
        assert part in text
    refusal = words(made(samples.REFUSAL))
    assert "відмовити в призначенні" in refusal
    assert "Розмір на місяць" not in refusal


def test_an_unverified_step_of_the_calculation_is_marked() -> None:
    assert words(made(samples.SHEET)).count("ще не звірено з актом") == 1


TYPED = '#image("secret.png") *bold* $x^2$ _i_ `code` \\ // @ref <label> #read("layout.typ") [x] = heading'


def test_what_a_person_typed_is_printed_letter_by_letter() -> None:
    group = shapes.Group(TYPED, (shapes.Row(TYPED, TYPED, TYPED),))
    text = words(made(samples.application(groups=(group,), through=TYPED)))
    for piece in (
        '#image("secret.png")',
        "*bold*",
        "$x^2$",
        "_i_",
        "`code`",
        "// @ref <label>",
        "[x] = heading",
    ):
        assert text.count(piece) >= 2, piece


def test_signs_that_no_font_has_do_not_stop_the_paper() -> None:
    odd = "Дякую \U0001f600 \u202eабв \x00 \ue000 漢字 і\u0301 й‑й"
    assert printable(odd) == "Дякую ? ?абв ? ? ?? і\u0301 й-й"
    rows = (shapes.Row("Побажання", odd),)
    assert "Дякую ?" in words(made(samples.application(groups=(shapes.Group("Інше", rows),))))


def test_the_same_paper_has_the_same_bytes_in_every_thread() -> None:
    first = hashlib.sha256(made(samples.DECISION)).digest()
    with ThreadPoolExecutor(4) as pool:
        again = list(pool.map(lambda _: hashlib.sha256(made(samples.DECISION)).digest(), range(12)))
        mixed = list(pool.map(made, [samples.DECISION, samples.REFUSAL] * 6))
    assert set(again) == {first}
    assert {hashlib.sha256(pdf).digest() for pdf in mixed[::2]} == {first}


def test_a_paper_is_printed_from_its_own_shape_only() -> None:
    with pytest.raises(ValueError, match="decision"):
        print_paper("decision", samples.RECEIPT, at=samples.AT)


def test_sums_and_days_in_words() -> None:
    assert sum_in_words(2145) == "двадцять одна гривня, сорок п’ять копійок"
    assert day_in_words(samples.AT.date()) == "9\u00a0березня 2026\u00a0року"


def test_without_the_built_font_papers_are_still_whole(settings: LazySettings, tmp_path: Path) -> None:
    settings.TURBOTA_FONTS_DIR = tmp_path
    pdf = made(samples.application())
    assert "Ґудзь Євгенія Їжаківна" in words(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert fonts(opened)


def test_a_decision_says_that_its_date_is_the_one_of_the_second_signature() -> None:
    text = words(made(samples.DECISION))
    assert "підготовлено 12 березня 2026" in text
    assert "Дата рішення — дата другого підпису" in text


def test_an_award_for_life_has_no_last_day_on_paper() -> None:
    for shape in (samples.DECISION, next(one for one in samples.NOTICES if one.outcome == "granted")):
        assert "безстроково" in words(made(replace(shape, until=None)))


def test_a_decision_of_part_months_calls_its_sum_that_of_a_whole_month() -> None:
    whole, parts = (words(made(replace(samples.DECISION, by_days=by_days))) for by_days in (False, True))
    assert "Розмір на місяць" in whole and "Розмір за повний місяць" not in whole
    assert "Розмір за повний місяць" in parts and "Розмір на місяць" not in parts
