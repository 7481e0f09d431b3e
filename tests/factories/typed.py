"""Stored answers back into what a person types in the boxes of a page."""

from typing import Any

from turbota.assistance.forms import Question
from turbota.web.shared.question_boxes import PARTS


def boxes(question: Question, name: str, value: Any) -> dict[str, str]:
    """Names of boxes and what to type in each; an answer that is not given leaves its boxes empty."""
    if question.type in PARTS:
        parts = PARTS[question.type]
        given = value.split("-")[::-1] if value else [""] * len(parts)
        return {f"{name}.{part}": typed.lstrip("0") for part, typed in zip(parts, given, strict=True)}
    if value is None:
        return {name: ""}
    if question.type == "yes_no":
        return {name: "yes" if value else "no"}
    if question.type == "money":
        return {name: f"{value // 100},{value % 100:02d}"}
    return {name: str(value)}


def moment_of(name: str, day: str, time: str) -> dict[str, str]:
    """The two boxes of a question about a moment."""
    return {f"{name}_day": day, f"{name}_time": time}
