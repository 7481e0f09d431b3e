"""Writes the third column of docs/requirements.md from the marks of the tests.

With --check it writes nothing and fails when the table is stale. A mark with an unknown number, or
with more than six numbers, is an error: such a test proves nothing in particular.
"""

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "docs" / "requirements.md"
DUTIES = ROOT / "docs" / "duties.md"
MOST = 6
NOTHING = "—"


def marks(tree: ast.AST) -> Iterator[tuple[str, list[str]]]:
    """Name of each marked test and the numbers of its marks; the marks of a class hold for its tests."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            numbers = _numbers(node.decorator_list)
            for item in node.body:
                if numbers and isinstance(item, ast.FunctionDef) and item.name.startswith("test_"):
                    yield item.name, numbers
        elif isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            numbers = _numbers(node.decorator_list)
            if numbers:
                yield node.name, numbers


def _numbers(decorators: list[ast.expr]) -> list[str]:
    found: list[str] = []
    for one in decorators:
        if isinstance(one, ast.Call) and ast.unparse(one.func).endswith("mark.requirement"):
            found += [str(ast.literal_eval(argument)) for argument in one.args]
    return found


def proofs() -> tuple[dict[str, list[str]], list[str]]:
    """Number → tests that prove it, and what is wrong with the marks."""
    proved: dict[str, list[str]] = defaultdict(list)
    wrong: list[str] = []
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for name, numbers in marks(ast.parse(path.read_text(encoding="utf-8"))):
            test = f"{path.relative_to(ROOT)}::{name}"
            if len(numbers) > MOST:
                wrong.append(f"{test} is marked with {len(numbers)} requirements, at most {MOST} are allowed")
            for number in numbers:
                proved[number].append(test)
    return proved, wrong


def declaratory() -> dict[str, str]:
    """Number → link to the paragraph of docs/duties.md that answers it: a principle or somebody's duty."""
    found: dict[str, str] = {}
    for heading in re.findall(r"^## (.+)$", DUTIES.read_text(encoding="utf-8"), re.MULTILINE):
        anchor = re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-")
        for number in re.findall(r"R\d{3}", heading):
            found[number] = f"declaratory: [duties.md](duties.md#{anchor})"
    return found


def _third(tests: list[str], duty: str | None) -> str:
    said = sorted(set(tests)) + ([duty] if duty else [])
    return "<br>".join(said) or NOTHING


def main(arguments: list[str]) -> int:
    """Write or check the table; returns the exit code."""
    proved, wrong = proofs()
    duties = declaratory()
    known: set[str] = set()
    lines: list[str] = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        row = re.fullmatch(r"\| (R\d{3}) \| (.*) \| ([^|]*) \|", line)
        if row:
            known.add(row[1])
            line = f"| {row[1]} | {row[2]} | {_third(proved.get(row[1], []), duties.get(row[1]))} |"
        lines.append(line)
    wrong += [
        f"{number} is marked by {tests[0]}, but no act demands it"
        for number, tests in proved.items()
        if number not in known
    ]
    text = "\n".join(lines) + "\n"
    if "--check" in arguments and text != TABLE.read_text(encoding="utf-8"):
        wrong.append("docs/requirements.md is stale: run make requirements")
    elif "--check" not in arguments:
        TABLE.write_text(text, encoding="utf-8")
        print(f"{len(known & set(proved))} of {len(known)} requirements are proved by a test.")
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
