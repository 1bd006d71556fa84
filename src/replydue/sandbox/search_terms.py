"""What does one term of a search ask of one message?"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

from replydue.sandbox import head
from replydue.sandbox.labels import Labels
from replydue.sandbox.mail import Mail
from replydue.sandbox.mime import walk

PACIFIC = timezone(timedelta(hours=-8))  # dates in a search are midnight PST, whatever the user's zone
_SIZE = {"": 1, "k": 1024, "m": 1024 * 1024}
_CATEGORY = {"primary": "CATEGORY_PERSONAL", "social": "CATEGORY_SOCIAL", "promotions": "CATEGORY_PROMOTIONS",
             "updates": "CATEGORY_UPDATES", "forums": "CATEGORY_FORUMS"}  # fmt: skip
_PLACES = {"inbox": "INBOX", "sent": "SENT", "draft": "DRAFT", "drafts": "DRAFT", "trash": "TRASH", "spam": "SPAM", "chats": "CHAT", "chat": "CHAT"}
_STATES = {"unread": "UNREAD", "starred": "STARRED", "important": "IMPORTANT", "sent": "SENT", "draft": "DRAFT"}
_FIELDS = {"from": ("from",), "to": ("to", "cc", "bcc"), "cc": ("cc",), "bcc": ("bcc",), "deliveredto": ("delivered-to",)}
_WORD = re.compile(r"[^\W_]+")
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
HIDDEN_PLACES = frozenset({"anywhere", "trash", "spam"})


@dataclass(frozen=True)
class Known:
    """What the terms are understood by: the labels, the time, the user's addresses; `operator` is that of the group they stand in."""

    labels: Labels
    now: datetime
    own: frozenset[str]
    operator: str = ""

    def within(self, operator: str) -> "Known":
        """The same, inside `operator:( … )`."""
        return replace(self, operator=operator)


def reads_hidden(operator: str, value: str) -> bool:
    """Whether the term asks for spam or trash."""
    return operator in ("in", "label") and value.lower() in HIDDEN_PLACES


def term(operator: str, value: str, known: Known) -> Callable[[Mail], bool]:
    """The test for one term. An operator that Gmail does not have is looked for as words."""
    low = value.lower()
    if operator in _FIELDS:
        return lambda mail: _addressed(mail, _FIELDS[operator], low, known)
    if operator in _SIMPLE:
        return lambda mail: _SIMPLE[operator](mail, low)
    if operator in _TIMES:
        return _dated(operator, low, known)
    if operator in ("in", "is", "category", "label"):
        return _placed(operator, value, known)
    return lambda mail: _has_words(mail, f"{operator}:{low}" if operator else low)


def _addressed(mail: Mail, names: tuple[str, ...], wanted: str, known: Known) -> bool:
    if names == ("delivered-to",):
        return wanted in head.first(mail.fields, "delivered-to").lower()
    if wanted == "me":
        return any(address in known.own for _, address in mail.people(*names))
    return any(_phrase_in(wanted, name) or _phrase_in(wanted, address) for name, address in mail.people(*names))


def _phrase_in(wanted: str, text: str) -> bool:
    """Whole words in a row, without regard to case or to the marks between them, as Gmail's index has them."""
    words, low = _bare(wanted), text.lower()
    return words == "  " or (all(word in low for word in words.split()) and words in _bare(low))  # the first test spares most texts the second


@lru_cache(maxsize=4096)  # the words looked for, and the names of those who write much, come again with each message
def _bare(text: str) -> str:
    return " " + " ".join(_WORD.findall(text.lower())) + " "


def _has_words(mail: Mail, wanted: str) -> bool:
    people = (text for pair in mail.people("from", "to", "cc", "bcc") for text in pair)
    return any(_phrase_in(wanted, text) for text in (mail.subject(), mail.words, *people))


