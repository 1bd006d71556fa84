"""What does the YAML say, and on which line? Values as plain Python ones, and every problem of the writing itself."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

Place = tuple[str | int, ...]  # the way to a setting: ("cadence", "steps", 0, "after")

# YAML 1.2 as ruamel resolves it: `no`, `off` and `09:00` stay words. Dates stay words too: no setting is one.
_NUMBERS = {"tag:yaml.org,2002:int": int, "tag:yaml.org,2002:float": float}
_BOOLEAN, _NULL = "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null"

# Parts of ruamel's messages, and what they mean to somebody who edits a file by hand.
_IN_PLAIN_WORDS = (
    ("found character '\\t'", "a tab cannot indent here; use spaces"),
    ("found a tab", "a tab cannot indent here; use spaces"),
    ("found character '%'", "a value that begins with % needs quotes"),
    ("found character '@'", "a value that begins with @ needs quotes"),
    ("found character '`'", "a value that begins with ` needs quotes"),
    ("mapping values are not allowed", "there is a ': ' too many, or the line above lacks its ':'; put the value in quotes, or check the indentation"),
    ("could not find expected ':'", "a ':' is missing after the setting's name"),
    ("unexpected end of stream", "a quote is not closed"),
    ("expected ',' or ']'", "a list is not closed; a ']' or a ',' is missing"),
    ("expected ',' or '}'", "a section in braces is not closed; a '}' or a ',' is missing"),
    ("expected <block end>", "the indentation does not fit the lines above"),
    ("expected the node content", "a value was expected here"),
    ("found undefined alias", "a value that begins with * needs quotes"),
    ("found another document", "there is a second document; remove the line ---"),
)


@dataclass
class Written:
    """A file's values, and the line (1-based) of each setting. `problems` are (line, setting, problem), before any meaning is looked at."""

    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[tuple[int, str, str]] = field(default_factory=list)

    def line(self, place: Place) -> int:
        """The line of a setting; of one that is not written, that of what would hold it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def written(text: str) -> Written:
    """Reads a configuration's text. Never raises: what cannot be read is among the problems."""
    result = Written()
    try:
        root = YAML(typ="safe", pure=True).compose(text)
        if isinstance(root, MappingNode):
            result.values = _Reader(result).mapping(root, ())
        elif root is not None and not (isinstance(root, ScalarNode) and root.tag == _NULL):
            result.problems.append((root.start_mark.line + 1, "", "settings were expected here, one 'name: value' a line"))
    except MarkedYAMLError as error:
        result.problems.append(_syntax(error))
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        result.problems.append((line, "", "there is a control character, which no text file holds; remove it"))
    except (YAMLError, ValueError) as error:
        result.problems.append((1, "", f"this is not YAML: {' '.join(str(error).split())}"))
    except RecursionError:
        result.problems.append((1, "", "lists or sections are nested too deeply"))
    return result


def _syntax(error: MarkedYAMLError) -> tuple[int, str, str]:
    mark = error.problem_mark or error.context_mark
    said = " ".join((error.problem or error.context or "").split())
    plain = next((words for part, words in _IN_PLAIN_WORDS if part in said), f"this is not YAML: {said}")
    # An unclosed quote or bracket is found where the file ends; the line where it was opened helps more.
    if error.context_mark and "not closed" in plain:
        mark = error.context_mark
    return (mark.line + 1 if mark else 1, "", plain)


class _Reader:
    """Turns nodes into values and notes the line of each."""

    def __init__(self, result: Written) -> None:
        self.result = result

    def value(self, node: Node, place: Place) -> Any:
        if isinstance(node, MappingNode):
            return self.mapping(node, place)
        if isinstance(node, SequenceNode):
            return tuple(self._item(item, (*place, number)) for number, item in enumerate(node.value))
        return _scalar(node)

    def _item(self, node: Node, place: Place) -> Any:
        self.result.lines[place] = node.start_mark.line + 1
        return self.value(node, place)

    def mapping(self, node: MappingNode, place: Place) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key, line = _name(key_node), key_node.start_mark.line + 1
            here = (*place, key)
            if key in values:
                problem = f"is written twice; it already stands in line {self.result.lines[here]}"
                self.result.problems.append((line, named(here), problem))
                continue
            self.result.lines[here] = line
            values[key] = self.value(value_node, here)
        return values


def _name(node: Node) -> str:
    return str(node.value) if isinstance(node, ScalarNode) and isinstance(node.value, Hashable) else "?"


def _scalar(node: Node) -> Any:
    if node.tag == _NULL:
        return None
    if node.tag == _BOOLEAN:
        return str(node.value).lower() == "true"
    if node.tag in _NUMBERS:
        return _number(node)
    return str(node.value)


def _number(node: Node) -> Any:
    """A number's value; one that Python writes otherwise (0x1F, 1_000) stays the word it is: no setting takes one."""
    try:
        return _NUMBERS[str(node.tag)](node.value)
    except ValueError:
        return str(node.value)


def named(place: Place) -> str:
    """A setting as a person calls it: `cadence.steps[2].after`, counted from 1."""
    return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in place).lstrip(".")
