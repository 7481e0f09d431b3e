"""Strict reading of dated YAML: unknown keys fail, periods of one key never overlap."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Protocol, TypeVar

import yaml


class BadLaw(Exception):
    """A file of the law is wrong: the message names the file and the entry. Found at start."""


class NotInForce(LookupError):
    """Nothing is in force under this key on this day. The message names the key and the known dates."""


class Dated(Protocol):
    """Anything with a first and a last day; ``until`` None means no end is known."""

    @property
    def since(self) -> date: ...
    @property
    def until(self) -> date | None: ...


D = TypeVar("D", bound=Dated)


def entries(path: Path, *, required: Sequence[str], optional: Sequence[str] = ()) -> list[dict[str, Any]]:
    """The list of mappings in a YAML file, each with exactly the known keys. Raises BadLaw."""
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(loaded, list):
        raise BadLaw(f"{path.name}: a list of entries is expected")
    for entry in loaded:
        if not isinstance(entry, dict):
            raise BadLaw(f"{path.name}: {entry!r} is not a mapping")
        keys, known = set(entry), set(required) | set(optional)
        if keys - known:
            raise BadLaw(f"{path.name}: unknown keys {sorted(keys - known)} in {entry}")
        if set(required) - keys:
            raise BadLaw(f"{path.name}: missing keys {sorted(set(required) - keys)} in {entry}")
    return loaded


def day(value: Any, where: str) -> date:
    """A date as YAML gives it. Raises BadLaw when it is anything else."""
    if not isinstance(value, date):
        raise BadLaw(f"{where}: {value!r} is not a date")
    return value


def day_or_none(value: Any, where: str) -> date | None:
    """A date, or None for an open end."""
    return None if value is None else day(value, where)


def by_key(items: Iterable[D], key: Callable[[D], str]) -> dict[str, tuple[D, ...]]:
    """Group by key, oldest first. Raises BadLaw when two periods of one key overlap."""
    groups: dict[str, list[D]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    result: dict[str, tuple[D, ...]] = {}
    for name, group in groups.items():
        group.sort(key=lambda item: item.since)
        for item in group:
            if item.until is not None and item.until < item.since:
                raise BadLaw(f"{name}: ends on {item.until} before it begins on {item.since}")
        for earlier, later in zip(group, group[1:], strict=False):
            if earlier.until is None or earlier.until >= later.since:
                raise BadLaw(f"{name}: the periods from {earlier.since} and from {later.since} overlap")
        result[name] = tuple(group)
    return result


def in_force(groups: dict[str, tuple[D, ...]], name: str, on: date) -> D:
    """The entry in force on a day. Raises NotInForce, which names the key and the known periods."""
    known = groups.get(name)
    if known is None:
        raise NotInForce(f"{name}: no such key")
    for item in known:
        if item.since <= on and (item.until is None or on <= item.until):
            return item
    periods = ", ".join(f"{item.since}…{item.until or ''}" for item in known)
    raise NotInForce(f"{name}: nothing in force on {on}; known: {periods}")
