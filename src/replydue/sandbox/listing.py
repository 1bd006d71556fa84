"""Which messages does a listing show, and where does the next page begin?"""

import re
from collections.abc import Iterable, Sequence

from replydue.sandbox.asked import Asked
from replydue.sandbox.errors import bad_argument
from replydue.sandbox.mail import Mail
from replydue.sandbox.mailbox import Mailbox
from replydue.sandbox.search import read_query
from replydue.sandbox.search_terms import Known

Order = tuple[int, int]
_SHIFT = 64
_TOKEN = re.compile(r"^[0-9]{1,40}$")


def matching(box: Mailbox, asked: Asked, among: Iterable[Mail] | None = None) -> list[Mail]:
    """The messages that `q` and `labelIds` both mean, the newest first. Spam and trash only if they are asked for."""
    wanted = asked.many("labelIds")
    if any(label not in box.labels for label in wanted):
        raise bad_argument("Invalid label")
    query = read_query(asked.one("q"), Known(box.labels, box.clock.now(), box.addresses))
    hidden = asked.flag("includeSpamTrash") or query.reads_hidden or bool({"SPAM", "TRASH"} & set(wanted))
    candidates = _candidates(box, wanted) if among is None else among
    found = [mail for mail in candidates if mail.labels.issuperset(wanted) and (hidden or not mail.is_hidden()) and query.finds(mail)]
    return sorted(found, key=lambda mail: mail.order, reverse=True)


def _candidates(box: Mailbox, wanted: Sequence[str]) -> list[Mail]:
    return min((box.labelled(label) for label in wanted), key=len) if wanted else box.newest_first()


def page(orders: Sequence[Order], asked: Asked) -> tuple[slice, str]:
    """The part of a list (newest first) that is asked for, and the token of the next page, "" at the end.

    A token names the last entry shown, so what comes in between two pages neither hides nor doubles an entry.
    """
    start = _start(orders, asked.one("pageToken"))
    end = start + asked.page_size()
    more = end < len(orders)
    return slice(start, end), str((orders[end - 1][0] << _SHIFT) + orders[end - 1][1]) if more else ""


def _start(orders: Sequence[Order], token: str) -> int:
    if not token or token == "0":  # noqa: S105  (a page token; Gmail takes "0" for the beginning)
        return 0
    if not _TOKEN.match(token):
        raise bad_argument("Invalid pageToken")
    last = divmod(int(token), 1 << _SHIFT)
    return sum(1 for order in orders if order >= last)


def listed(key: str, entries: list[dict[str, object]], token: str, estimate: int) -> dict[str, object]:
    """A page. An empty list and a missing token have no key."""
    shown: dict[str, object] = {key: entries} if entries else {}
    return {**shown, **({"nextPageToken": token} if token else {}), "resultSizeEstimate": estimate}
