"""Which labels are there, and what may they be called?"""

import re
from dataclasses import dataclass
from typing import Any

from replydue.sandbox.errors import Refusal, bad_argument, bad_value, not_found

CATEGORIES = ("CATEGORY_PERSONAL", "CATEGORY_SOCIAL", "CATEGORY_PROMOTIONS", "CATEGORY_UPDATES", "CATEGORY_FORUMS")
SYSTEM = ("CHAT", "SENT", "INBOX", "IMPORTANT", "TRASH", "DRAFT", "SPAM", "STARRED", "UNREAD", *CATEGORIES)
UNCHANGEABLE = frozenset({"SENT", "DRAFT", "CHAT"})
RESERVED = frozenset(["inbox", "spam", "trash", "sent", "drafts", "draft", "starred", "important", "unread", "chats", "chat", "muted"])
MOST = 10_000
LIST_VISIBILITY = ("labelShow", "labelShowIfUnread", "labelHide")
MESSAGE_VISIBILITY = ("show", "hide")
_PALETTE = """
#000000 #434343 #666666 #999999 #cccccc #efefef #f3f3f3 #ffffff #fb4c2f #ffad47 #fad165 #16a766 #43d692 #4a86e8 #a479e2 #f691b3 #f6c5be
#ffe6c7 #fef1d1 #b9e4d0 #c6f3de #c9daf8 #e4d7f5 #fcdee8 #efa093 #ffd6a2 #fce8b3 #89d3b2 #a0eac9 #a4c2f4 #d0bcf1 #fbc8d9 #e66550 #ffbc6b
#fcda83 #44b984 #68dfa9 #6d9eeb #b694e8 #f7a7c0 #cc3a21 #eaa041 #f2c960 #149e60 #3dc789 #3c78d8 #8e63ce #e07798 #ac2b16 #cf8933 #d5ae49
#0b804b #2a9c68 #285bac #653e9b #b65775 #822111 #a46a21 #aa8831 #076239 #1a764d #1c4587 #41236d #83334c #464646 #e7e7e7 #0d3472 #b6cff5
#0d3b44 #98d7e4 #3d188e #e3d7ff #711a36 #fbd3e0 #8a1c0a #f2b2a8 #7a2e0b #ffc8af #7a4706 #ffdeb5 #594c05 #fbe983 #684e07 #fdedc1 #0b4f30
#b3efd3 #04502e #a2dcc1 #c2c2c2 #4986e7 #2da2bb #b99aff #994a64 #f691b2 #ff7537 #ffad46 #662e37 #ebdbde #cca6ac #094228 #42d692 #16a765
"""
COLORS = frozenset(_PALETTE.split())


@dataclass
class Label:
    """A label. System labels are called as their id."""

    id: str
    name: str
    list_visibility: str = ""
    message_visibility: str = ""
    color: dict[str, str] | None = None

    @property
    def is_system(self) -> bool:
        """Gmail's own."""
        return self.id in SYSTEM

    def json(self, *, with_type: bool = True) -> dict[str, Any]:
        """The label as Gmail lists it. What was not set is left out."""
        shown = {"id": self.id, "name": self.name, "messageListVisibility": self.message_visibility, "labelListVisibility": self.list_visibility}
        if with_type:
            shown["type"] = "system" if self.is_system else "user"
        return {key: value for key, value in {**shown, "color": self.color}.items() if value}


def key_of(name: str) -> str:
    """What Gmail compares names by: case, spaces around the slash, and space, hyphen or slash do not matter."""
    return re.sub(r"\s*/\s*|[\s-]+", "-", name.strip()).casefold()


class Labels:
    """All labels of the mailbox."""

    def __init__(self) -> None:
        self._by_id = {id_: Label(id_, id_, "labelHide" if id_.startswith("CATEGORY") else "", "") for id_ in SYSTEM}
        self._made = 0

    def all(self) -> list[Label]:
        """System labels first, then the user's in the order they were made."""
        return list(self._by_id.values())

    def get(self, id_: str) -> Label:
        """The label with this id; 404 if there is none."""
        if id_ not in self._by_id:
            raise not_found()
        return self._by_id[id_]

    def __contains__(self, id_: object) -> bool:
        return id_ in self._by_id

    def named(self, name: str) -> Label | None:
        """The user's label of this name, as Gmail compares names."""
        return next((label for label in self._by_id.values() if not label.is_system and key_of(label.name) == key_of(name)), None)

    def create(self, name: str, look: dict[str, Any] | None = None) -> Label:
        """A new label. 400 for a name that Gmail keeps to itself, 409 for one that exists. Ancestors are not made."""
        self._check_name(name, own="")
        _check_look(look or {})
        if len(self._by_id) >= MOST:
            raise bad_argument("Max labels exceeded")
        self._made += 1
        label = Label(f"Label_{self._made}", _tidy(name), "labelShow", "show")
        self._by_id[label.id] = label
        self.change(label, {"name": name, **(look or {})}, whole=True)
        return label

    def change(self, label: Label, wanted: dict[str, Any], *, whole: bool) -> None:
        """Sets what `wanted` names; `whole` (PUT) demands the name and sets the rest back."""
        if label.is_system:
            raise bad_argument("Invalid delete request" if not wanted else "Cannot modify system label")
        name = wanted.get("name", "" if whole else label.name)
        self._check_name(name, own=label.id)
        _check_look(wanted)
        label.name = _tidy(name)
        label.list_visibility = wanted.get("labelListVisibility", "labelShow" if whole else label.list_visibility)
        label.message_visibility = wanted.get("messageListVisibility", "show" if whole else label.message_visibility)
        label.color = wanted.get("color", None if whole else label.color)

    def delete(self, id_: str) -> None:
        """Takes a label of the user's away. 400 for a system label."""
        if self.get(id_).is_system:
            raise bad_argument("Invalid delete request")
        del self._by_id[id_]

    def _check_name(self, name: str, *, own: str) -> None:
        tidy = _tidy(name)
        if not tidy or tidy.casefold() in RESERVED or tidy.startswith("/") or tidy.endswith("/") or len(tidy) > 225:
            raise bad_argument("Invalid label name")
        there = self.named(tidy)
        if there is not None and there.id != own:
            raise Refusal(409, "aborted", "Label name exists or conflicts")


def _check_look(wanted: dict[str, Any]) -> None:
    color = wanted.get("color") or {}
    if not isinstance(color, dict) or not all(isinstance(value, str) for value in color.values()):
        raise bad_value("label.color", "type.googleapis.com/google.apps.gmail.v1.LabelColor", str(color))
    if any(value not in COLORS for value in color.values()):
        raise bad_argument(f"Label color {', '.join(color.values())} is not on the allowed color palette")
    if wanted.get("labelListVisibility", "labelShow") not in LIST_VISIBILITY or wanted.get("messageListVisibility", "show") not in MESSAGE_VISIBILITY:
        raise bad_argument("Invalid value for label visibility")


def _tidy(name: str) -> str:
    return re.sub(r"\s*/\s*", "/", " ".join(name.split()))
