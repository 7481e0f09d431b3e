"""Rules that the repository keeps about itself."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def tracked() -> list[Path]:
    """Files in git."""
    said = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / line for line in said.stdout.splitlines() if (ROOT / line).is_file()]


def sources(*suffixes: str) -> list[Path]:
    """Files of ours with these endings."""
    return [path for path in tracked() if path.suffix in suffixes]


def test_the_table_of_requirements_is_fresh() -> None:
    said = subprocess.run(
        [sys.executable, "scripts/requirements.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr


@pytest.mark.parametrize(
    "pattern", [r"mark_safe", r"\|\s*safe\b", r"<script(?![^>]*\bsrc=)", r"\sstyle=", r"\son[a-z]+="]
)
def test_templates_and_views_leave_no_way_for_foreign_script(pattern: str) -> None:
    places = [
        *sources(".html"),
        *(path for path in sources(".py") if "web" in path.parts and "src" in path.parts),
    ]
    wanted = re.compile(pattern)
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in places
        if path.suffix == ".html" or pattern == "mark_safe"
        for line in path.read_text(encoding="utf-8").splitlines()
        if wanted.search(line)
    ]
    assert found == []


def test_no_file_of_code_is_too_long() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {count} lines"
        for path in sources(".py", ".js", ".mjs")
        if "migrations" not in path.parts
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 400
    ]
    assert long == []


def test_nothing_is_put_off_and_no_test_is_skipped() -> None:
    words = re.compile("TO" + "DO|FIX" + "ME|pytest\\.(mark\\.)?(sk" + "ip|xf" + "ail)|importor" + "skip")
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in sources(".py", ".js", ".mjs", ".css", ".html", ".typ")
        for line in path.read_text(encoding="utf-8").splitlines()
        if words.search(line)
    ]
    assert found == []


def test_no_package_is_a_drawer_for_everything() -> None:
    drawers = {"utils", "core", "common", "helpers", "misc"}
    found = [path for path in sources(".py") if drawers & {*path.parts, path.stem}]
    assert found == []


def test_every_dependency_is_pinned_with_its_hash() -> None:
    for name in ("production.txt", "development.txt"):
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        pinned = re.findall(r"^([A-Za-z0-9_.\-]+)(?:\[[^\]]*\])?==", text, re.MULTILINE)
        assert pinned
        assert len(re.findall(r"--hash=sha256:", text)) >= len(pinned)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {re.split(r"[\[<>=~ ]", one)[0].lower() for one in project["dependencies"]}
    production = (ROOT / "requirements" / "production.txt").read_text(encoding="utf-8").lower()
    assert [
        name for name in wanted if not re.search(rf"^{re.escape(name)}(\[.*\])?==", production, re.MULTILINE)
    ] == []
