"""What happens after a step: the project's wiring registers here the function that plans the jobs of every step."""

import uuid
from collections.abc import Callable

Planner = Callable[[str, str, uuid.UUID, uuid.UUID], None]
_planners: list[Planner] = []


def on_step(planner: Planner) -> None:
    """Called once by the wiring: `planner(subject, verb, subject_id, step_id)` plans the jobs of a step."""
    if planner not in _planners:
        _planners.append(planner)


def after_step(subject: str, verb: str, subject_id: uuid.UUID, step_id: uuid.UUID) -> None:
    """Called by the workflow inside the transaction of the step."""
    for planner in _planners:
        planner(subject, verb, subject_id, step_id)
