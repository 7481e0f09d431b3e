"""What a rule body may contain, checked on its syntax tree.

One return; names of its arguments and ``v``; ``v.words`` and ``ratio``; ``+ - *``, comparisons, ``&``
and ``|``; whole numbers that are codes (0 to 9) or a hundred of percents. Everything else would work
for one family and lie, or fail, over columns.
"""

from __future__ import annotations

import ast
import inspect
import textwrap

from turbota.law.engine.book import Book, Rule

WORDS = {"no", "where", "at_least", "at_most", "pick"}
NUMBERS = {*range(10), 100}
OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.BitAnd, ast.BitOr)
PLUMBING = (ast.expr_context, ast.operator, ast.cmpop)


def faults(book: Book) -> list[str]:
    """Every fault in every rule of the book, empty when all is well."""
    return [
        f"{book.kind}.{rule.name} since {rule.since}: {fault}" for rule in book.rules for fault in _rule(rule)
    ]


def function_of(rule: Rule) -> ast.FunctionDef:
    """The syntax tree of the rule's function."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(rule.body))).body[0]
    if not isinstance(tree, ast.FunctionDef):
        raise TypeError(f"{rule.name} is not a plain function")
    return tree


def _rule(rule: Rule) -> list[str]:
    function = function_of(rule)
    body = [node for node in function.body if not _is_docstring(node)]
    found: list[str] = []
    if len(body) != 1 or not isinstance(body[0], ast.Return) or body[0].value is None:
        return ["the body is not a single return"]
    names = {"v", *rule.args}
    uses_ratio = False
    for node in ast.walk(body[0].value):
        fault = _node(node, names)
        if fault:
            found.append(fault)
        uses_ratio = uses_ratio or (isinstance(node, ast.Name) and node.id == "ratio")
    if uses_ratio and rule.rounding is None:
        found.append("it uses ratio and names no rounding")
    return found


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _node(node: ast.AST, names: set[str]) -> str:
    if isinstance(node, PLUMBING):
        return ""
    if isinstance(node, ast.Name):
        return (
            "" if node.id in names or node.id == "ratio" else f"it reads {node.id}, which is not an argument"
        )
    if isinstance(node, ast.Constant):
        plain = isinstance(node.value, int) and not isinstance(node.value, bool)
        return (
            ""
            if plain and node.value in NUMBERS
            else f"the number {node.value!r} belongs to the dated values"
        )
    if isinstance(node, ast.BinOp):
        return _operation(node)
    if isinstance(node, ast.Compare):
        return "" if len(node.ops) == 1 else "a chain of comparisons"
    if isinstance(node, ast.Attribute):
        ours = isinstance(node.value, ast.Name) and node.value.id == "v" and node.attr in WORDS
        return "" if ours else f"the word {node.attr} is not in the vocabulary"
    if isinstance(node, ast.Call):
        simple = isinstance(node.func, ast.Attribute) or (
            isinstance(node.func, ast.Name) and node.func.id == "ratio"
        )
        return "" if simple and not node.keywords else "it calls something outside the vocabulary"
    return f"{type(node).__name__} is not allowed"


def _operation(node: ast.BinOp) -> str:
    if not isinstance(node.op, OPERATORS):
        return f"the operator {type(node.op).__name__} is not allowed"
    if isinstance(node.op, (ast.Add, ast.Sub)) and (_is_condition(node.left) or _is_condition(node.right)):
        return "a condition is added: numpy would answer otherwise than Python"
    return ""


def _is_condition(node: ast.expr) -> bool:
    word = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "no"
    return isinstance(node, ast.Compare) or word
