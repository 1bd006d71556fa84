"""What is new in the mailbox? A first look over `watch.lookback`, then changes by history id; everything is stored before the checkpoint moves."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta

from replydue.core.business_days import BusinessDays
from replydue.core.conversation import NOT_OF_THE_CONVERSATION
from replydue.core.digest import is_digest
from replydue.core.keys import keys_of
from replydue.core.recruiter import worth_reading
from replydue.errors import HistoryExpired, NotFound, ReplydueError
from replydue.gmail import Change, Thread
from replydue.service.conversations import Desk
from replydue.service.guards import close_the_stale, not_all_gone, same_mailbox

log = logging.getLogger(__name__)

# So many threads are simply all read; more are narrowed first, because reading them would take minutes of Gmail's quota (40 units a thread, 6,000 a minute).
READ_ALL = 600
SET_ASIDE = timedelta(hours=1)
_HIRING = (
    "{interview application applied position role recruiter recruiting hiring vacancy candidate resume cv offer opportunity "
    "bewerbung stelle vorstellungsgespräch candidature entretien poste candidatura entrevista puesto}"
)


def sync(desk: Desk, now: datetime) -> frozenset[str]:
    """Stores what is new and returns the threads to decide upon. One request where nothing is new. `now` is aware."""
    since = desk.store.history_id()
    if not since:
        return look(desk, now)
    try:
        changes = desk.gmail.changes_since(since)
    except HistoryExpired:
        return look(desk, now)
    unseen = desk.store.unseen()
    digests = {digest.gmail_id for digest in desk.store.digests()} if changes.changes else set()
    news = tuple(change for change in changes.changes if change.message_id not in digests)
    if not news and not unseen:
        if changes.history_id != since:
            desk.store.checkpoint(changes.history_id)
        return frozenset()
    desk.refresh()
    _void(desk, _changed_after_approval(desk, news))
    touched = read(desk, _to_read(desk, news) | unseen, now)
    desk.store.checkpoint(changes.history_id, to_decide=touched, now=now)
    return touched


def _changed_after_approval(desk: Desk, news: Iterable[Change]) -> set[str]:
    """The threads whose draft was saved anew after the label `Approved` was set, both since the last look: those words were not approved."""
    label = next((id for id, name in desk.label_names.items() if name == "Approved"), "")
    approved, changed = set[str](), set[str]()
    for change in news:
        if change.kind == "labelled" and label in change.changed:
            approved.add(change.thread_id)
            changed.discard(change.thread_id)
        elif change.kind == "added" and "DRAFT" in change.labels and change.thread_id in approved:
            changed.add(change.thread_id)
    return changed


def _void(desk: Desk, threads: Iterable[str]) -> None:
    """Takes `Approved` off: the thread then says `To approve` again."""
    label = next(id for id, name in desk.label_names.items() if name == "Approved")
    for thread_id in sorted(threads):
        with suppress(NotFound):
            desk.gmail.relabel(thread_id, (), (label,))


def look(desk: Desk, now: datetime) -> frozenset[str]:
    """The first look, and the bounded resync after an expired history id: the threads of the lookback, and those known before.

    The history id is read before the listing starts, so that nothing which arrives meanwhile is lost (gmail-api, 0.5).
    """
    profile = desk.gmail.profile()
    same_mailbox(desk, profile.address)
    desk.refresh()
    listed = _listed(desk, now)
    not_all_gone(desk)
    touched = read(desk, listed | desk.store.known_threads(), now)
    if not desk.store.history_id():
        close_the_stale(desk, touched, now)
    desk.store.checkpoint(profile.history_id, profile.address, to_decide=touched, now=now)
    return touched


def read(desk: Desk, thread_ids: Iterable[str], now: datetime) -> frozenset[str]:
    """Reads threads whole and stores them. Returns those to decide upon: the ones read, and the followed ones of the same people.

    A thread that cannot be read for its own sake is set aside for an hour and named; the others go on.
    """
    wanted, touched = set(thread_ids), set[str]()
    try:
        for thread in desk.gmail.threads(sorted(wanted)):
            touched |= _keep(desk, thread)
            wanted.discard(thread.id)
    except ReplydueError:
        raise
    except Exception:  # noqa: BLE001 - one of them cannot be understood, whatever the reason: one by one it shows which
        for thread_id in sorted(wanted):
            touched |= _read_alone(desk, thread_id, now)
        return frozenset(touched)
    for missing in wanted:  # gone, or not visible yet: looked for once more at the next poll
        if not desk.store.mark_unseen(missing):
            desk.store.forget_thread(missing)
    return frozenset(touched)


def _keep(desk: Desk, thread: Thread) -> set[str]:
    """Stores a thread; it and the followed threads of the same people. Our own digests are no mail to judge."""
    if thread.messages and all(is_digest(message) for message in thread.messages):
        return set()
    keys = keys_of(thread.messages, desk.identities, desk.settings)
    desk.store.put_thread(thread.id, thread.messages, keys)
    return {thread.id, *desk.store.threads_with(sorted(keys))}


def _read_alone(desk: Desk, thread_id: str, now: datetime) -> set[str]:
    try:
        return _keep(desk, desk.gmail.thread(thread_id))
    except NotFound:
        if not desk.store.mark_unseen(thread_id):
            desk.store.forget_thread(thread_id)
    except ReplydueError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, it concerns this thread alone
        log.error("thread %s: set aside for an hour: %s", thread_id, type(error).__name__)
        log.debug("raised at\n%s", where(error))
        desk.store.put_thread(thread_id, (), ())
        desk.store.set_aside(thread_id, f"it could not be read ({type(error).__name__})", now + SET_ASIDE)
    return set()


def where(error: Exception) -> str:
    """The places in the program that an error came through, without its text: that may hold words of a mail, which no log may."""
    return "".join(traceback.format_tb(error.__traceback__))


def _listed(desk: Desk, now: datetime) -> set[str]:
    """The threads of the lookback: all where they are few, else those the user wrote in and those that speak of hiring."""
    watch = desk.settings.watch
    days = BusinessDays(desk.settings.holidays)
    begin = now.date() - (days.add_span(now.date(), watch.lookback) - now.date())
    since = f"after:{int(datetime.combine(begin, now.timetz()).timestamp())}"
    query = f"{since} {watch.query}".strip()
    every = set(desk.gmail.thread_ids(query))
    if len(every) <= READ_ALL:
        return every
    return set(desk.gmail.thread_ids(query, ["SENT"])) | set(desk.gmail.thread_ids(f"{query} {_HIRING}"))


def _to_read(desk: Desk, changes: Iterable[Change]) -> set[str]:
    """The threads to read again: known ones that changed, and unknown ones whose new mail may be part of a candidacy by its headers."""
    known: Callable[[str], bool] = desk.store.is_known
    changed = {change.thread_id for change in changes if known(change.thread_id)}
    ours = {id for id, name in desk.label_names.items() if name in ("Track", "Stop")}
    labelled = {change.thread_id for change in changes if change.changed & ours}
    arrived = [c for c in changes if c.kind in ("added", "labelled") and c.thread_id not in changed and not c.labels & NOT_OF_THE_CONVERSATION]
    new = {change.message_id for change in arrived if change.kind == "added" or "SENT" in change.changed}  # sent from the web page: `labelled`
    return changed | labelled | {message.thread_id for message in desk.gmail.headers(sorted(new)) if worth_reading(message) and not is_digest(message)}
