"""The codifier is loaded once, renamed places keep what they were, a wrong file is one sentence."""

import time
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from tests.factories import codifier as sample
from tests.factories.world import moment
from tests.project.test_keeping_commands import run, told

from turbota.kernel.errors import Refused
from turbota.places import operations, queries
from turbota.places.folding import fold
from turbota.places.models import Edition, FormerPlace, Place
from turbota.project import command_line
from turbota.project.commands import places as command

AT = moment("2026-11-16 10:00")
Said = pytest.CaptureFixture[str]


@pytest.mark.django_db
def test_places_know_what_they_lie_in_and_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    path = sample.workbook(tmp_path / "kodifikator.xlsx")
    edition, new = operations.load(path=path, at=AT)
    assert new and (edition.places, edition.added, edition.since) == (9, 9, date(2024, 1, 19))

    village = Place.objects.get(pk=sample.VILLAGE)
    assert village.words == "с. Іванівка, Чугуївська громада, Чугуївський район, Харківська область"
    assert village.chain == [sample.VILLAGE, sample.COMMUNITY, sample.RAION, sample.OBLAST]
    assert Place.objects.get(pk=sample.DISTRICT).words == "Голосіївський район міста, м. Київ"
    assert operations.load(path=path, at=AT) == (edition, False)


@pytest.mark.django_db
def test_a_newer_file_adds_renames_and_ends_and_what_was_before_is_kept(tmp_path: Path) -> None:
    operations.load(path=sample.workbook(tmp_path / "old.xlsx"), at=AT)
    lines = [line for line in sample.LINES if sample.OTHER_VILLAGE not in line]
    lines[2] = (*lines[2][:6], "Слобідська")
    lines.append((sample.OBLAST, sample.RAION, sample.COMMUNITY, "UA63140010030040009", "", "X", "Нове"))
    newer = sample.workbook(tmp_path / "new.xlsx", lines, title="у редакції наказу від 07.07.2026 № 1321")

    edition, new = operations.load(path=newer, at=AT)
    assert new and (edition.added, edition.changed, edition.ended) == (1, 3, 1), (
        "a town and a village lie in it"
    )
    assert Place.objects.get(pk=sample.OTHER_VILLAGE).valid_until == date(2026, 7, 7)
    former = FormerPlace.objects.get(place_id=sample.COMMUNITY)
    assert (former.name, former.valid_from, former.valid_until) == (
        "Чугуївська", date(2024, 1, 19), date(2026, 7, 7),
    )  # fmt: skip
    assert [place.code for place in queries.search("Слобідська").places] == [sample.COMMUNITY]
    assert not queries.search("Нова Збур'ївка").places

    back, _ = operations.load(path=sample.workbook(tmp_path / "back.xlsx", title="без дати"), at=AT)
    assert back.since == AT.date() and queries.search("збурївка").only is not None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda path: path.write_bytes(b"not a workbook"), "не книга Excel"),
        (lambda path: sample.workbook(path, header=("A",) * 7), "немає стовпців кодифікатора"),
        (lambda path: sample.workbook(path, []), "жодного місця"),
        (lambda path: sample.workbook(path, [("UA1", "", "", "", "", "O", "Х")]), "рядок 4"),
        (lambda path: sample.workbook(path, [sample.LINES[0], sample.LINES[0]]), "двічі"),
        (lambda path: sample.workbook(path, [sample.LINES[1]]), "у файлі немає"),
        (lambda path: None, "файл не читається"),
    ],
)
def test_a_wrong_file_is_one_sentence_and_changes_nothing(tmp_path: Path, made: object, said: str) -> None:
    path = tmp_path / "wrong.xlsx"
    made(path)  # type: ignore[operator]
    with pytest.raises(Refused) as refusal:
        operations.load(path=path, at=AT)
    assert said in refusal.value.sentence and "\n" not in refusal.value.sentence
    assert not Place.objects.exists() and not Edition.objects.exists()


@pytest.mark.django_db
def test_the_command_prints_what_changed(tmp_path: Path, capsys: Said) -> None:
    path = sample.workbook(tmp_path / "kodifikator.xlsx")
    assert run(command, "load", str(path), "--since", "2026-08-01") == 0
    assert told(capsys)["added"] == 9 and Edition.objects.get().since == date(2026, 8, 1)
    assert run(command, "load", str(path)) == 0
    assert told(capsys)["loaded_now"] is False


def test_a_wrong_file_ends_the_command_with_one_line_and_code_two(tmp_path: Path, capsys: Said) -> None:
    assert command_line.main(["places", "load", str(tmp_path / "nothing.xlsx")]) == 2
    said = capsys.readouterr()
    assert said.out == "" and said.err.count("\n") == 1 and "nothing.xlsx" in said.err


@pytest.mark.django_db
def test_the_installed_edition_is_whole_quick_and_found_as_people_type() -> None:
    """The only test that loads the whole country."""
    began = time.monotonic()
    assert operations.load_packaged(at=AT) is not None
    assert time.monotonic() - began < 20
    assert operations.load_packaged(at=AT) is None, "once"
    assert Place.objects.count() == Edition.objects.get().places > 31_000
    names = [place.name for place in queries.oblasts()]
    assert len(names) == 27 and names[0].startswith("Автономна")
    assert names.index("Запорізька") + 1 == names.index("Івано-Франківська")

    found = queries.search("Іванівка")
    assert found.more and {place.key for place in found.places} == {fold("Іванівка")}
    of_raion = queries.search("іванівка, чугуївський р-н").places
    assert of_raion and all("Чугуївський район" in place.within for place in of_raion)
    for typed in ("м.Київ", "КИЇВ", "Kиїв", "київ "):
        assert queries.search(typed).places[0].code == sample.KYIV, typed
    for typed in ("Камянець-Подільський", "кам’янець подільский", "м. Камʼянець-Подільський"):
        assert queries.search(typed).places[0].name == "Кам’янець-Подільський", typed
    guessed = queries.search("Вінитця")
    assert guessed.guessed and guessed.only is None and "Вінниця" in {place.name for place in guessed.places}
    assert not queries.search("смт Ййййй").places and not queries.search(" ,, ").places

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE places_place")
    assert "place_by_key" in Place.objects.filter(key__startswith="иваниво").explain()
