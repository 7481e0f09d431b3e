"""Who need not file the application for privileges, as data with its act, and the sentence that says so in the form."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).with_name("exempt.yaml")


@dataclass(frozen=True)
class Exempt:
    """Workers of which places need not file, by which act; ``workers`` are codes with how one is called at work."""

    act: str
    point: str
    verified: bool
    where: str
    workers: dict[str, str]

    @property
    def sentence(self) -> str:
        """Plain words for the one who begins to fill the form."""
        first, last = ", ".join(list(self.workers.values())[:-1]), list(self.workers.values())[-1]
        return f"Якщо ви працюєте {self.where} {first} чи {last}, цієї заяви подавати не треба."


def load(path: Path = FILE) -> Exempt:
    """Read the data. Raises KeyError when something is not there."""
    read: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    workers = {one["code"]: one["title"] for one in read["workers"]}
    return Exempt(read["act"], read["point"], read["verified"], read["where"], workers)


EXEMPT = load()
