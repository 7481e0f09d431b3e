"""Text of scans: read once, kept encrypted, found by marks that tell nothing, gone with its file."""

from datetime import timedelta

import pytest
from tests.factories.world import moment

from turbota.documents import recognition, vault
from turbota.documents.models import Recognition, StoredFile
from turbota.documents.operations import forget, keep
from turbota_demo import papers

AT = moment("2026-11-16 10:00")
TITLE = "Довідка про доходи"
pytestmark = pytest.mark.django_db


def scan_kept(*titles: str) -> StoredFile:
    made = papers.scan(*(titles or (TITLE,)))
    return keep(content=made.pdf, media_type="application/pdf", at=AT, pages=made.pages, dpi=made.dpi)


@pytest.mark.requirement("R143")
def test_a_scan_is_read_in_the_background_and_found_by_its_words() -> None:
    stored = scan_kept()
    assert recognition.recognise_newest(at=AT, seconds=60) == 1
    row = Recognition.objects.get(file=stored)
    assert TITLE in recognition.text_of(row)[0]
    assert recognition.page_text(stored, 1) == recognition.text_of(row)[0]
    found = Recognition.objects.filter(words__contains=recognition.marks("довідку доход"))
    assert list(found) == [row]
    assert not Recognition.objects.filter(words__contains=recognition.marks("свідоцтво")).exists()


def test_what_was_read_stands_nowhere_as_plain_text() -> None:
    stored = scan_kept()
    recognition.recognise(stored, at=AT)
    row = Recognition.objects.select_related("text").get()
    assert all(len(mark) == recognition.MARK and mark.isascii() for mark in row.words)
    assert row.text is not None
    assert "Довідка".encode() not in vault.get(row.text.address)


def test_a_scan_is_read_once_and_a_printed_paper_never() -> None:
    stored = scan_kept()
    keep(content=b"%PDF-1.7 printed", media_type="application/pdf", at=AT, pages=1)
    assert [one.pk for one in recognition.waiting(10)] == [stored.pk]
    first = recognition.recognise(stored, at=AT)
    assert recognition.waiting(10) == []
    assert recognition.recognise(stored, at=AT + timedelta(days=1)) == first
    assert Recognition.objects.count() == 1


def test_a_damaged_scan_is_not_tried_for_ever() -> None:
    stored = scan_kept()
    vault.remove(stored.address)
    assert recognition.recognise_newest(at=AT, seconds=60) == 0
    assert recognition.waiting(10) == []


def test_the_text_goes_with_its_file() -> None:
    stored = scan_kept()
    recognition.recognise(stored, at=AT)
    forget([stored])
    assert not Recognition.objects.exists()
    assert not StoredFile.objects.exists()


def test_marks_are_of_words_without_endings_and_of_whole_numbers() -> None:
    assert recognition.marks("Зразкова") == recognition.marks("Зразкової")
    assert recognition.marks("сім’я") == recognition.marks("сім'я")
    assert recognition.marks("2222222222") != recognition.marks("2222222223")
    assert recognition.marks("19480228-01234") == recognition.marks("1948022801234")
    assert recognition.marks("на до за") == []
