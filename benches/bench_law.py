"""The law engine against the same formulas by hand.

1. One family explained against one bare Python function, for three kinds (goal: at most 10 times slower).
2. Every computed kind for a family against the slowest of them (goal: under 20 times).
3. A million families over columns through three kinds against NumPy by hand (goal: at least half of its speed).
4. The peak of memory for a quarter of a million and for a million families (goal: flat).

Before anything is timed, 10,000 random families of each kind go through both modes and through the bare function: a
kopiyka of difference stops the bench. Rounds are interleaved, so that a slow minute of the machine hurts both alike. What
takes microseconds is timed by the processor of this process: on a busy machine a round of the wall's clock holds the work of
others, and one of the two is hit (5.7 to 13.3 was told of the same code, 8 is right).
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from benches import law_bare, law_numpy
from benches.law_families import MONTHS, families, one_of
from benches.measuring import Measured, compare

from turbota.assistance import catalogue
from turbota.assistance.examples import examples
from turbota.assistance.kind import Kind
from turbota.law.engine.columns import CHUNK, Columns, run_columns
from turbota.law.engine.explained import Household, run_one
from turbota.law.engine.plan import COUNTS, Plan, plan

ON = date(2026, 3, 10)
ROUNDS = 9
FAMILIES = 1_000_000
LOADED = 65_536  # families that the loader brings at once
CHECKED = 10_000
DIFFERENT = 20  # random families of each kind
REPEATED = 15
ENTITIES = ("family", "member", "month", "line")
ASK = ("amount",)
KINDS = tuple(MONTHS)


def _bare(kind: str) -> Callable[..., tuple[int, int]]:
    found: Callable[..., tuple[int, int]] = getattr(law_bare, kind)
    return found


def plans() -> dict[str, Plan]:
    """The plan of each of the three kinds on the day."""
    return {kind: plan(catalogue.kind(kind).book, ON) for kind in KINDS}


def agree(count: int = CHECKED) -> None:
    """So many random families of each kind: columns, explained runs and bare functions say the same to the kopiyka."""
    for kind, ready in plans().items():
        columns = families(kind, count, seed=7)
        index = 0
        for outcome in run_columns(ready, columns, ASK):
            sums, masks = outcome.results["amount"].tolist(), outcome.refusals.tolist()
            for said in zip(sums, masks, strict=True):
                home = one_of(columns, index)
                run = run_one(ready, home)
                mask = sum(1 << n for n, rule in enumerate(ready.refusals) if run.value(rule.name))
                if said != (run.value("amount"), mask) or said != _bare(kind)(
                    ready.parameters,
                    *(home.facts.get(name, {}) for name in ENTITIES),
                ):
                    raise AssertionError(
                        f"{kind}: the two modes or the bare function differ about family {index}"
                    )
                index += 1


def _homes(columns: Columns) -> Iterator[Household]:
    return (one_of(columns, index) for index in range(columns.families))


def _whole(ready: Plan, home: Household) -> bool:
    """Does everybody named belong to the family: the bare function skips who does not, the engine explains that too."""
    return not ready.counting or all(run_one(ready, home).columns[COUNTS])


def one_family() -> list[Measured]:
    """A few hundred families, bare and explained, kind by kind."""
    found = []
    for kind, ready in plans().items():
        columns, bare = families(kind, 2_000, seed=3), _bare(kind)
        homes = list(islice((home for home in _homes(columns) if _whole(ready, home)), DIFFERENT))
        rows = [[dict(home.facts.get(name, {})) for name in ENTITIES] for home in homes]

        def by_hand(bare: Any = bare, ready: Plan = ready, rows: Any = rows) -> None:
            deque((bare(ready.parameters, *one) for _ in range(REPEATED) for one in rows), maxlen=0)

        def engine(ready: Plan = ready, homes: Any = homes) -> None:
            deque((run_one(ready, home) for _ in range(REPEATED) for home in homes), maxlen=0)

        turns: dict[str, Callable[[], object]] = {"bare function": by_hand, "engine, explained": engine}
        found += compare(f"law, {kind}", turns, rounds=25, clock=time.process_time)
    return found


def every_kind() -> list[Measured]:
    """A whole calculation with its receipt and award: each kind alone, then all of them; the slowest is the reference."""
    kinds = [kind for kind in catalogue.kinds() if kind.tier == "computed"]

    def calculate(kind: Kind) -> Callable[[], object]:
        case = next(iter(examples(kind)))
        return lambda: [kind.calculate(case.answers, case.on) for _ in range(10)]

    alone = {kind.code: calculate(kind) for kind in kinds}
    taken = compare("law, every kind", alone, rounds=ROUNDS, clock=time.process_time)
    slowest = max(taken, key=lambda one: one.median).name
    whole = {
        f"slowest: {slowest}": alone[slowest],
        f"all {len(alone)}": lambda: [run() for run in alone.values()],
    }
    return compare("law, every kind", whole, rounds=ROUNDS, clock=time.process_time)


def many_families() -> list[Measured]:
    """A million families through the three kinds over the same chunks, by hand and by the engine."""
    ready = plans()
    loaded = {kind: families(kind, LOADED, seed=1) for kind in KINDS}
    starts = range(0, LOADED, CHUNK)
    parts = {kind: [one.part(first, first + CHUNK) for first in starts] for kind, one in loaded.items()}
    turns = FAMILIES // LOADED

    def engine() -> None:
        for _ in range(turns):
            for kind in KINDS:
                deque(run_columns(ready[kind], loaded[kind], ASK), maxlen=0)

    def numpy() -> None:
        for _ in range(turns):
            for kind in KINDS:
                by_hand = getattr(law_numpy, kind)
                deque((by_hand(ready[kind].parameters, part) for part in parts[kind]), maxlen=0)

    for kind in KINDS:
        found = run_columns(ready[kind], loaded[kind], ASK)
        for outcome, part in zip(found, parts[kind], strict=True):
            amount, mask = getattr(law_numpy, kind)(ready[kind].parameters, part)
            if not (outcome.results["amount"] == amount).all() or not (outcome.refusals == mask).all():
                raise AssertionError(f"{kind}: the engine and NumPy differ")
    return compare("law, a million families", {"NumPy by hand": numpy, "engine": engine}, rounds=5, warm=1)


def memory() -> list[Measured]:
    """Peak memory (megabytes in the columns of milliseconds) for a quarter of a million and a million families."""
    quarter, whole = _peak(FAMILIES // 4), _peak(FAMILIES)
    bench = "law, peak memory in MB"
    return [
        Measured(bench, "a quarter of a million", quarter, quarter, 0.0, 1.0),
        Measured(bench, "a million", whole, whole, 0.0, whole / quarter),
    ]


def stream(count: int) -> int:
    """Run so many families through the three kinds as a stream of chunks; the peak of memory of this process in MB."""
    total = 0
    for kind, ready in plans().items():
        for seed, first in enumerate(range(0, count, LOADED)):
            for outcome in run_columns(ready, families(kind, min(LOADED, count - first), seed), ASK):
                total += int(outcome.results["amount"].sum())
    if total <= 0:
        raise AssertionError("nothing was computed")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def run() -> list[Measured]:
    """All measurements; `make bench` calls this."""
    agree()
    return [*one_family(), *every_kind(), *many_families(), *memory()]


def _peak(count: int) -> int:
    done = subprocess.run(
        [sys.executable, "-m", "benches.bench_law", str(count)],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
        cwd=Path(__file__).parents[1],
    )
    return int(done.stdout)


if __name__ == "__main__":
    print(stream(int(sys.argv[1])))
