"""Runs the trial; see the package. `python -m deploy.trial`, only through scripts/deploy_on_loopback."""

import argparse
import json
import os
import shutil
import ssl
import sys
import tempfile
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import psycopg

from deploy.trial import cluster, network, restoring, site
from deploy.trial.load import Book, Load, Writer, longest_gap
from deploy.trial.places import NODES, ROOT, SITE, WEB1, WEB2, WEB_PORT, Failed, Trial, database_url

PACE = 4.0
BEFORE_SECONDS = 8
DUE = """
    select count(*) from procrastinate_jobs
     where status in ('todo', 'doing') and (scheduled_at is null or scheduled_at <= now())
       and not args ? 'timestamp'
"""
"""Jobs that follow what people did; those of the clock have a timestamp, and one of them is always running."""


class Report:
    """What was found, and how long each part took."""

    def __init__(self) -> None:
        self.found: dict[str, Any] = {}
        self.seconds: dict[str, float] = {}
        self.begun = time.monotonic()

    def done(self, name: str) -> None:
        """A part has ended."""
        now = time.monotonic()
        self.seconds[name] = round(now - self.begun, 1)
        self.begun = now
        print(f"  {name}: {self.seconds[name]} s", file=sys.stderr, flush=True)


def main() -> int:
    """Make a fresh folder, try everything, print JSON, end everything; 0 when all is as it must be."""
    parser = argparse.ArgumentParser(prog="scripts/deploy_on_loopback", description=__doc__)
    parser.add_argument("--applications", type=int, default=90, help="how many are prepared and sent")
    parser.add_argument(
        "--keep", action="store_true", help="leave the folder with logs even when all is well"
    )
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="turbota-trial-"))
    folder.chmod(0o755)
    trial, report = Trial(folder), Report()
    try:
        network.make()
        _build(trial, report, options.applications)
        problems = _problems(report.found)
    except (Failed, KeyboardInterrupt) as failure:
        problems = [str(failure) or "interrupted"]
    except Exception:  # whatever it was, everything ends and the report is printed
        problems = [traceback.format_exc()]
    finally:
        trial.stop()
    if not problems and not options.keep:
        shutil.rmtree(folder, ignore_errors=True)
    said = {**report.found, "seconds": report.seconds, "problems": problems}
    if problems or options.keep:
        said["folder"] = str(folder)
    print(json.dumps(said, ensure_ascii=False, indent=2))
    return 1 if problems else 0


def _build(trial: Trial, report: Report, count: int) -> None:
    (trial.folder / "home").mkdir()
    site.start_neighbours(trial)
    cluster.start(trial)
    report.done("cluster")
    cluster.make_roles(trial)
    owner = database_url("turbota_owner", trial.secret("owner"))
    site.migrate(trial, owner)
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("create table trial_marks (number integer)")
    report.done("migrate")
    prepared = _prepare(trial, count)
    report.done("prepare")
    site.start(trial)
    report.done("site")
    base = restoring.base_backup(trial)
    report.done("base backup")
    last = prepared[-2:]
    _under_load(trial, report, prepared[:-2])
    report.done("load and failover")
    _restored(trial, report, base, last)
    report.done("restore to a moment")


def _prepare(trial: Trial, count: int) -> list[dict[str, str]]:
    """The offices first, then two processes make the applications; each line is one."""
    variables = {**site.preparing(trial), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "deploy.trial.people"]
    site.run(trial, "offices", [*command, "0", "0"], variables)
    half = count // 2
    with ThreadPoolExecutor(2) as both:
        parts = ((0, half), (half, count - half))
        made = both.map(
            lambda part: site.run(trial, "prepare", [*command, *map(str, part)], variables, 300), parts
        )
        return [json.loads(line) for said in made for line in said.splitlines()]


def _under_load(trial: Trial, report: Report, prepared: list[dict[str, str]]) -> None:
    """The load goes on while a web process dies, comes back, and the leader of the database dies."""
    book = Book()
    load = Load(trial.folder / "tls" / "trusted.crt", book, PACE)
    writer = Writer(database_url("turbota_app", trial.secret("app")), book)
    writer.start()
    sending = load.begin(prepared)
    time.sleep(BEFORE_SECONDS / 2)
    _kill_web(trial)
    time.sleep(BEFORE_SECONDS / 2)
    before = len(book.acknowledged)
    dead = cluster.leader()
    if dead is None:
        raise Failed("there is no leader to kill")
    killed = time.monotonic()
    cluster.kill(trial, dead)
    for one in sending:
        one.result(240)
    trial.wait("a new leader", lambda: cluster.leader() not in (None, dead))
    time.sleep(2)
    writer.ended.set()
    writer.join(20)
    report.found["failover"] = {
        "leader_before": dead,
        "leader_after": cluster.leader(),
        "gap_seconds_of_submissions": round(longest_gap(list(book.acknowledged.values()), killed), 1),
        "gap_seconds_of_commits": round(longest_gap(book.mark_times, killed), 1),
        "acknowledged_before": before,
        "acknowledged": len(book.acknowledged),
        "failed_attempts": dict(book.refused),
        "breaks_that_gave_back_what_was_sent": book.kept,
        "breaks_without_retry_after": book.without_retry_after,
        **_compare(trial, book),
        "jobs_left": _jobs_left(trial),
        "letters_taken": int((trial.folder / "letters").read_text()),
    }
    report.found["measurements"] = _measured(trial)
    report.found["rejoined_after_seconds"] = round(cluster.revive(trial, dead), 1)


