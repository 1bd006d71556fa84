"""Which words are there to choose from? The built-in templates, and the user's own over them, all checked before the first one is used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from importlib import resources
from types import MappingProxyType
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, meta, nodes
from jinja2.sandbox import SandboxedEnvironment

from replydue.errors import ConfigError
from replydue.settings import Settings

LANGUAGES = ("en", "de", "fr", "es")
# How a template is named that is for those who are on first-name terms, in a language where that changes every sentence.
FAMILIAR: Mapping[str, str] = MappingProxyType({"de": "de-du", "fr": "fr-tu", "es": "es-tu"})

# Every variable a template may use, with the value that its trial rendering gets (docs: config/templates/README.md).
VARIABLES: Mapping[str, Any] = MappingProxyType({
    "salutation": "Hi Dana,",
    "first_name": "Dana",
    "name": "Dana Whitfield",
    "familiar": False,
    "company": "Northwind",
    "role": "Data Engineer",
    "topic": "the Data Engineer role",
    "me": "Alex Morgan",
    "promised_day": "Friday, November 27",
    "invited": False,
    "paused": False,
    "quote": "You should hear from us by Friday.",
    "interview_day": "Thursday, November 19",
    "last_wrote": "Friday, November 20",
    "after": "otherwise",
    "number": 1,
    "phone": "+1 212 555 0147",
    "subject": "Data Engineer at Northwind",
})  # fmt: skip
_NOTHING_KNOWN: Mapping[str, Any] = {**dict.fromkeys(VARIABLES, ""), "salutation": "Hello,", "familiar": False, "invited": False, "paused": False, "number": 1}

_NAME = re.compile(r"(?P<kind>[a-z][a-z0-9_-]*)(?:\.(?P<language>[a-z]{2}(?:-[a-z]{2})?))?")
_BETWEEN_WORDINGS = re.compile(r"^---[ \t]*\n", re.M)
_BLANK_LINES = re.compile(r"\n{3,}")
_ENVIRONMENT = SandboxedEnvironment(undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True)
# What a step may be worded as more closely, by what came before the wait.
_CLOSER = {("first", "interview"): "after_interview", ("first", "application"): "after_application"}

Wordings = Mapping[tuple[str, str], tuple[Template, ...]]


@dataclass(frozen=True)
class Templates:
    """The templates to write with: wordings by kind and language ("" for all languages). The user's own come before the built-in ones."""

    built_in: Wordings
    own: Wordings = field(default_factory=dict)

    def with_own(self, sources: Mapping[str, str]) -> Templates:
        """The same set with the user's own templates over it.

        `sources` maps names to texts; a name is a kind (`first`), or a kind and a language (`first.de`). A line `---` parts two wordings of one template.
        Raises ConfigError, with all problems found as `file:line: problem`, when a name, the syntax or a variable is wrong.
        """
        return Templates(self.built_in, {**self.own, **_compiled(sources)})

    def chosen(self, kind: str, after: str, language: str, turn: int, familiar: bool = False) -> Template:
        """The wording number `turn` (counted round and round) of a kind, in the closest form there is.

        A template of the user's own for the kind goes before a built-in one that would fit the occasion (`after`: interview, application) or
        the manner (`familiar`: du, tu, tú) more closely. Raises ConfigError where no template of that kind exists.
        """
        kinds = [_CLOSER[kind, after], kind] if (kind, after) in _CLOSER else [kind]
        languages = [FAMILIAR[language], language, ""] if familiar and language in FAMILIAR else [language, ""]
        for wordings in (self.own, self.built_in):
            for place in ((name, code) for name in kinds for code in languages):
                if place in wordings:
                    return wordings[place][turn % len(wordings[place])]
        raise _unknown_kind(kind, self)

    def check(self, settings: Settings) -> None:
        """Raises ConfigError when a step of the cadence names a template that exists in no language that a letter may be written in."""
        kinds = {kind for kind, _ in (*self.own, *self.built_in)}
        for step in settings.cadence.steps:
            if step.template and step.template not in kinds:
                raise _unknown_kind(step.template, self)


