"""The kinds of assistance as a person looks for them: by a situation of life, or by a few words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from turbota.assistance import catalogue, finding
from turbota.assistance.kind import Kind

LONGEST = 100
ICONS = {
    "child": "family",
    "foster": "home",
    "money": "money",
    "war": "protected",
    "disability": "person",
    "care": "hand",
    "age": "calendar",
    "status": "seal",
}


@dataclass(frozen=True, slots=True)
class KindLink:
    """A kind in a list, and where it leads."""

    title: str
    summary: str
    url: str


@dataclass(frozen=True, slots=True)
class KindGroup:
    """Kinds of one situation of life. `code` is the anchor of its heading."""

    code: str
    title: str
    icon: str
    links: tuple[KindLink, ...]


@dataclass(frozen=True, slots=True)
class KindList:
    """What the list shows: everything by situation, or what was found for the words that were typed."""

    groups: tuple[KindGroup, ...]
    wanted: str = ""
    found: tuple[KindLink, ...] = ()


def by_situation(address: str) -> tuple[KindGroup, ...]:
    """All kinds under their situations; `address` is the name of the page to which a kind leads."""
    return tuple(
        KindGroup(group.code, group.title, ICONS.get(group.code, "file"), _links(group.kinds, address))
        for group in finding.grouped(catalogue.kinds())
    )


def kind_list(wanted: str, address: str) -> KindList:
    """The list for what was typed; nothing typed shows everything."""
    words = " ".join(wanted[:LONGEST].split())
    found = finding.matching(catalogue.kinds(), words) if words else ()
    return KindList(by_situation(address), words, _links(found, address))


def choices_by_situation() -> list[tuple[str, list[tuple[str, str]]]]:
    """Options of a box in which staff choose a kind."""
    groups = finding.grouped(catalogue.kinds())
    return [(group.title, [(kind.code, kind.plain_title) for kind in group.kinds]) for group in groups]


def _links(kinds: Iterable[Kind], address: str) -> tuple[KindLink, ...]:
    return tuple(
        KindLink(kind.plain_title, kind.summary, reverse(address, args=[kind.code])) for kind in kinds
    )
