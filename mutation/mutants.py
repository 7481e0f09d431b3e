"""Small changes of a source, one at a time: numbers, comparisons, operators, names of parameters, words of facts.

A change is made in the syntax tree and keeps the lines, so that whoever reads the source of a rule finds it.
"""

from __future__ import annotations

import ast
import copy
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

FILES = ("rules.py", "facts.py", "calculate.py")
COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,), ast.NotIn: (ast.In,),
}  # fmt: skip
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
WORDS = {"at_least": "at_most", "at_most": "at_least", "min": "max", "max": "min"}
DAY = re.compile(r"^\d{4}-\d\d-\d\d$")
Change = Callable[[ast.AST], ast.AST]


@dataclass(frozen=True)
class Mutant:
    """One change: ``key`` stays the same while the function around it does, ``line`` is where it is now."""

    key: str
    file: str
    line: int
    what: str
    tree: ast.Module


def mutants(path: Path) -> Iterator[Mutant]:
    """Every change of a file, in the order of the text."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    rules = path.name == "rules.py"
    seen: Counter[str] = Counter()
    places = {id(node): place for place, node in enumerate(ast.walk(tree))}
    for where, node in _changeable(tree, rules):
        for what, change in (*_changes(node, rules), *_parameters(tree, node)):
            label = f"{path.name} {where}: {what}"
            seen[label] += 1
            key = label if seen[label] == 1 else f"{label} #{seen[label]}"
            changed = _replaced(tree, places[id(node)], change)
            yield Mutant(key, path.name, getattr(node, "lineno", 0), what, changed)


def _changeable(tree: ast.Module, rules: bool) -> Iterator[tuple[str, ast.AST]]:
    """Nodes inside functions, and days that stand at the top of the rules."""
    for top in tree.body:
        if isinstance(top, ast.FunctionDef):
            if rules:
                yield top.name, top
            body = [one for one in top.body if not _is_text(one)]
            yield from ((top.name, node) for one in body for node in _inside(one))
        elif rules and isinstance(top, ast.Assign) and isinstance(top.value, ast.Constant):
            if DAY.match(str(top.value.value)):
                yield ast.unparse(top.targets[0]), top.value


def _inside(node: ast.AST) -> Iterator[ast.AST]:
    """The node and what it holds, without annotations, texts of functions and parts of composed texts."""
    if isinstance(node, ast.JoinedStr) or _is_text(node):
        return
    yield node
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list"):
            continue
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, ast.AST):
                yield from _inside(one)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _changes(node: ast.AST, rules: bool) -> Iterator[tuple[str, Change]]:
    if isinstance(node, ast.Constant):
        yield from _of_constant(node, rules)
    elif isinstance(node, ast.Compare) and len(node.ops) == 1:
        for other in COMPARISONS[type(node.ops[0])]:
            yield _told(node, partial(_set, ops=[other()]))
    elif isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        instead = OPERATORS[type(node.op)]
        yield _told(node, lambda one: _set(one, op=instead()))
    elif isinstance(node, ast.BoolOp):
        joined = ast.Or if isinstance(node.op, ast.And) else ast.And
        yield _told(node, lambda one: _set(one, op=joined()))
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield _told(node, lambda one: one.operand)  # type: ignore[attr-defined]
    elif isinstance(node, ast.IfExp):
        yield _told(node, lambda one: _set(one, body=one.orelse, orelse=one.body))  # type: ignore[attr-defined]
    elif isinstance(node, ast.Call):
        yield from _of_call(node)


def _of_constant(node: ast.Constant, rules: bool) -> Iterator[tuple[str, Change]]:
    value = node.value
    if isinstance(value, bool):
        yield _told(node, lambda one: _set(one, value=not value))
    elif isinstance(value, int):
        yield _told(node, lambda one: _set(one, value=value + 1))
    elif isinstance(value, str) and DAY.match(value):
        later = str(date.fromisoformat(value) + timedelta(days=1))
        yield _told(node, lambda one: _set(one, value=later))
    elif isinstance(value, str) and not rules and value.isascii():  # the rest is read by people
        yield _told(node, lambda one: _set(one, value=f"{value}_other"))


def _of_call(node: ast.Call) -> Iterator[tuple[str, Change]]:
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if called in WORDS:
        name = "attr" if isinstance(node.func, ast.Attribute) else "id"
        yield _told(node, lambda one: _set(one, func=_set(one.func, **{name: WORDS[called]})))  # type: ignore[attr-defined]
    elif called == "no":
        yield _told(node, lambda one: one.args[0])  # type: ignore[attr-defined]
    elif called == "where":
        yield _told(node, lambda one: _set(one, args=[one.args[0], one.args[2], one.args[1]]))  # type: ignore[attr-defined]


def _parameters(tree: ast.Module, node: ast.AST) -> Iterator[tuple[str, Change]]:
    """A rule reads another parameter of the book in place of its own."""
    if not isinstance(node, ast.FunctionDef):
        return
    for known in (_declared(tree, "parameter"), _declared(tree, "table")):
        for own in (arg.arg for arg in node.args.args if arg.arg in known and len(known) > 1):
            other = known[(known.index(own) + 1) % len(known)]
            yield f"{own} → {other}", partial(_renamed, own=own, other=other)


def _declared(tree: ast.Module, how: str) -> list[str]:
    calls = [
        one for one in ast.walk(tree) if isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute)
    ]
    return [
        str(one.args[0].value)
        for one in calls
        if one.func.attr == how and isinstance(one.args[0], ast.Constant)  # type: ignore[attr-defined]
    ]


def _renamed(function: ast.AST, own: str, other: str) -> ast.AST:
    assert isinstance(function, ast.FunctionDef)
    if other not in {arg.arg for arg in function.args.args}:
        for arg in function.args.args:
            arg.arg = other if arg.arg == own else arg.arg
    for one in function.body:
        for node in ast.walk(one):
            if isinstance(node, ast.Name) and node.id == own:
                node.id = other
    return function


def _told(node: ast.AST, change: Change) -> tuple[str, Change]:
    """The change in words: what stood there and what stands there now."""
    before, after = ast.unparse(node), ast.unparse(ast.fix_missing_locations(change(copy.deepcopy(node))))
    return f"{_short(before)} → {_short(after)}", change


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 90 else f"{line[:60]}…{line[-27:]}"


def _set(node: ast.AST, **fields: object) -> ast.AST:
    for name, value in fields.items():
        setattr(node, name, value)
    return node


def _replaced(tree: ast.Module, place: int, change: Change) -> ast.Module:
    """A copy of the tree with the node at the place changed."""
    copied = copy.deepcopy(tree)
    target = next(node for number, node in enumerate(ast.walk(copied)) if number == place)
    changed = change(target)
    if changed is not target:
        _Swap(target, changed).visit(copied)
    return ast.fix_missing_locations(copied)


class _Swap(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self.new if node is self.old else super().generic_visit(node)
