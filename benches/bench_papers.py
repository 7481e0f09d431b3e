"""Official papers: milliseconds to print each, warm, and what the first print of a process costs.

A paper is PDF/A-3a with its data inside. The template is compiled once; rounds go through all papers in turn,
so that a slow minute of the machine hurts all alike. Every print has other words: typst remembers the layout
of text that it has seen, and the same paper twice would look three times faster than it is.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from itertools import count
from typing import Any

from benches.measuring import Measured, compare
from tests.documents import samples

from turbota.documents.papers.printing import Attachment, print_paper
from turbota.documents.papers.shapes import Shape

ROUNDS = 40


def run() -> list[Measured]:
    """Milliseconds of each paper, warm; the first of a process is printed beside. The ratio is to the first row."""
    shapes = {f"{shape.paper} {number}": shape for number, shape in enumerate(samples.ALL, start=1)}
    for name, shape in shapes.items():
        milliseconds, size = _timed(shape)
        print(f"{name}: first print {milliseconds:.0f} ms, {size / 1000:.0f} kB")
    turns = count()

    def printing(shape: Shape) -> Callable[[], object]:
        return lambda: _timed(_other_words(shape, next(turns)))

    return compare("papers", {name: printing(shape) for name, shape in shapes.items()}, rounds=ROUNDS)


def _other_words(value: Any, turn: int) -> Any:
    """The same shape with every sentence changed a little; short codes stay."""
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{item.name: _other_words(getattr(value, item.name), turn) for item in fields(value)}
        )
    if isinstance(value, tuple):
        return tuple(_other_words(item, turn) for item in value)
    return f"{value} {turn}" if isinstance(value, str) and len(value) > 8 else value


def _timed(shape: Shape) -> tuple[float, int]:
    data = Attachment("data.json", "application/json", json.dumps(shape.as_dict()).encode())
    began = time.perf_counter()
    pdf = print_paper(shape.paper, shape, at=samples.AT, attachments=[data])
    return (time.perf_counter() - began) * 1000, len(pdf)
