"""The names of all messages that the code of Publish can give, read from the code itself.

A message is a ``Finding``; its name is the argument ``rule``. What passes a name on (``manuscript.report``, ``fault``, …)
has a parameter ``rule`` of type ``str``, or a field of that name; there the callers are read.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

# Names that are put together when they are needed, by the form in which they stand in the code, and what they can be. A
# star stands for what a tool calls its own rules.
PUT_TOGETHER: Mapping[str, tuple[str, ...]] = {
    "{kind}-unknown": ("backend-unknown", "voice-unknown"),  # what “plugins.create” is asked for
    "{self.kind}-unreachable": ("voice-unreachable", "draft-unreachable"),
    "{self.kind}-unusable": ("voice-unusable", "draft-unusable"),
    "{self.kind}-refused": ("voice-refused", "draft-refused"),
    "sign-taken-for-{name}": ("sign-taken-for-list", "sign-taken-for-quotation"),
    "ace-{first.rule}": ("ace-*",),
    "test['dct:title']": (),  # a rule of Ace, whose finding is called “ace-…”
    "epubcheck-{name.lower()}": ("epubcheck-*",),
    "{_slug(standard)}-{clause}-{test}": ("pdf-ua-1-*", "pdf-a-*"),
}
_CLONE = Path(__file__).parents[2]
# Attributes that hold a name which stands elsewhere in the code.
_ELSEWHERE = ("name", "rule")


class Said(NamedTuple):
    """A name, and where it stands in the code."""

    name: str
    place: str


def names_in(package: Path) -> Iterator[Said]:
    """Yield each name with its place.

    Raises:
        ValueError: a name is told in a way that is not understood here.
    """
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(package.rglob("*.py"))}
    nodes = {path: list(ast.walk(tree)) for path, tree in trees.items()}
    passing = {path: dict(_passing_on(found)) for path, found in nodes.items()}
    everywhere = {
        name: position for each in passing.values() for name, position in each.items() if not name.startswith("_")
    }
    fields: dict[str, set[str]] = {}
    for found in nodes.values():
        for node in found:
            if isinstance(node, ast.keyword) and node.arg and isinstance(node.value, ast.Constant):
                fields.setdefault(node.arg, set()).add(str(node.value.value))
    for path, tree in trees.items():
        known = {**everywhere, **passing[path]}
        for function, call in _calls(tree):
            argument = _name_of(call, known)
            if argument is not None:
                for name in _resolved(argument, function, tree, fields, f"{path}:{call.lineno}"):
                    yield Said(name, f"{path}:{call.lineno}")


def without_harm(package: Path) -> Iterator[str]:
    """Yield the place of each error or warning that does not say whom it harms.

    Looked at are ``Finding``, and what passes a name on and may be called without ``harms``. A call may say that it
    only tells information.
    """
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(package.rglob("*.py"))}
    functions = [node for tree in trees.values() for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    known = dict(
        each for function in functions if _may_lack_harm(function) for each in _of_function(function, function.name)
    )
    for path, tree in trees.items():
        for _, call in _calls(tree):
            if _name_of(call, {**known, "Finding": None}) is None:
                continue
            given = {keyword.arg: keyword.value for keyword in call.keywords}
            harms, severity = given.get("harms", ast.Constant("")), given.get("severity", ast.Constant(""))
            if isinstance(harms, ast.Constant) and not harms.value and "INFORMATION" not in ast.unparse(severity):
                yield f"{path}:{call.lineno}"


def _may_lack_harm(function: ast.FunctionDef) -> bool:
    defaults = zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True)
    return any(one.arg == "harms" and default is not None for one, default in defaults)


def _passing_on(nodes: list[ast.AST]) -> Iterator[tuple[str, int | None]]:
    """Yield what passes a name on, with the position of the name; None where it must be given by keyword."""
    for node in nodes:
        if isinstance(node, ast.FunctionDef) and node.name != "__init__":
            yield from _of_function(node, node.name)
        if isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef) and inner.name == "__init__":
                    yield from _of_function(inner, node.name)
            texts = [one for one in node.body if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)]
            for position, field in enumerate(texts):
                if field.target.id == "rule" and ast.unparse(field.annotation) == "str":  # type: ignore[union-attr]
                    yield node.name, position


def _of_function(node: ast.FunctionDef, name: str) -> Iterator[tuple[str, int | None]]:
    positional = [one for one in (*node.args.posonlyargs, *node.args.args) if one.arg != "self"]
    for position, one in enumerate(positional):
        if one.arg == "rule" and one.annotation and ast.unparse(one.annotation) == "str":
            yield name, position
    if any(one.arg == "rule" for one in node.args.kwonlyargs):
        yield name, None


def _calls(tree: ast.Module) -> Iterator[tuple[ast.AST, ast.Call]]:
    """Yield each call with the function that it stands in."""
    pending: list[tuple[ast.AST, ast.AST]] = [(tree, tree)]
    while pending:
        function, node = pending.pop()
        if isinstance(node, ast.Call):
            yield function, node
        inside = node if isinstance(node, ast.FunctionDef) else function
        pending += [(inside, child) for child in ast.iter_child_nodes(node)]


def _name_of(call: ast.Call, known: Mapping[str, int | None]) -> ast.expr | None:
    callee = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    if callee not in known:
        return None
    for keyword in call.keywords:
        if keyword.arg == "rule":
            return keyword.value
    position = known[callee]
    # With one argument it is another function of this name: “report(finding)”.
    return call.args[position] if position is not None and position < len(call.args) > 1 else None


def _resolved(
    node: ast.expr, function: ast.AST, tree: ast.Module, fields: Mapping[str, set[str]], place: str
) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(name)):
            yield name
        case ast.IfExp():
            yield from _resolved(node.body, function, tree, fields, place)
            yield from _resolved(node.orelse, function, tree, fields, place)
        case ast.JoinedStr() | ast.Subscript():
            form = (
                ast.unparse(node).removeprefix("f").strip("'\"")
                if isinstance(node, ast.JoinedStr)
                else ast.unparse(node)
            )
            if form not in PUT_TOGETHER:
                raise ValueError(f"{place}: say in PUT_TOGETHER which names “{form}” can be")
            yield from PUT_TOGETHER[form]
        case ast.Name(id=name):
            yield from _of_variable(name, function, tree, place)
        case ast.Attribute(attr=attribute):
            if attribute not in _ELSEWHERE:
                yield from fields[attribute]
        case _:
            raise ValueError(f"{place}: the name {ast.unparse(node)} cannot be told from the code")


def _of_variable(name: str, function: ast.AST, tree: ast.Module, place: str) -> Iterator[str]:
    if isinstance(function, ast.FunctionDef) and name in [
        one.arg for one in (*function.args.args, *function.args.kwonlyargs)
    ]:
        return  # its callers tell
    nodes = [*ast.walk(function), *tree.body, *_imported(name, tree)]
    for node in nodes:
        match node:
            case ast.Assign(targets=[ast.Name(id=bound)], value=ast.Constant(value=str(text))) if bound == name:
                yield text
                return
            case ast.For(target=ast.Tuple(elts=[ast.Name(id=bound), *_]), iter=ast.Name(id=table)) if bound == name:
                yield from _first_column(table, nodes)
                return
    raise ValueError(f"{place}: the name {name} cannot be told from the code")


def _first_column(table: str, nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        match node:
            case ast.AnnAssign(target=ast.Name(id=bound), value=ast.Tuple(elts=rows)) if bound == table:
                for row in rows:
                    match row:
                        case ast.Tuple(elts=[ast.Constant(value=str(text)), *_]):
                            yield text


def _imported(name: str, tree: ast.Module) -> Iterator[ast.stmt]:
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module and name in {one.name for one in node.names}:
            path = _CLONE.joinpath(*node.module.split(".")).with_suffix(".py")
            yield from ast.parse(path.read_text(encoding="utf-8")).body
