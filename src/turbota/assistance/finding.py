"""How a person finds a kind of assistance among many: by a situation of life, or by a few words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from turbota.assistance.answers import APOSTROPHES
from turbota.assistance.kind import Kind
from turbota.assistance.situations import TITLES

SHORTEST_STEM = 4


@dataclass(frozen=True)
class Group:
    """Kinds of one situation, by their plain titles."""

    code: str
    title: str
    kinds: tuple[Kind, ...]


def grouped(kinds: Iterable[Kind]) -> tuple[Group, ...]:
    """Kinds under their situations, in the order of the situations; a situation without kinds is left out."""
    known = sorted(kinds, key=lambda kind: kind.plain_title)
    groups = (
        Group(code, title, tuple(kind for kind in known if kind.situation == code))
        for code, title in TITLES.items()
    )
    return tuple(group for group in groups if group.kinds)


def matching(kinds: Iterable[Kind], wanted: str) -> tuple[Kind, ...]:
    """Kinds in whose titles, summary, situation or acts every wanted word begins some word; endings may differ."""
    stems = [_stem(word) for word in _words(wanted)]
    return tuple(kind for kind in kinds if _has_all(_words(_said(kind)), stems))


def _said(kind: Kind) -> str:
    acts = (f"{act.title} {act.about}" for act in kind.acts)
    return " ".join((kind.plain_title, kind.title, kind.summary, TITLES[kind.situation], *acts))


def _has_all(words: set[str], stems: list[str]) -> bool:
    return all(any(word.startswith(stem) for word in words) for stem in stems)


def _words(text: str) -> set[str]:
    spaced = "".join(sign if sign.isalnum() or sign == "’" else " " for sign in text.translate(APOSTROPHES))
    return set(spaced.casefold().split())


def _stem(word: str) -> str:
    """The first half of a word, long enough to mean something: «народилась» finds «народження»."""
    return word if word.isdigit() else word[: max(SHORTEST_STEM, len(word) // 2)]