def _unknown_kind(kind: str, templates: Templates) -> ConfigError:
    known = ", ".join(sorted({name for name, _ in (*templates.own, *templates.built_in)}))
    return ConfigError(f"there is no template {kind!r}", f"known ones are {known}; or put {kind}.txt into your templates folder")


def _compiled(sources: Mapping[str, str]) -> dict[tuple[str, str], tuple[Template, ...]]:
    """Every source as its wordings. All problems are found before any is raised."""
    compiled: dict[tuple[str, str], tuple[Template, ...]] = {}
    problems: list[str] = []
    for name, source in sources.items():
        try:
            compiled[_key(name)] = tuple(_wording(name, text) for text in _wordings(source.replace("\r\n", "\n")))
        except ConfigError as error:
            problems.append(str(error))
    if problems:
        raise ConfigError(problems[0], problems=tuple(problems))
    return compiled


def _key(name: str) -> tuple[str, str]:
    match = _NAME.fullmatch(name)
    languages = (*LANGUAGES, *FAMILIAR.values())
    if match is None or (match["language"] or "en") not in languages:
        raise ConfigError(f"{name}.txt: this is no name for a template", f"name it like first.txt or first.de.txt; languages are {', '.join(languages)}")
    return match["kind"], match["language"] or ""


def _wordings(source: str) -> Iterator[str]:
    """Each wording below as many empty lines as stand above it, so that the lines of its problems are those of the file."""
    start = 0
    for end, after in (*(match.span() for match in _BETWEEN_WORDINGS.finditer(source)), (len(source), 0)):
        yield "\n" * source.count("\n", 0, start) + source[start:end]
        start = after


def _wording(name: str, source: str) -> Template:
    """One wording, compiled and tried out: with everything known, and with nothing known."""
    try:
        _refuse_unknown(name, _ENVIRONMENT.parse(source))
        template = _ENVIRONMENT.from_string(source)
        trials = [rendered(template, VARIABLES), rendered(template, _NOTHING_KNOWN)]
    except TemplateSyntaxError as error:
        raise ConfigError(f"{name}.txt:{error.lineno}: {error.message}") from error
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
        raise ConfigError(f"{name}.txt: {error}") from error
    if not all(trials):
        line = source.count("\n", 0, len(source) - len(source.lstrip("\n"))) + 1
        raise ConfigError(f"{name}.txt:{line}: this wording has no text", "write one, or remove it")
    return template


def _refuse_unknown(name: str, tree: nodes.Template) -> None:
    """Raises ConfigError for the first variable that no letter knows, in whichever branch it stands."""
    unknown = meta.find_undeclared_variables(tree) - VARIABLES.keys()
    used = sorted((node.lineno, node.name) for node in tree.find_all(nodes.Name) if node.name in unknown)
    for line, variable in used[:1]:
        close = get_close_matches(variable, VARIABLES, n=1)
        mend = f"did you mean {close[0]!r}?" if close else f"known ones are {', '.join(VARIABLES)}"
        raise ConfigError(f"{name}.txt:{line}: unknown variable {variable!r}", mend)


def rendered(template: Template, values: Mapping[str, Any]) -> str:
    """The template's text: no blank at the ends, no two blank lines in a row, none at a line's end."""
    lines = "\n".join(line.rstrip() for line in template.render(values).splitlines())
    return _BLANK_LINES.sub("\n\n", lines).strip()


class _Shipped(Mapping[tuple[str, str], tuple[Template, ...]]):
    """The built-in wordings, each file compiled when it is first asked for: a program that starts needs none of them yet."""

    def __init__(self) -> None:
        folder = resources.files("replydue.core") / "templates"
        self._files = {_key(entry.name.removesuffix(".txt")): entry for entry in folder.iterdir() if entry.name.endswith(".txt")}
        self._compiled: dict[tuple[str, str], tuple[Template, ...]] = {}

    def __getitem__(self, key: tuple[str, str]) -> tuple[Template, ...]:
        if key not in self._compiled:
            file = self._files[key]
            self._compiled |= _compiled({file.name.removesuffix(".txt"): file.read_text(encoding="utf-8")})
        return self._compiled[key]

    def __contains__(self, key: object) -> bool:
        return key in self._files

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


BUILT_IN = Templates(_Shipped())
