"""Whether the audit is as it was sealed."""

from collections.abc import Iterator
from dataclasses import dataclass

from turbota.audit import digests, queries
from turbota.audit.models import Block, BlockEntry, Event


@dataclass(frozen=True)
class Problem:
    """What is wrong: a code for programs, the number of the block and the identifier of the event, if
    known.
    """

    code: str
    block: int | None
    event: str | None

    def __str__(self) -> str:
        place = "" if self.block is None else f" in block {self.block}"
        row = "" if self.event is None else f": event {self.event}"
        return f"{self.code}{place}{row}"


def _events_of(block: Block, entries: list[BlockEntry]) -> Iterator[Problem]:
    found = Event.objects.in_bulk([entry.event_id for entry in entries])
    for entry in entries:
        event = found.get(entry.event_id)
        if event is None:
            yield Problem("event_removed", block.number, str(entry.event_id))
        elif digests.of_event(event) != entry.digest:
            yield Problem("event_changed", block.number, str(entry.event_id))


def _problems_of(block: Block, number: int, previous: str) -> Iterator[Problem]:
    if block.number != number:
        yield Problem("block_missing", number, None)
    if block.previous != previous:
        yield Problem("chain_broken", block.number, None)
    expected = digests.of_block(
        number=block.number,
        sealed_at=block.sealed_at,
        count=block.count,
        root=block.root,
        previous=block.previous,
    )
    if block.digest != expected:
        yield Problem("block_changed", block.number, None)
    entries = list(block.entries.order_by("place"))
    if len(entries) != block.count or digests.of_root(entry.digest for entry in entries) != block.root:
        yield Problem("entries_changed", block.number, None)
    yield from _events_of(block, entries)


def _never_sealed() -> Iterator[Problem]:
    """Rows so old that the sealing job will never look for them: somebody put them in by hand."""
    sealed = queries.sealed_up_to()
    late = Event.objects.unsealed().filter(inserted_at__lt=sealed) if sealed else Event.objects.none()
    for event in late.order_by("pk").iterator():
        yield Problem("event_not_sealed", None, str(event.pk))


def verify(*, known: tuple[int, str] | None = None) -> list[Problem]:
    """Check every block and every event in it; an empty list means that nothing was touched.

    `known`: the number and the digest of a block noted outside the database (the log has them):
    it finds a chain whose end was cut off or written anew. Reads one block at a time.
    """
    problems: list[Problem] = []
    previous, number = digests.GENESIS, 0
    for block in Block.objects.order_by("number").iterator():
        number += 1
        problems.extend(_problems_of(block, number, previous))
        previous, number = block.digest, block.number
    problems.extend(_never_sealed())
    if known is not None and not Block.objects.filter(number=known[0], digest=known[1]).exists():
        problems.append(Problem("known_block_missing", known[0], None))
    return problems
