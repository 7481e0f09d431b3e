"""The virus check against a real clamd."""

import io
import zipfile

import pytest
from django.conf import LazySettings

from turbota.documents import virus
from turbota.documents.scans import Upload, assemble
from turbota.kernel.errors import Refused

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def test_a_clean_file_passes(clamd: str) -> None:
    virus.check(b"a quiet letter" * 100_000)
    assert virus.state().kind == "working"


def test_an_infected_file_is_refused(clamd: str) -> None:
    with pytest.raises(Refused) as refused:
        virus.check(EICAR)
    assert refused.value.code == "file_infected"
    assert refused.value.sentence == (
        "Цей файл небезпечний, ми його не прийняли. Сфотографуйте документ телефоном — так надійніше."
    )


def test_an_infected_file_inside_an_archive_is_found(clamd: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("довідка.pdf", EICAR)
    with pytest.raises(Refused):
        virus.check(packed.getvalue())


def test_the_infected_one_of_several_is_named_by_its_place(clamd: str) -> None:
    with pytest.raises(Refused) as refused:
        assemble([Upload("Паспорт Ґудзь.pdf", EICAR), Upload("b.jpg", b"\xff\xd8\xff")])
    assert refused.value.sentence.startswith("Файл 1 небезпечний")
    assert "Ґудзь" not in refused.value.sentence + str(refused.value)


def test_a_large_file_within_the_limit_is_checked(clamd: str) -> None:
    virus.check(bytes(40 * 1024 * 1024))


def test_a_silent_scanner_stops_every_file(settings: LazySettings) -> None:
    settings.TURBOTA_CLAMD = "tcp:127.0.0.1:1"
    assert virus.state().kind == "down"
    with pytest.raises(Refused) as refused:
        virus.check(b"clean")
    assert refused.value.code == "scanner_down"


@pytest.mark.enable_socket
def test_a_scanner_at_a_unix_socket(clamd: str, settings: LazySettings) -> None:
    settings.TURBOTA_CLAMD = clamd
    assert virus.state().kind == "working"
    with pytest.raises(Refused):
        virus.check(EICAR)
    settings.TURBOTA_CLAMD = "unix:/nowhere/clamd.sock"
    assert virus.state().kind == "down"


def test_without_a_scanner_the_demo_says_so_and_production_refuses(settings: LazySettings) -> None:
    settings.TURBOTA_CLAMD = ""
    settings.TURBOTA_MODE = "demo"
    virus.check(EICAR)
    assert virus.state().kind == "none"
    assert "лише в демонстрації" in virus.state().sentence
    settings.TURBOTA_MODE = "production"
    with pytest.raises(Refused) as refused:
        virus.check(b"clean")
    assert refused.value.code == "scanner_missing"