def _jobs_left(trial: Trial) -> int:
    """Due jobs that are left two and a half minutes after the failover; nobody has started the workers again.

    A job whose worker was cut off is known as lost after half a minute, and looked for every minute.
    """
    until = time.monotonic() + 150
    with psycopg.connect(database_url("turbota_app", trial.secret("app")), autocommit=True) as rows:
        while True:
            left = int(rows.execute(DUE).fetchall()[0][0])
            if not left or time.monotonic() > until:
                return left
            time.sleep(0.5)


def _measured(trial: Trial) -> dict[str, Any]:
    """What monitoring sees inside, and that nobody sees it from outside."""
    told = {"Authorization": f"Bearer {trial.secret('metrics')}"}
    inside = {"Host": SITE, "X-Forwarded-Proto": "https", **told}
    texts = [
        httpx.get(f"http://{place}:{WEB_PORT}/metrics", headers=inside, trust_env=False).text
        for place in (WEB1, WEB2)
    ]
    lines = [line for text in texts for line in text.splitlines() if not line.startswith("#")]
    trusted = ssl.create_default_context(cafile=str(trial.folder / "tls" / "trusted.crt"))
    outside = httpx.get(f"https://{SITE}/metrics", headers=told, verify=trusted, trust_env=False)
    values = dict(line.rsplit(" ", 1) for line in lines)
    breaks = [line for line in lines if "_seconds_count" in line and 'status="503"' in line]
    return {
        "database_up": values.get("turbota_database_up"),
        "workers": values.get("turbota_workers"),
        "breaks_counted": sum(float(line.rsplit(" ", 1)[1]) for line in breaks),
        "status_from_outside": outside.status_code,
    }


def _kill_web(trial: Trial) -> None:
    """One web process dies with its workers; the init system of the machine would start it again."""
    child = trial.children.pop("web1")
    os.killpg(child.process.pid, 9)
    child.process.wait()
    time.sleep(1)
    site.start_web(trial, "web1")


def _compare(trial: Trial, book: Book) -> dict[str, Any]:
    """Everything that was acknowledged against the rows of the new leader."""
    now = cluster.leader()
    if now is None:
        raise Failed("there is no leader after the failover")
    place = NODES[now]
    url = f"postgresql://postgres:{trial.secret('superuser')}@{place}:5432/turbota"
    with psycopg.connect(url) as rows:
        numbers: dict[str, str] = dict(
            rows.execute(
                "select id::text, number from applications_application where number is not null"
            ).fetchall()
        )
        steps = rows.execute(
            "select subject_id::text, count(*) from applications_applicationstep where verb = 'submit'"
            " group by subject_id having count(*) > 1"
        ).fetchall()
        events = rows.execute(
            "select subject_id::text, count(*) from audit_event where action = 'application.submit'"
            " group by subject_id having count(*) > 1"
        ).fetchall()
        marks = [row[0] for row in rows.execute("select number from trial_marks")]
    lost = [one for one in book.acknowledged if one not in numbers]
    other = [one for one, number in book.numbers.items() if numbers.get(one) != number]
    return {
        "lost": len(lost),
        "doubled": len(steps) + len(events) + len(numbers) - len(set(numbers.values())),
        "with_another_number": len(other),
        "commits_acknowledged": len(book.marks),
        "commits_lost": len(set(book.marks) - set(marks)),
        "commits_doubled": len(marks) - len(set(marks)),
    }


def _restored(trial: Trial, report: Report, base: Path, last: list[dict[str, str]]) -> None:
    """Two submissions with a moment between them: the restored rows have the first and not the second."""
    book = Book()
    load = Load(trial.folder / "tls" / "trusted.crt", book, PACE)
    load.send(last[0])
    time.sleep(0.5)
    with psycopg.connect(database_url("turbota_app", trial.secret("app"))) as rows:
        moment = str(rows.execute("select now()::text").fetchall()[0][0])
    time.sleep(0.5)
    load.send(last[1])
    restoring.archive_everything(trial)
    url = restoring.restore(trial, base, moment)
    with psycopg.connect(url) as rows:
        there: dict[str, str] = dict(
            rows.execute("select id::text, number from applications_application").fetchall()
        )
    first, second = (one["application"] for one in last)
    report.found["restored_to_a_moment"] = {
        "first_submission": there.get(first) == book.numbers[first],
        "second_submission": there.get(second) is not None,
        **restoring.check(trial, url),
    }


def _problems(found: dict[str, Any]) -> list[str]:
    """What is not as it must be."""
    failover, restored = found["failover"], found["restored_to_a_moment"]
    zero = ("lost", "doubled", "with_another_number", "commits_lost", "commits_doubled", "jobs_left",
            "breaks_without_retry_after")  # fmt: skip
    wrong = [f"{name}: {failover[name]}" for name in zero if failover[name]]
    if failover["letters_taken"] < failover["acknowledged"]:
        wrong.append("somebody got a number and no letter")
    if failover["leader_after"] in (None, failover["leader_before"]):
        wrong.append("no other leader came")
    measured = found["measurements"]
    if (
        measured["database_up"] != "1.0"
        or not measured["breaks_counted"]
        or measured["status_from_outside"] != 404
    ):
        wrong.append("the measurements are not as they must be")
    if not restored["first_submission"] or restored["second_submission"]:
        wrong.append("the restored rows are not those of the moment")
    return wrong


if __name__ == "__main__":
    sys.exit(network.as_first_process(main))
