"""Released versions of rules are frozen: their hashes are kept in ``rules.lock`` beside them.

A line is ``name since sha256``. A changed rule needs a new version with a new ``since``; a new version
needs a new line. A sentence or a comment may be improved without a new version.
"""

from __future__ import annotations

import ast
import hashlib
from functools import lru_cache
from pathlib import Path

from turbota.law.engine.book import Book, Rule
from turbota.law.engine.lint import function_of


@lru_cache(maxsize=4096)
def fingerprint(rule: Rule) -> str:
    """SHA-256 of what the rule computes and by which act: source without comments and sentence."""
    function = function_of(rule)
    function.decorator_list = []
    function.name = rule.name
    if isinstance(function.body[0], ast.Expr):
        function.body = function.body[1:]
    declared: tuple[str, ...] = (
        rule.entity,
        rule.act,
        rule.point,
        str(rule.since),
        str(rule.until or ""),
        rule.clause,
    )
    if rule.is_doubt or rule.is_nothing:
        declared = (*declared, "doubt" if rule.is_doubt else "nothing")
    return hashlib.sha256("\n".join((*declared, ast.unparse(function))).encode()).hexdigest()


def lines(book: Book) -> list[str]:
    """What the lock file of the book should say."""
    return sorted(f"{rule.name} {rule.since} {fingerprint(rule)}" for rule in book.rules)


def faults(book: Book, file: Path) -> list[str]:
    """Rules that changed after release, or are not in the file; empty when all is well."""
    locked = dict(_split(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
    now = dict(_split(line) for line in lines(book))
    found = [f"{key}: released and removed" for key in locked if key not in now]
    for key, digest in now.items():
        if key not in locked:
            found.append(f"{key}: not in {file.name}; add the line {key} {digest}")
        elif locked[key] != digest:
            found.append(f"{key}: changed after release; give the change a new version with its own since")
    return found


def _split(line: str) -> tuple[str, str]:
    name, since, digest = line.split()
    return f"{name} {since}", digest
