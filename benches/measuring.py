"""Fair measurement on a busy machine: the things compared take turns, round after round.

Absolute times of a shared machine mean little; the ratios to the first thing (the reference) and to a bare twin, and
the spread of the rounds, do.
"""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

BARE = ", bare SQL"
"""A thing with this behind its name is the bare twin of the thing with the name."""


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
    tail: float = 0.0
    """p95 over the p95 of the reference."""
    bare: float = 0.0
    """p95 over the p95 of the bare twin; 0 without one."""


def compare(
    bench: str,
    things: Mapping[str, Callable[[], object]],
    *,
    rounds: int = 30,
    warm: int = 3,
    clock: Callable[[], float] = time.perf_counter,
) -> list[Measured]:
    """Call each thing once a round, in turns; the first is the reference of the ratios.

    ``clock``: `time.process_time` for what only computes, so that other work of the machine is not counted.
    """
    times: dict[str, list[float]] = {name: [] for name in things}
    for number in range(warm + rounds):
        for name, call in things.items():
            start = clock()
            call()
            if number >= warm:
                times[name].append((clock() - start) * 1000)
    return measured(bench, times)


def measured(bench: str, times: Mapping[str, list[float]]) -> list[Measured]:
    """What was taken in turns, in milliseconds of one call; the first is the reference of the ratios."""
    reference = next(iter(times))
    return [_measured(bench, name, times, reference) for name in times]


def _measured(bench: str, name: str, times: Mapping[str, list[float]], reference: str) -> Measured:
    taken = times[name]
    median, p95 = statistics.median(taken), _p95(taken)
    quarters = statistics.quantiles(taken, n=4) if len(taken) > 1 else [median] * 3
    return Measured(
        bench,
        name,
        median,
        p95,
        spread=_over(quarters[2] - quarters[0], median),
        ratio=_over(median, statistics.median(times[reference])),
        tail=_over(p95, _p95(times[reference])),
        bare=_over(p95, _p95(times[name + BARE])) if name + BARE in times else 0.0,
    )


def _p95(taken: list[float]) -> float:
    return sorted(taken)[min(len(taken) - 1, round(0.95 * len(taken)))]


def _over(one: float, other: float) -> float:
    return one / other if other else 0.0
