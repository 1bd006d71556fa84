"""Which sentences may a failure be told with? Read from the source: the first words handed to an error, as far as they are fixed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from .pages import ROOT

_ERRORS = {"SignInError", "GmailUnreachable", "Held", "StoreError", "GmailError", "ReplydueError"}
_SOURCE = ROOT / "src" / "replydue"
PLACES = sorted(
    [
        *(_SOURCE / "gmail").glob("*.py"),
        *(_SOURCE / "service").glob("*.py"),
        *(_SOURCE / "store").glob("*.py"),
        _SOURCE / "sign_in_file.py",
        _SOURCE / "sign_in_keyring.py",
    ]
)
# A pair of problem and mend may also stand in a table of the module, by Google's word for it.
_TABLES = {"refusals.py", "sign_in.py"}
_LEAST = 8  # signs: what is shorter says nothing by itself


def sentences(place: Path) -> set[str]:
    """The longest fixed part of each sentence that a module may tell."""
    return {fixed for node in ast.walk(ast.parse(place.read_text(encoding="utf-8"))) for fixed in _told(node, place) if len(fixed) >= _LEAST}


def _told(node: ast.AST, place: Path) -> Iterator[str]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _ERRORS and node.args:
        yield _fixed(node.args[0])
    if isinstance(node, ast.Tuple) and len(node.elts) == 2 and place.name in _TABLES and _fixed(node.elts[1]):
        yield _fixed(node.elts[0])


def _fixed(node: ast.expr) -> str:
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    texts = [str(part.value) for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    longest = max(texts, key=len, default="").removesuffix("(status ").strip(" (,")
    return longest if " " in longest else ""  # a word alone is Google's for a reason
