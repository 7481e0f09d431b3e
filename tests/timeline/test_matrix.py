"""The table of who sees what is whole, printed, and hides what it has to."""

from pathlib import Path

import pytest

from turbota.timeline import matrix
from turbota.timeline.sources import SOURCES
from turbota.timeline.topics import LEVELS, STRANDS, TITLES, VIEWERS, Level, Strand, Topic, Viewer

DOC = Path(__file__).resolve().parents[2] / "docs" / "lifeline.md"


def test_every_topic_has_words_a_strand_a_source_and_a_ruling_for_every_viewer() -> None:
    assert (
        set(TITLES)
        == set(STRANDS)
        == set(matrix.MATRIX)
        == {source.topic for source in SOURCES}
        == set(Topic)
    )
    assert all(set(row) == set(Viewer) == set(VIEWERS) for row in matrix.MATRIX.values())
    assert set(LEVELS) == set(Level)


def test_the_printed_table_is_fresh() -> None:
    assert DOC.read_text(encoding="utf-8") == matrix.markdown(), "run make states"


def test_nobody_but_the_person_sees_money_in_full_without_a_basis() -> None:
    money = [topic for topic in Topic if STRANDS[topic] == Strand.MONEY]
    full = {
        viewer
        for topic in money
        for viewer in Viewer
        if matrix.level(topic, viewer, basis=False) == Level.FULL
    }
    assert full == {Viewer.PERSON}


@pytest.mark.parametrize("topic", list(Topic))
def test_a_basis_never_takes_away(topic: Topic) -> None:
    for viewer in Viewer:
        assert matrix.level(topic, viewer, basis=True) >= matrix.level(topic, viewer, basis=False)


def test_the_person_never_learns_of_reports() -> None:
    assert matrix.level(Topic.REPORT, Viewer.PERSON, basis=True) == Level.NOTHING
