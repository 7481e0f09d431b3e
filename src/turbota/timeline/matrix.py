"""Who sees how much of which topic. `docs/lifeline.md` is printed from this table; a test keeps them equal.

`Ruling.lifted`: how much a basis in force opens (see `bases.py`); without one the basis changes nothing.
"""

from dataclasses import dataclass

from turbota.timeline.topics import LEVELS, TITLES, VIEWERS, Level, Topic, Viewer

FULL, EXISTENCE, NOTHING = Level.FULL, Level.EXISTENCE, Level.NOTHING


@dataclass(frozen=True)
class Ruling:
    """The level without a basis and with one."""

    plain: Level
    lifted: Level

    def level(self, *, basis: bool) -> Level:
        """How much is shown."""
        return self.lifted if basis else self.plain


def _same(level: Level) -> Ruling:
    return Ruling(level, level)


def _row(manager: Ruling, former: Level, team: Level, person: Level) -> dict[Viewer, Ruling]:
    """A supervisor sees what the manager sees; the others have no basis that would open more."""
    return {
        Viewer.MANAGER: manager,
        Viewer.FORMER: _same(former),
        Viewer.SUPERVISOR: manager,
        Viewer.TEAM: _same(team),
        Viewer.PERSON: _same(person),
    }


_CLOSED = Ruling(EXISTENCE, FULL)
_OPEN = _same(FULL)

MATRIX: dict[Topic, dict[Viewer, Ruling]] = {
    Topic.APPLICATION: _row(_CLOSED, EXISTENCE, NOTHING, FULL),
    Topic.DECISION: _row(_CLOSED, EXISTENCE, NOTHING, FULL),
    Topic.AWARD: _row(_CLOSED, EXISTENCE, NOTHING, FULL),
    Topic.REPORT: _row(_OPEN, EXISTENCE, NOTHING, NOTHING),
    Topic.CASE: _row(_OPEN, FULL, EXISTENCE, EXISTENCE),
    Topic.MANAGER: _row(_OPEN, FULL, EXISTENCE, EXISTENCE),
    Topic.TEAM: _row(_OPEN, EXISTENCE, EXISTENCE, EXISTENCE),
    Topic.ASSESSMENT: _row(_OPEN, FULL, EXISTENCE, EXISTENCE),
    Topic.PLAN: _row(_OPEN, FULL, EXISTENCE, FULL),
    Topic.SERVICE: _row(_OPEN, EXISTENCE, EXISTENCE, FULL),
    Topic.VISIT: _row(_OPEN, EXISTENCE, NOTHING, FULL),
    Topic.MEETING: _row(_OPEN, EXISTENCE, EXISTENCE, NOTHING),
    Topic.ASKED: _row(_OPEN, FULL, EXISTENCE, FULL),
    Topic.GRANT: _row(_OPEN, FULL, EXISTENCE, FULL),
    Topic.DOCUMENT: _row(_CLOSED, EXISTENCE, NOTHING, FULL),
    Topic.PAPER: _row(_OPEN, EXISTENCE, NOTHING, FULL),
}


def level(topic: Topic, viewer: Viewer, *, basis: bool) -> Level:
    """How much of the topic the viewer sees."""
    return MATRIX[topic][viewer].level(basis=basis)


def markdown() -> str:
    """The table as a page of the docs."""
    head = ["| подія | " + " | ".join(VIEWERS.values()) + " |", "|---" * (len(VIEWERS) + 1) + "|"]
    rows = [
        f"| {TITLES[topic]} | " + " | ".join(_words(MATRIX[topic][viewer]) for viewer in VIEWERS) + " |"
        for topic in Topic
    ]
    return "\n".join([_INTRODUCTION, *head, *rows, ""])


def _words(ruling: Ruling) -> str:
    plain = LEVELS[ruling.plain]
    return plain if ruling.plain == ruling.lifted else f"{plain}; на підставі: {LEVELS[ruling.lifted]}"


_INTRODUCTION = """# Who sees what on a life-line

Drawn by `turbota states` from `timeline/matrix.py`. A row of the table is a kind of event, a column is what somebody has
to do with the person. "На підставі" means a basis that was entered for one person of one case with a document and a last
day, and of which the person was told (`timeline/bases.py`). What is hidden is not read from the database. Cases of the
same people that the viewer may not read, sensitive ones among them, are not on the line at all.
"""
