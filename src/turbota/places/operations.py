"""The codifier is loaded: new places are added, renamed ones keep what they were, those that left it end."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Max

from turbota.kernel.clock import day_of
from turbota.places import codifier
from turbota.places.codifier import Codifier, Row
from turbota.places.folding import fold, tail
from turbota.places.models import FICTIONAL, RANKS, Edition, FormerPlace, Place, spoken

COLUMNS = (
    "code", "category", "name", "parent_id", "ancestors", "within", "key", "tail", "within_key", "rank", "valid_from",
)  # fmt: skip
CHANGING = ("category", "name", "parent_id", "ancestors", "within", "key", "tail", "within_key", "rank")
SAID = ("category", "name", "within")
"""What was before is kept when one of these changes."""


def load_packaged(*, at: datetime) -> Edition | None:
    """Load the installed file on a database that has no edition yet; None when there is one, or no file."""
    path = codifier.packaged()
    if path is None or Edition.objects.exists():
        return None
    return load(path=path, at=at)[0]


def load(*, path: Path, at: datetime, since: date | None = None) -> tuple[Edition, bool]:
    """Load a file of the codifier; whether it was new. The same file again changes nothing.

    `since`: the day from which it counts; by default what its title says, or today when a loaded edition is not older.
    Raises Refused when the file is no codifier.
    """
    known = Edition.objects.filter(sha256=codifier.digest(path)).first()
    if known is not None:
        return known, False
    return _load(codifier.read(path), at, since), True


@transaction.atomic
def _load(found: Codifier, at: datetime, since: date | None) -> Edition:
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE places_edition IN SHARE ROW EXCLUSIVE MODE")
    first = since or _first_day(found, at)
    before = {place.pk: place for place in Place.objects.exclude(code__startswith=FICTIONAL)}
    now = {place.pk: place for place in places_of(found.rows, first)}
    added = [place for code, place in now.items() if code not in before]
    changed = [
        (before[code], place)
        for code, place in now.items()
        if code in before and _differs(before[code], place)
    ]
    ended = [place for code, place in before.items() if code not in now and place.valid_until is None]
    _add(added)
    _change(changed, first)
    for place in ended:
        place.valid_until = max(first, place.valid_from)
    Place.objects.bulk_update(ended, ["valid_until"], batch_size=500)
    return Edition.objects.create(
        sha256=found.sha256, title=found.title, since=first, loaded_at=at, places=len(now), added=len(added),
        changed=len(changed), ended=len(ended),
    )  # fmt: skip


def _first_day(found: Codifier, at: datetime) -> date:
    last: date | None = Edition.objects.aggregate(last=Max("since"))["last"]
    if found.dated is not None and (last is None or found.dated > last):
        return found.dated
    return day_of(at)


def places_of(rows: Iterable[Row], since: date) -> list[Place]:
    """Unsaved places of rows, with what the search reads."""
    rows = list(rows)
    names = {row.code: spoken(row.category, row.name) for row in rows}
    bare = {row.code: fold(row.name) for row in rows}
    return [
        Place(
            code=row.code, category=row.category, name=row.name, parent_id=row.ancestors[-1] if row.ancestors else None,
            ancestors=list(row.ancestors), within=", ".join(names[code] for code in reversed(row.ancestors)),
            key=bare[row.code], tail=tail(row.name), within_key=" ".join(bare[code] for code in row.ancestors),
            rank=RANKS[row.category], valid_from=since,
        )
        for row in rows
    ]  # fmt: skip


def _differs(before: Place, now: Place) -> bool:
    return before.valid_until is not None or any(
        getattr(before, name) != getattr(now, name) for name in CHANGING
    )


def _add(places: list[Place]) -> None:
    """Thousands of rows in one stream."""
    if not places:
        return
    table, columns = Place._meta.db_table, ", ".join(f'"{name}"' for name in COLUMNS)
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for place in places:
            copy.write_row([getattr(place, name) for name in COLUMNS])


def _change(pairs: list[tuple[Place, Place]], since: date) -> None:
    """What people read of a place is kept from its day to this one; then the row is what the file says."""
    former = []
    for before, now in pairs:
        until = before.valid_until or max(since, before.valid_from)
        if before.valid_until is not None or any(
            getattr(before, name) != getattr(now, name) for name in SAID
        ):
            former.append(
                FormerPlace(
                    place_id=before.pk, category=before.category, name=before.name, within=before.within,
                    valid_from=before.valid_from, valid_until=until,
                )
            )  # fmt: skip
            before.valid_from, before.valid_until = max(since, until), None
        for name in CHANGING:
            setattr(before, name, getattr(now, name))
    FormerPlace.objects.bulk_create(former, batch_size=1000)
    fields = [*CHANGING, "valid_from", "valid_until"]
    Place.objects.bulk_update([before for before, _ in pairs], fields, batch_size=500)
