"""How does saved mail get in? An mbox, a saved mail, or a folder of them; what cannot be read is set aside by name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from replydue.errors import MailError
from replydue.sandbox import head
from replydue.sandbox.mailbox import Mailbox, in_ms

MOST_BYTES = 50_000_000
_SUFFIXES = frozenset({".eml", ".mbox"})
_MAILDIR = frozenset({"cur", "new"})  # every file there is a mail, whatever it is called
# A separator has a time of day ("From next week on …" begins no mail), but at the very beginning any will do.
_BEGINS = re.compile(rb"(?m)\AFrom [^\n]*\n|(?:(?<=\n\n)|(?<=\n\r\n))From [^\n]*\d\d:\d\d[^\n]*\n")
_HEADER_LINES = re.compile(rb"\A(?:From [^\n]*\n)?(?:[!-9;-~]{1,80}:[^\n]*\n(?:[ \t][^\n]*\n)*){2}")
_QUOTED_FROM = re.compile(rb"(?m)^>(>*From )")


@dataclass(frozen=True)
class LoadReport:
    """How many mails came in, and which did not, each with the reason."""

    loaded: int
    set_aside: tuple[str, ...]


def load(box: Mailbox, path: Path) -> LoadReport:
    """Loads saved mail, the oldest first, as mail that was there before: no history. Raises MailError if there is nothing at `path`."""
    if not path.exists():
        raise MailError(f"there is no mail at {path}", "name an mbox, an .eml file or a folder of such files")
    good: list[tuple[int, bytes, head.Fields]] = []
    set_aside: list[str] = []
    for name, raw in _mails(path):
        fields = head.fields(raw)
        problem = _problem(raw, fields)
        if problem:
            set_aside.append(f"{name}: {problem}")
        else:
            good.append((_received_ms(box, fields), raw, fields))
    good.sort(key=lambda one: one[0])
    for received_ms, raw, fields in good:
        _put(box, received_ms, raw, fields)
    return LoadReport(len(good), tuple(set_aside))


def _put(box: Mailbox, received_ms: int, raw: bytes, fields: head.Fields) -> None:
    written_by = {address for _, address in head.addresses(fields, "from")}
    labels = ["SENT"] if written_by & box.addresses else ["INBOX"]
    box.add(raw, labels, thread_id=box.thread_for(fields), received_ms=received_ms, fields=fields, log=False)


def _received_ms(box: Mailbox, fields: head.Fields) -> int:
    at = head.sent_at(fields)
    try:
        return max(int(at.timestamp() * 1000), 0) if at else in_ms(box.clock)
    except (OverflowError, ValueError):
        return in_ms(box.clock)


def _problem(raw: bytes, fields: head.Fields) -> str:
    if not raw.strip():
        return "empty"
    if len(raw) > MOST_BYTES:
        return "larger than Gmail takes"
    return "" if any(name.lower() in ("from", "date", "message-id", "subject", "received") for name, _ in fields) else "no mail header"


def _mails(path: Path) -> Iterator[tuple[str, bytes]]:
    if path.is_dir():
        for below in sorted(path.rglob("*")):
            if below.is_file() and (below.suffix.lower() in _SUFFIXES or below.parent.name in _MAILDIR or _begins_like_mail(below)):
                yield from _mails(below)
        return
    try:
        whole = path.read_bytes()
    except OSError:
        yield f"{path.name} (cannot be opened)", b""
        return
    if whole.startswith(b"From "):
        yield from ((f"{path.name}, mail {number}", raw) for number, raw in enumerate(_in_mbox(whole), 1))
    else:
        yield path.name, whole


def _begins_like_mail(path: Path) -> bool:
    """Whether a file of another name holds mail all the same, as saved by other programs."""
    try:
        with path.open("rb") as file:
            return bool(_HEADER_LINES.match(file.read(4_000)))
    except OSError:
        return False


def _in_mbox(whole: bytes) -> Iterator[bytes]:
    """The mails of an mbox, its `>From ` undone (mboxrd)."""
    begins = list(_BEGINS.finditer(whole))
    ends = [match.start() for match in begins[1:]] + [len(whole)]
    for begin, end in zip(begins, ends, strict=True):
        yield _QUOTED_FROM.sub(rb"\1", whole[begin.end() : end])
