"""Which mailboxes are there? The one of the configuration, or those of `accounts`, each with settings of its own over the common ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from replydue.config.problems import problems_of, without_empty
from replydue.config.yaml_text import Place, Written, named
from replydue.settings import Mailbox, Settings
from replydue.sign_in_keyring import keyring_entry

_STATE = "~/.local/state/replydue"


def mailboxes(settings: Settings) -> dict[str, Settings]:
    """The settings of each mailbox by its name; of the only one by "". The configuration must have been found free of problems."""
    return {mailbox.name: Settings.model_validate(_values(settings, mailbox)) for mailbox in settings.accounts} or {"": settings}


def problems_in(settings: Settings, written: Written) -> Iterator[tuple[int, str, str]]:
    """(line, setting, problem) for what is wrong in `accounts`: in the settings of one, and between two."""
    names = Counter(mailbox.name for mailbox in settings.accounts)
    kept = Counter[str]()
    for index, mailbox in enumerate(settings.accounts):
        place: Place = ("accounts", index)
        if "accounts" in (mailbox.model_extra or {}):
            yield _at(written, (*place, "accounts"), "stands once in the file, and not within a mailbox")
        if names[mailbox.name] > 1:
            yield _at(written, (*place, "name"), f"{mailbox.name!r} stands there twice; each mailbox needs a name of its own")
        try:
            own = Settings.model_validate(_values(settings, mailbox))
        except ValidationError as error:
            yield from problems_of(error, written, within=place)
            continue
        for setting, value in (("account", own.account.token), ("store", own.store)):
            kept[value] += 1
            if kept[value] > 1 and names[mailbox.name] == 1:
                yield _at(written, (*place, setting), f"{value} is another mailbox's already; each needs its own")


def _at(written: Written, place: Place, problem: str) -> tuple[int, str, str]:
    return written.line(place), named(place), problem


def _values(settings: Settings, mailbox: Mailbox) -> dict[str, Any]:
    """What is written for all, and over it what is written for one. Its sign-in and its store are its own in any case."""
    common = settings.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude={"accounts"})
    token = f"keyring:{mailbox.name}" if keyring_entry(settings.account.token) else f"{_STATE}/{mailbox.name}/token.json"
    own = {"account": {"token": token}, "store": f"sqlite:///{_STATE}/{mailbox.name}/replydue.db"}
    return _over(_over(common, own), without_empty(mailbox.model_extra or {}))


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """The values of both, section by section; where both have one, that above counts."""
    merged = dict(below)
    for key, value in above.items():
        known = merged.get(key)
        merged[key] = _over(known, value) if isinstance(known, dict) and isinstance(value, dict) else value
    return merged
