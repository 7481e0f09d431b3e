"""The folder of files is full, and then has room again; a stored file is damaged, gone, or exchanged for another."""

import json
import resource
import shutil
from collections.abc import Iterator

import httpx
import pytest
from tests.kills.books import books_of, nothing_is_torn
from tests.kills.conftest import Town
from tests.kills.person import photo, sealed_files, words_of
from tests.kills.running import family_of

from turbota.applications.models import Application
from turbota.documents import vault
from turbota.documents.models import StoredFile
from turbota_demo import papers

NO_ROOM = "немає місця для файлів"
ALMOST_NOTHING = 48 * 1024
DAMAGED = "Цей файл у нашому сховищі пошкоджено"


def let_files_grow(town: Town, to: int) -> None:
    """No process of the web may write a file longer than this, as when the disk or a quota is used up."""
    for number in family_of(town.platform.running["web"].process.pid):
        resource.prlimit(number, resource.RLIMIT_FSIZE, (to, resource.RLIM_INFINITY))


@pytest.fixture
def room_again(town: Town) -> Iterator[None]:
    """The web may write files again after the test, however it ends."""
    yield
    let_files_grow(town, resource.RLIM_INFINITY)


def files_of(town: Town) -> str:
    return str(httpx.get(f"{town.platform.address}/healthz").json()["files"])


@pytest.mark.usefixtures("room_again")
def test_a_full_disk_is_said_and_nothing_is_half_kept(town: Town) -> None:
    draft, person = town.draft("maria"), town.citizen("maria")
    case = f"/cabinet/application/{draft.pk}"
    page = f"{case}/documents/add/other/"
    assert files_of(town) != "full"
    with town.platform.frozen("worker"):  # so that it keeps nothing of its own meanwhile
        before, rows = sealed_files(town.files), StoredFile.objects.count()
        let_files_grow(town, ALMOST_NOTHING)
        uploaded = person.send(page, {}, files=photo())
        assert (uploaded.status_code, NO_ROOM in words_of(uploaded)) == (422, True), words_of(uploaded)
        printed = person.confirm(case)
        assert (printed.status_code, NO_ROOM in words_of(printed)) == (503, True), words_of(printed)
        large = photo(b"%PDF-" + bytes(4 * 1024 * 1024))  # the web puts it into a file before it looks at it
        refused = person.send(page, {}, files=large)
        assert (refused.status_code, NO_ROOM in words_of(refused)) == (503, True), words_of(refused)
        assert files_of(town) == "full"
        assert (sealed_files(town.files), StoredFile.objects.count()) == (before, rows)
    assert books_of(town.platform, draft.pk).documents == 1
    assert Application.objects.get(pk=draft.pk).paper is None

    let_files_grow(town, resource.RLIM_INFINITY)
    assert files_of(town) != "full"
    assert "Додано" in words_of(person.send(page, {}, files=photo()))
    assert person.confirm(case).url.path == f"{case}/sign/"
    nothing_is_torn(town.platform)


@pytest.mark.requirement("R143")
def test_damaged_missing_and_exchanged_files_are_found_and_said(town: Town) -> None:
    draft, person = town.draft("danylo"), town.citizen("danylo")
    page = f"/cabinet/application/{draft.pk}/documents/add/other/"
    for number in range(3):
        person.send(page, {}, files=photo(papers.page([f"Довідка {number}"])))
    copies = list(draft.attachments.select_related("file").order_by("added_at"))
    places = [vault._place(copy.file.address) for copy in copies]
    whole = [place.read_bytes() for place in places]
    places[0].write_bytes(whole[0][:-1] + bytes([whole[0][-1] ^ 1]))
    places[1].unlink()
    shutil.copyfile(places[3], places[2])

    said = town.platform.command("verify", "store")
    found = {line["file_id"]: line["kind"] for line in map(json.loads, said.stdout.splitlines())}
    broken = copies[:3]
    named = {line["place"] for line in map(json.loads, said.stdout.splitlines())}
    assert named == {str(one.relative_to(vault.root())) for one in places[:3]}
    assert found == dict(
        zip((str(copy.file_id) for copy in broken), ("damaged", "missing", "damaged"), strict=True)
    )
    assert said.returncode == 1
    for copy in broken:
        for address in (f"/cabinet/document/{copy.pk}/", f"/cabinet/document/{copy.pk}/1.png"):
            shown = person.look(address)
            assert (shown.status_code, DAMAGED in words_of(shown)) == (503, True), words_of(shown)
    assert person.look(f"/cabinet/document/{copies[3].pk}/").headers["Content-Type"] == "application/pdf"

    for place, content in zip(places, whole, strict=True):
        place.write_bytes(content)
    assert person.look(f"/cabinet/document/{copies[0].pk}/").status_code == 200
    nothing_is_torn(town.platform)
