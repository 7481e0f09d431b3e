"""Fair measurement on a busy machine: the things compared take turns, round after round.

Absolute times of a shared machine mean little; the ratio of medians to the first (the reference) and
the spread of the rounds do.
"""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """What one thing took: milliseconds of a call, over all rounds."""

    bench: str
    name: str
    median: float
    p95: float
    spread: float
    ratio: float
    """Median over the median of the reference, the first thing of the same bench."""


def compare(
    bench: str, things: Mapping[str, Callable[[], object]], *, rounds: int = 30, warm: int = 3
) -> list[Measured]:
    """Call each thing once a round, in turns; the first is the reference of the ratios."""
    times: dict[str, list[float]] = {name: [] for name in things}
    for number in range(warm + rounds):
        for name, call in things.items():
            start = time.perf_counter()
            call()
            if number >= warm:
                times[name].append((time.perf_counter() - start) * 1000)
    return measured(bench, times)


def measured(bench: str, times: Mapping[str, list[float]]) -> list[Measured]:
    """What was taken in turns, in milliseconds of one call; the first is the reference of the ratios."""
    reference = statistics.median(next(iter(times.values())))
    return [_measured(bench, name, taken, reference) for name, taken in times.items()]


def _measured(bench: str, name: str, taken: list[float], reference: float) -> Measured:
    median = statistics.median(taken)
    ordered = sorted(taken)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    quarters = statistics.quantiles(taken, n=4) if len(taken) > 1 else [median] * 3
    spread = (quarters[2] - quarters[0]) / median if median else 0.0
    return Measured(bench, name, median, p95, spread, median / reference if reference else 0.0)
