"""What is new in the mailbox? A first look over `watch.lookback`, then changes by history id; everything is stored before the checkpoint moves."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta

from replydue.core.conversation import NOT_OF_THE_CONVERSATION
from replydue.core.digest import is_digest
from replydue.core.hosts import is_hiring_platform
from replydue.core.keys import keys_of
from replydue.core.mail import Message
from replydue.core.recruiter import worth_reading
from replydue.errors import NotFound, ReplydueError
from replydue.gmail import Change, Profile, Thread
from replydue.service.beforehand import close_the_stale
from replydue.service.desk import Desk
from replydue.service.guards import not_all_gone, right_clock, same_mailbox
from replydue.service.label_news import only_labels, relabel, relabelled
from replydue.service.narrowing import listed
from replydue.service.news import News
from replydue.service.progress import telling
from replydue.service.raised import where
from replydue.service.under_way import begun_with, is_first, is_under_way, marked

log = logging.getLogger(__name__)

SET_ASIDE = timedelta(hours=1)
_BULK_TABS = frozenset({"CATEGORY_PROMOTIONS", "CATEGORY_SOCIAL", "CATEGORY_FORUMS"})
_BELIEVED = timedelta(hours=1)  # so long the identities and labels are taken to be as they were read


def sync(desk: Desk, news: News, now: datetime) -> frozenset[str]:
    """Stores what is new and returns the threads to decide upon. `now` is aware."""
    if news.whole:
        return look(desk, now)
    if news.nothing:
        return frozenset()
    _refresh(desk, news.changes, now)
    _void(desk, _changed_after_approval(desk, news.changes))
    relabelled, changed = _labels_alone(desk, news.changes)
    touched = relabelled | read(desk, _to_read(desk, changed) | news.unseen, now)
    desk.store.checkpoint(news.until, to_decide=touched, now=now)
    return touched


def _refresh(desk: Desk, news: Iterable[Change], now: datetime) -> None:
    """Reads identities and labels anew where they are not known, were read long ago, or a label is named that is none of ours: it may have become one."""
    strange = any(label.startswith("Label_") and label not in desk.label_names for change in news for label in change.changed)
    if strange or not desk.identities or desk.as_of is None or not now - _BELIEVED < desk.as_of <= now:
        desk.refresh()
        desk.as_of = now


def _labels_alone(desk: Desk, news: Iterable[Change]) -> tuple[frozenset[str], tuple[Change, ...]]:
    """The known threads of which only labels have changed, brought up to date without being read; and the changes of all others."""
    by_thread: dict[str, list[Change]] = {}
    for change in news:
        by_thread.setdefault(change.thread_id, []).append(change)
    touched, others = set[str](), list[Change]()
    for thread_id, changes in by_thread.items():
        if only_labels(changes) and desk.store.is_known(thread_id) and relabelled(desk, thread_id, changes):
            touched.add(thread_id)
        else:
            others += changes
    return frozenset(touched), tuple(others)


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
            relabel(desk, thread_id, (), (label,))


def look(desk: Desk, now: datetime) -> frozenset[str]:
    """The first look, and the bounded resync after an expired history id: the threads of the lookback, and those known before.

    One that was interrupted is gone on with: what is still to be read waits in the store. The history id is read before the listing starts, so that
    nothing which arrives meanwhile is lost (gmail-api, 0.5).
    """
    profile = desk.gmail.profile()
    right_clock(desk)  # before anything is counted from today
    same_mailbox(desk, profile.address)
    desk.refresh()
    desk.as_of = now
    if not is_under_way(desk.store.history_id()):
        _begin(desk, profile, now)
    held = desk.store.history_id()
    waiting = desk.store.unseen()
    read(desk, waiting, now, telling(len(waiting)))
    touched = desk.store.known_threads()
    if is_first(held):
        close_the_stale(desk, touched, now)
    desk.store.checkpoint(begun_with(held), profile.address, to_decide=touched, now=now)
    return touched


def _begin(desk: Desk, profile: Profile, now: datetime) -> None:
    """Writes down what is to be read, and from where on changes are asked for afterwards."""
    wanted = listed(desk.gmail, desk.settings, now) | desk.store.known_threads()
    not_all_gone(desk)
    for thread_id in sorted(wanted - desk.store.unseen()):
        desk.store.mark_unseen(thread_id)
    desk.store.checkpoint(marked(profile.history_id, first=not desk.store.history_id()), profile.address)


def read(desk: Desk, thread_ids: Iterable[str], now: datetime, progress: Callable[[], None] = lambda: None) -> frozenset[str]:
    """Reads threads whole and stores them. Returns those to decide upon: the ones read, and the followed ones of the same people. `progress` hears of each.

    A thread that cannot be read for its own sake is set aside for an hour and named; the others go on.
    """
    wanted, touched = set(thread_ids), set[str]()
    try:
        for thread in desk.gmail.threads(sorted(wanted)):
            touched |= _keep(desk, thread)
            wanted.discard(thread.id)
            progress()
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
        log.error("thread %s: set aside for an hour: %s", thread_id, type(error).__name__, extra={"conversation": thread_id})
        log.debug("raised at\n%s", where(error))
        desk.store.put_thread(thread_id, (), ())
        desk.store.set_aside(thread_id, f"it could not be read ({type(error).__name__})", now + SET_ASIDE)
    return set()


def _to_read(desk: Desk, changes: Iterable[Change]) -> set[str]:
    """The threads to read again: known ones that changed, and unknown ones whose new mail may be part of a candidacy by its headers."""
    known: Callable[[str], bool] = desk.store.is_known
    changed = {change.thread_id for change in changes if known(change.thread_id)}
    ours = {id for id, name in desk.label_names.items() if name in ("Track", "Stop")}
    labelled = {change.thread_id for change in changes if change.changed & ours}
    arrived = [c for c in changes if c.kind in ("added", "labelled") and c.thread_id not in changed and not c.labels & NOT_OF_THE_CONVERSATION]
    new = {change.message_id for change in arrived if change.kind == "added" or "SENT" in change.changed}  # sent from the web page: `labelled`
    return changed | labelled | {message.thread_id for message in desk.gmail.headers(sorted(new)) if _worth_reading(message)}


def _worth_reading(message: Message) -> bool:
    """By its headers; what Gmail has put under Promotions, Social or Forums only from a hiring platform."""
    return worth_reading(message) and not is_digest(message) and (not message.labels & _BULK_TABS or is_hiring_platform(message.sender.domain))
