"""Upgrades a filled database: an earlier commit fills it, the present code migrates it and shows its pages.

`make trial` runs it after the failover; by itself: `.venv/bin/python -m deploy.trial.upgrade [--from REV]`.
The earlier commit is the newest tag, else the one before the newest migration. Prints JSON; 1 when anything is
not as before. It listens on free ports of 127.0.0.1 only and works in a fresh folder.
"""

import argparse
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx
import psycopg

from deploy.trial.places import ROOT, Failed, Trial
from deploy.trial.site import answers, run, turbota
from turbota.project import database

LINK = re.compile(r'href="(/(?:community|department|administration|manager|provider|colleagues)/[^"#?]*)"')
MOST_PAGES = 40
COUNTS = {
    "applications": "select state, count(*) from applications_application group by state order by state",
    "decisions": "select state, count(*) from decisions_decision group by state order by state",
    "events": "select 'all', count(*) from audit_event where action not like 'security.%' and \"right\" <> 'read'",
}


def git(*words: str) -> str:
    """What git says of this clone; empty when it does not know."""
    said = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return said.stdout.strip()


def earlier() -> str:
    """The commit to upgrade from. Raises Failed in a clone that has none."""
    tag = git("describe", "--tags", "--abbrev=0", "HEAD^")
    if tag:
        return tag
    newest = git("log", "-1", "--format=%H", "--", "src/turbota/*/migrations/*.py")
    before = git("rev-parse", "--verify", "--quiet", f"{newest}^") if newest else ""
    before = before or git("rev-parse", "--verify", "--quiet", "HEAD^")
    if not before:
        raise Failed(
            "This clone holds one commit alone: fetch the history (git fetch --unshallow) to try an upgrade."
        )
    return before


def unpack(revision: str, folder: Path) -> None:
    """The sources of the revision; its pages are not built: only the present ones are looked at."""
    packed = subprocess.run(["git", "archive", revision], cwd=ROOT, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as tar:
        tar.extractall(folder, filter="data")


def environment(home: Path, source: Path, server: database.Server) -> dict[str, str]:
    """The variables of the demonstration with the code of this folder."""
    return {
        "PATH": os.environ["PATH"],
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": os.pathsep.join((str(source / "src"), str(ROOT))),
        "DJANGO_SETTINGS_MODULE": "turbota.project.settings",
        "TURBOTA_HOME": str(home),
        "TURBOTA_ASSETS_DIR": str(ROOT / "build" / "assets"),
        "TURBOTA_FONTS_DIR": str(ROOT / "build" / "fonts"),
        "TURBOTA_TRUST_DIR": str(home / "authority" / "trust"),
        "TURBOTA_LOG_LEVEL": "WARNING",
        "DATABASE_URL": server.application_url,
        "DATABASE_OWNER_URL": server.owner_url,
    }


def counted(server: database.Server) -> dict[str, dict[str, int]]:
    """How many rows of each kind there are."""
    with psycopg.connect(server.owner_url) as rows:
        return {name: dict(rows.execute(text).fetchall()) for name, text in COUNTS.items()}


def pages(trial: Trial, port: int, home: Path) -> int:
    """Sign in as every member of staff and open what the first page leads to; returns how many pages were whole."""
    seen = 0
    base = f"http://127.0.0.1:{port}"
    rows = json.loads((home / "sign-ins.json").read_text(encoding="utf-8"))
    for row in (one for one in rows if one.get("code") and one.get("key")):  # a system has no key
        with httpx.Client(base_url=base, timeout=60, follow_redirects=True, trust_env=False) as client:
            form = client.get("/sign-in/staff/").text
            token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)[0]
            boxes = {"code": row["code"], "password": row["password"], "csrfmiddlewaretoken": token}
            first = client.post("/sign-in/staff/", data=boxes, headers={"Referer": f"{base}/sign-in/staff/"})
            links = sorted(set(LINK.findall(first.text)))[:MOST_PAGES]
            if first.status_code != 200 or not links:
                raise Failed(f"{row['code']} saw no workplace: {first.status_code}")
            for link in links:
                answer = client.get(link)
                if answer.status_code != 200:
                    raise Failed(f"the page {link} of {row['code']} answered {answer.status_code}")
                seen += 1
    return seen


def upgraded(trial: Trial, revision: str) -> dict[str, Any]:
    """Fill with the earlier code, upgrade, compare. Raises Failed at the first thing that is not as before."""
    old, home = trial.folder / "old", trial.folder / "home"
    old.mkdir()
    home.mkdir()
    unpack(revision, old)
    with database.running(home) as server:
        before, now = environment(home, old, server), environment(home, ROOT, server)
        port = database.free_port()
        place = ["--home", str(home / "authority"), "--port", str(port)]
        trial.start("authority", [sys.executable, "-m", "turbota_simulators.authority", *place], before)
        trial.wait("authority", lambda: answers("127.0.0.1", port))
        run(trial, "old-migrate", turbota("migrate"), before)
        run(trial, "old-demo", turbota("demo"), before, 300)
        counts = counted(server)
        run(trial, "new-migrate", turbota("migrate"), now)
        if counted(server) != counts:
            raise Failed("the migration changed the number of rows")
        problems = run(trial, "audit", turbota("audit", "verify"), now)
        run(trial, "store", turbota("verify", "store"), now)
        web = database.free_port()
        trial.start("web", turbota("web", "--port", str(web), "--workers", "1"), now)
        trial.wait("web", lambda: answers("127.0.0.1", web))
        seen = pages(trial, web, home)
        trial.stop()
    return {"rows": counts, "audit": json.loads(problems), "pages_opened": seen}


def main() -> int:
    """Prints JSON; 0 when the upgraded platform is as it was."""
    parser = argparse.ArgumentParser(prog="python -m deploy.trial.upgrade", description=__doc__)
    parser.add_argument("--from", dest="revision", help="a commit or a tag of this clone")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="turbota-upgrade-"))
    folder.chmod(0o755)
    trial, begun = Trial(folder), time.monotonic()
    said: dict[str, Any] = {}
    try:
        revision = options.revision or earlier()
        said["from"] = f"{git('log', '-1', '--format=%h %s', revision)}"
        said |= upgraded(trial, revision)
        problems = [] if not said["audit"]["problems"] else ["the audit is not whole"]
    except Failed as failure:
        problems = [str(failure)]
    finally:
        trial.stop()
    if not problems:
        shutil.rmtree(folder, ignore_errors=True)
    said |= {"seconds": round(time.monotonic() - begun, 1), "problems": problems}
    if problems:
        said["folder"] = str(folder)
    print(json.dumps({"upgrade": said}, ensure_ascii=False, indent=2))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
