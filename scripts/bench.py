"""Runs every bench of benches/ (a module with ``run() -> list[Measured]``) on a throw-away database.

Prints a table and writes build/bench.json.
"""

import importlib
import json
import os
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

import django
from django.core.management import call_command

from turbota.project import database, environment

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Run all benches, or those named as arguments (`law` or `bench_law`).

    TURBOTA_BENCH_SIZE=full grows the world of the pages to its full size.
    """
    sys.path.insert(0, str(ROOT))
    named = [name if name.startswith("bench_") else f"bench_{name}" for name in sys.argv[1:]]
    modules = sorted(path.stem for path in (ROOT / "benches").glob("bench_*.py"))
    with tempfile.TemporaryDirectory(prefix="turbota-bench-") as folder:
        home = Path(folder)
        home.chmod(0o755)
        os.environ.update(environment.common(home))
        with database.running(home, settings=database.THROW_AWAY) as server:
            os.environ["DATABASE_URL"] = server.owner_url
            django.setup()
            call_command("migrate", interactive=False, verbosity=0)
            results = [
                measured
                for name in modules
                if not named or name in named
                for measured in importlib.import_module(f"benches.{name}").run()
            ]
    print(
        f"{'bench':24} {'what':34} {'median ms':>10} {'p95 ms':>10} {'spread':>7} {'ratio':>7} {'p95/ref':>8} {'p95/SQL':>8}"
    )
    for one in results:
        numbers = f"{one.median:10.2f} {one.p95:10.2f} {one.spread:7.0%} {one.ratio:7.2f} {one.tail:8.2f}"
        bare = f"{one.bare:8.2f}" if one.bare else f"{'–':>8}"
        print(f"{one.bench:24} {one.name:34} {numbers} {bare}")
    (ROOT / "build").mkdir(exist_ok=True)
    (ROOT / "build" / "bench.json").write_text(json.dumps([asdict(one) for one in results], indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
