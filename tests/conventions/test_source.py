"""Habits of the source: one clock, no rows in views, no styles or scripts in templates, plain sentences."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"
PYTHON = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))
CLOCKS = re.compile(r"timezone\.now\(|date\.today\(|datetime\.now\(|time\.time\(")


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_only_the_kernel_asks_the_system_for_the_time() -> None:
    """Simulators and the supervisor are processes of their own, not the domain."""
    allowed = ("src/turbota/kernel/clock.py", "src/turbota_simulators/")
    found = [_name(p) for p in PYTHON if CLOCKS.search(p.read_text(encoding="utf-8"))]
    assert [name for name in found if not name.startswith(allowed)] == []


def test_views_never_ask_the_database_themselves() -> None:
    found = [_name(p) for p in PYTHON if "/web/" in _name(p) and ".objects." in p.read_text(encoding="utf-8")]
    assert found == []


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_templates_hold_no_style_no_script_and_escape_everything(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|\son[a-z]+=\"|\|safe\b|autoescape off", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_a_table_that_becomes_cards_on_a_phone_has_its_heading_above_it(path: Path) -> None:
    """A caption that is shown would stand there one letter under another."""
    shown = re.compile(r'<table class="[^"]*\bstack\b[^"]*"[^>]*>\s*<caption>')
    assert not shown.search(path.read_text(encoding="utf-8"))


def _sentences() -> list[tuple[str, str]]:
    """Every constant sentence that a refusal tells, with its file."""
    told = []
    for path in PYTHON:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {
                "Refused",
                "Conflict",
                "Forbidden",
            }:
                for argument in node.args[:1]:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        told.append((_name(path), argument.value))
    return told


def test_refusals_are_plain_ukrainian_sentences() -> None:
    told = _sentences()
    assert len(told) > 30
    for where, sentence in told:
        assert sentence.rstrip().endswith((".", "»")), (where, sentence)
        assert "!" not in sentence, (where, sentence)
        assert re.search("[а-щьюяґєії]", sentence), (where, sentence)
        assert not re.search("[ыэёъ]", sentence), (where, sentence)


def test_nothing_is_left_for_somebody() -> None:
    words = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XXX|HACK)\b")
    assert [_name(p) for p in PYTHON if words.search(p.read_text(encoding="utf-8"))] == []


def test_the_repository_speaks_of_itself_alone() -> None:
    """No path of a machine and no package registry in any tracked file."""
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    places = "|".join(("work", "root", "opt/wheels"))
    words = re.compile(rf"(?<![\w.}}%])/({places})/|pypi[.]org|registry[.]npmjs")
    found = []
    for name in tracked:
        path = ROOT / name
        if path.suffix in {".png", ".ico", ".woff2"} or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8", errors="ignore")
        found += [(name, match.group()) for match in words.finditer(text)]
    assert found == []
