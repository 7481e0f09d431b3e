"""Writes random families, the parameters of the day and our own results, for OpenFisca to compute the same; says how long
our own took.

Runs in the environment of Turbota: `python -m benches.openfisca.families FILE COUNT`.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
from benches.bench_law import ASK, KINDS, plans
from benches.law_families import families, one_of

from turbota.assistance.income import COUNTED
from turbota.law.engine.columns import run_columns
from turbota.law.engine.explained import run_one

EXPLAINED = 30


def write(path: Path, count: int) -> None:
    """Families of every kind as arrays named `kind.entity.fact`, and `kind.amount`, `kind.refused` of ours."""
    arrays: dict[str, Any] = {}
    explained = over_columns = 0.0
    for kind, ready in plans().items():
        columns = families(kind, count, seed=11)
        for entity, facts in columns.facts.items():
            for name, values in facts.items():
                arrays[f"{kind}.{entity}.{name}"] = values
        start = time.perf_counter()
        results = list(run_columns(ready, columns, ASK))
        over_columns += time.perf_counter() - start
        homes = [one_of(columns, index) for index in range(EXPLAINED)]
        start = time.perf_counter()
        for home in homes:
            run_one(ready, home)
        explained += (time.perf_counter() - start) / EXPLAINED
        arrays[f"{kind}.amount"] = np.concatenate([one.results["amount"] for one in results])
        arrays[f"{kind}.refused"] = np.concatenate([one.refusals for one in results]) != 0
    told = {
        "kinds": KINDS,
        "counted": tuple(COUNTED),
        "parameters": {kind: dict(ready.parameters) for kind, ready in plans().items()},
    }
    np.savez(path, told=np.array(json.dumps(told)), **arrays)
    print(said("Turbota", count, explained, over_columns))


def said(name: str, count: int, explained: float, over_columns: float) -> str:
    """One line of JSON; the seconds are of one family explained and of all over columns, through the three kinds."""
    return json.dumps(
        {
            "engine": name,
            "families": count,
            "one family explained, ms": round(explained * 1000, 2),
            "families a second": round(count / over_columns),
        }
    )


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
