"""``python -m mutation KIND``: try every change of a kind and write its report. Exit code 1: see what is printed."""

from __future__ import annotations

import sys
import time

from mutation import report, trial
from mutation.mutants import FILES, mutants


def main(kind: str) -> int:
    """Try the kind. 2: there is no such kind, or it does not pass even unchanged."""
    folder, tests = report.KINDS / kind, report.tests_of(kind)
    if not (folder / "rules.py").is_file() or not tests.is_file():
        print(f"There is no computed kind {kind!r} with tests of its own.", file=sys.stderr)
        return 2
    began = time.monotonic()
    trial.prepare(kind)
    if trial.run(kind, None, tests) != "survived":
        print(f"The examples and tests of {kind} do not pass as they are.", file=sys.stderr)
        return 2
    made = [one for name in FILES if (folder / name).exists() for one in mutants(folder / name)]
    survived = [one for one in made if trial.run(kind, one, tests) == "survived"]
    path = report.write(kind, len(made), survived)
    wrong = report.faults(kind, survived)
    print(
        f"{path.relative_to(report.ROOT)}: {len(made)} tried, {len(survived)} survived, {time.monotonic() - began:.0f} s"
    )
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else "Say the kind: make mutate KIND=low_income")
