"""The kinds of assistance, found by listing the folder ``kinds``; nothing is registered elsewhere."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path

from turbota.assistance import registered
from turbota.assistance.kind import Kind, tier_of

FOLDER = Path(__file__).with_name("kinds")


class UnknownKind(LookupError):
    """There is no kind of assistance with this code."""


@cache
def kinds() -> tuple[Kind, ...]:
    """Every kind, by code."""
    codes = sorted(path.parent.name for path in FOLDER.glob("*/kind.yaml"))
    return tuple(_load(code) for code in codes)


def kind(code: str) -> Kind:
    """The kind with this code. Raises UnknownKind."""
    for known in kinds():
        if known.code == code:
            return known
    raise UnknownKind(code)


def act_of(code: str) -> str:
    """The act by which the kind is assigned, the first of its list; common terms without an act of their own hold by it."""
    return kind(code).acts[0].title


def basis(code: str, act: str, point: str) -> str:
    """By which act and point a term holds for this kind, as a person reads it.

    The terms of the law are common, and some were read for one kind only: for another kind its act is no basis.
    """
    act = act or act_of(code)
    own = {one.title for one in kind(code).acts}
    if any(act == one.title for known in kinds() for one in known.acts) and act not in own:
        return "строк узято з правил іншої допомоги"
    return ", ".join(part for part in (act, point) if part)


def _load(code: str) -> Kind:
    """A registered kind is its ``kind.yaml`` alone; a computed one puts its modules together in ``kind.py``."""
    if tier_of(FOLDER / code) == "registered":
        return registered.kind_of(FOLDER / code)
    found = import_module(f"turbota.assistance.kinds.{code}.kind").KIND
    if not isinstance(found, Kind):
        raise TypeError(f"kinds/{code}/kind.py: KIND is not a Kind")
    return found
