"""Measures modules, functions and templates."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ("ccs", "networks", "organisations", "referrals", "reporting", "script")

Size = tuple[int, str]


def modules() -> list[Size]:
    """Lines of every module of the product, largest first."""
    return _largest((len(text.splitlines()), name) for name, text in _python())


def functions() -> list[Size]:
    """Lines of every function of the product, largest first."""
    return _largest(
        (node.end_lineno - node.lineno + 1, f"{name}: {node.name}")
        for name, text in _python()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
    )


def templates() -> list[Size]:
    """Lines of every template, largest first."""
    found = (ROOT / "templates").rglob("*.*")
    return _largest((len(file.read_text().splitlines()), _name(file)) for file in found)


def _python() -> Iterator[tuple[str, str]]:
    for folder in CODE:
        for file in (ROOT / folder).rglob("*.py"):
            if "migrations" not in file.parts:
                yield _name(file), file.read_text()


def _largest(sizes: Iterator[Size]) -> list[Size]:
    return sorted(sizes, reverse=True)


def _name(file: Path) -> str:
    return str(file.relative_to(ROOT))
