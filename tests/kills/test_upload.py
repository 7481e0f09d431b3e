"""Killed while somebody adds a document: its bytes lie in the store, and the row is not there yet or nobody knows of it."""

import os
import time

import httpx
import pytest
from tests.kills.books import books_of, nothing_is_torn
from tests.kills.conftest import Town
from tests.kills.person import photo, sealed_files, words_of
from tests.kills.traps import Act, commit_held, standing_at

HOURS_AGO = time.time() - 2 * 3600


def grow_old(town: Town) -> None:
    """Two hours pass for everything that lies in the store."""
    for path in sealed_files(town.files):
        os.utime(path, (HOURS_AGO, HOURS_AGO))


def sweep_by_the_worker(town: Town) -> None:
    """The nightly job comes now, as the worker does it."""
    town.platform.plan("documents.sweep", timestamp=0)
    town.platform.wait_for_jobs()


@pytest.mark.requirement("R143")
def test_web_killed_after_the_upload_is_stored(town: Town) -> None:
    draft = town.draft("maria")
    person, page = town.citizen("maria"), f"/cabinet/application/{draft.pk}/documents/add/other/"
    with (
        town.platform.frozen("worker"),  # so that it keeps nothing of its own meanwhile
        standing_at(town.platform, "applications_attachment") as reached,
    ):
        before = sealed_files(town.files)
        act = Act(lambda: person.send(page, {}, files=photo()))
        reached()
        orphans = set(sealed_files(town.files)) - set(before)
        assert len(orphans) == 1  # the sealed bytes are on the disk and no row points at them
        town.platform.kill("web")
        act.end()
        assert isinstance(act.problem, httpx.TransportError)
    town.platform.start("web")
    assert books_of(town.platform, draft.pk).documents == 1

    came = person.send(page, {}, files=photo())
    assert "Додано" in words_of(came)
    assert books_of(town.platform, draft.pk).documents == 2
    sweep_by_the_worker(town)
    assert orphans < set(sealed_files(town.files)), "fresh bytes may belong to an upload under way"
    grow_old(town)
    sweep_by_the_worker(town)
    assert set(sealed_files(town.files)).isdisjoint(orphans)
    nothing_is_torn(town.platform)


@pytest.mark.requirement("R143")
def test_web_killed_after_the_upload_is_committed_and_nobody_knows(town: Town) -> None:
    draft = town.draft("roman")
    person, page = town.citizen("roman"), f"/cabinet/application/{draft.pk}/documents/add/other/"
    with commit_held(town.platform, "applications_attachment") as written:
        act = Act(lambda: person.send(page, {}, files=photo()))
        written()
        town.platform.kill("web")
        act.end()
    town.platform.start("web")
    assert "Додано" in words_of(person.send(page, {}, files=photo()))
    assert books_of(town.platform, draft.pk).documents == 2, "the same photo sent twice is one document"
    nothing_is_torn(town.platform)