def _has(mail: Mail, wanted: str) -> bool:
    if wanted == "userlabels":
        return any(label.startswith("Label_") for label in mail.labels)
    if wanted == "nouserlabels":
        return not _has(mail, "userlabels")
    return wanted == "attachment" and any(part.filename for part in walk(mail.payload))


def _filename(mail: Mail, wanted: str) -> bool:
    names = [part.filename.lower() for part in walk(mail.payload) if part.filename]
    return any(name == wanted or name.endswith(f".{wanted.lstrip('.')}") or _phrase_in(wanted, name) for name in names)


def _listed(mail: Mail, wanted: str) -> bool:
    return any(_phrase_in(wanted, head.first(mail.fields, name)) for name in ("list-id", "list-post") if head.first(mail.fields, name))


def _bytes(wanted: str) -> int | None:
    size = re.fullmatch(r"([0-9]{1,15})([km]?)b?", wanted)
    return int(size[1]) * _SIZE[size[2]] if size else None


def _larger(mail: Mail, wanted: str) -> bool:
    limit = _bytes(wanted)
    return limit is not None and len(mail.raw) > limit


def _smaller(mail: Mail, wanted: str) -> bool:
    limit = _bytes(wanted)
    return limit is not None and len(mail.raw) < limit


_SIMPLE: dict[str, Callable[[Mail, str], bool]] = {
    "subject": lambda mail, wanted: _phrase_in(wanted, mail.subject()),
    "has": _has,
    "filename": _filename,
    "list": _listed,
    "rfc822msgid": lambda mail, wanted: head.message_id(mail.fields).strip("<>").lower() == wanted.strip("<>"),
    "larger": _larger,
    "size": _larger,
    "smaller": _smaller,
}


def _placed(operator: str, value: str, known: Known) -> Callable[[Mail], bool]:
    """Places, states, categories and labels. `label:` takes names, not ids."""
    low = value.lower()
    if operator == "category":
        return _labelled(_CATEGORY.get(low, ""))
    if operator == "is":
        return (lambda mail: "UNREAD" not in mail.labels) if low == "read" else _labelled(_STATES.get(low, ""))
    if low == "anywhere":
        return lambda mail: True
    if low in _PLACES or low in _STATES:
        return _labelled(_PLACES.get(low, "") or _STATES[low])
    named = known.labels.named(value)
    return _labelled(named.id if named else "")


def _labelled(label: str) -> Callable[[Mail], bool]:
    return lambda mail: label in mail.labels


_TIMES = frozenset({"after", "newer", "before", "older", "newer_than", "older_than"})


def _dated(operator: str, value: str, known: Known) -> Callable[[Mail], bool]:
    moment = _span_ago(value, known.now) if operator.endswith("_than") else _moment(value)
    if moment is None:
        return lambda mail: False
    if operator in ("after", "newer", "newer_than"):
        return lambda mail: mail.received_ms // 1000 >= moment
    if operator == "older_than" or not value.isdigit():
        return lambda mail: mail.received_ms // 1000 < moment
    return lambda mail: mail.received_ms // 1000 <= moment


def _moment(value: str) -> float | None:
    """Epoch seconds, or a date (year first, or month first) as midnight PST, in epoch seconds."""
    if re.fullmatch(r"[0-9]{5,18}", value):
        return int(value)
    numbers = [int(number) for number in re.findall(r"[0-9]+", value[:30])]
    if len(numbers) != 3:
        return None
    year, month, day = numbers if numbers[0] > 31 else (numbers[2], numbers[0], numbers[1])
    try:
        return datetime(year, month, day, tzinfo=PACIFIC).timestamp()
    except ValueError:
        return None


def _span_ago(value: str, now: datetime) -> float | None:
    span = re.fullmatch(r"(\d{1,5})([dwmy])", value)
    if not span:
        return None
    try:
        return (now.astimezone(UTC) - timedelta(days=int(span[1]) * _DAYS[span[2]])).timestamp()
    except OverflowError:
        return 0.0
