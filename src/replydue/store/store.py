"""The only door to the database: mail as read, conversations, follow-ups and their history. Each method is one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, insert, or_, select, text, update
from sqlalchemy.exc import SQLAlchemyError

from replydue.core.digest_days import Posted, Stage
from replydue.core.life import FollowUp, Phase
from replydue.core.mail import Message
from replydue.core.model import Decision, Override, Standing
from replydue.store import tables
from replydue.store.codec import moment_to_text, override_to_text, text_to_moment, text_to_override
from replydue.store.message_codec import message_to_text, text_to_message
from replydue.store.opening import engine_for
from replydue.store.overview import Overview
from replydue.store.refusals import told

_MAILBOX = 1
_DIGESTS = 30
_FOLLOWED = tables.conversations.c.standing.not_in(("", Standing.UNTRACKED.value))


class Store(Overview):
    """What is known of one mailbox. All moments go in and come out aware. Raises StoreError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        with self._begin() as connection:
            if connection.execute(select(tables.mailbox.c.id)).first() is None:
                connection.execute(insert(tables.mailbox).values(id=_MAILBOX))

    @contextmanager
    def _begin(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise told(error, str(self._engine.url.database)) from error

    def _ask(self, query: str, **values: Any) -> Sequence[Row[Any]]:
        with self._begin() as connection:
            return connection.execute(text(query), values).all()

    def close(self) -> None:
        """Closes all connections."""
        self._engine.dispose()

    # --- the mailbox

    def address(self) -> str:
        """The mailbox's address, "" before the first look."""
        with self._begin() as connection:
            return str(connection.execute(select(tables.mailbox.c.address)).scalar_one() or "")

    def checkpoint(self, history_id: str, address: str = "", *, to_decide: Iterable[str] = (), now: datetime | None = None) -> None:
        """Everything up to this history id is stored. `to_decide` are due from `now` on, so that a halt before they are decided upon loses none."""
        values = {"history_id": history_id, **({"address": address} if address else {})}
        with self._begin() as connection:
            connection.execute(update(tables.mailbox).values(**values))
            for thread_id in to_decide:
                connection.execute(update(tables.conversations).where(tables.conversations.c.thread_id == thread_id).values(wake_at=moment_to_text(now)))

    def lease(self, holder: str, now: datetime, until: datetime) -> str:
        """Takes or renews the lease of the mailbox; the name of another holder whose lease still runs, "" if it is ours now."""
        with self._begin() as connection:
            mailbox = tables.mailbox.c
            free = or_(mailbox.holder.in_(("", holder)), mailbox.held_until <= moment_to_text(now))
            taken = connection.execute(update(tables.mailbox).where(free).values(holder=holder, held_until=moment_to_text(until)))
            return "" if taken.rowcount else str(connection.execute(select(mailbox.holder)).scalar_one())

    def holder(self, now: datetime) -> str:
        """Who holds the lease now, "" if nobody does."""
        mailbox = tables.mailbox.c
        with self._begin() as connection:
            return str(connection.execute(select(mailbox.holder).where(mailbox.held_until > moment_to_text(now))).scalar() or "")

    def damage(self) -> str:
        """What SQLite finds broken in its file, "" where it is sound; other databases look after themselves."""
        if self._engine.dialect.name != "sqlite":
            return ""
        with self._begin() as connection:
            said = str(connection.execute(text("PRAGMA quick_check(1)")).scalar())
        return "" if said == "ok" else said

    def release(self, holder: str) -> None:
        """Gives the lease back, if it is ours."""
        with self._begin() as connection:
            connection.execute(update(tables.mailbox).where(tables.mailbox.c.holder == holder).values(holder="", held_until=""))

    # --- mail

    def put_thread(self, thread_id: str, messages: Iterable[Message], keys: Iterable[str]) -> None:
        """Stores a thread as it now stands, in place of what was known of it. `keys` are the addresses and company domains that take part."""
        rows = [{"id": m.id, "thread_id": thread_id, "sent_at": moment_to_text(m.date), "value": message_to_text(m)} for m in messages]
        with self._begin() as connection:
            connection.execute(delete(tables.messages).where(tables.messages.c.thread_id == thread_id))
            connection.execute(delete(tables.people).where(tables.people.c.thread_id == thread_id))
            if rows:
                connection.execute(delete(tables.messages).where(tables.messages.c.id.in_([row["id"] for row in rows])))
                connection.execute(insert(tables.messages), rows)
            found = [{"thread_id": thread_id, "key": key} for key in set(keys)]
            if found:
                connection.execute(insert(tables.people), found)
            if connection.execute(select(tables.conversations.c.thread_id).where(tables.conversations.c.thread_id == thread_id)).first() is None:
                connection.execute(insert(tables.conversations).values(thread_id=thread_id))
            connection.execute(delete(tables.unseen).where(tables.unseen.c.thread_id == thread_id))

    def forget_thread(self, thread_id: str) -> None:
        """The thread is gone from the mailbox; its follow-ups stay as the record of what was done."""
        with self._begin() as connection:
            for table in (tables.messages, tables.people, tables.conversations, tables.unseen):
                connection.execute(delete(table).where(table.c.thread_id == thread_id))

    def messages_of(self, thread_id: str) -> tuple[Message, ...]:
        """The thread's messages as stored, drafts among them, oldest first."""
        query = select(tables.messages.c.value).where(tables.messages.c.thread_id == thread_id).order_by(tables.messages.c.sent_at)
        with self._begin() as connection:
            return tuple(text_to_message(row.value) for row in connection.execute(query))

    def messages_elsewhere(self, thread_id: str, keys: Sequence[str]) -> tuple[Message, ...]:
        """Messages of other threads in which one of these addresses or domains takes part, oldest first."""
        others = select(tables.people.c.thread_id).where(tables.people.c.key.in_(keys), tables.people.c.thread_id != thread_id)
        query = select(tables.messages.c.value).where(tables.messages.c.thread_id.in_(others)).order_by(tables.messages.c.sent_at)
        with self._begin() as connection:
            return tuple(text_to_message(row.value) for row in connection.execute(query))

    def threads_with(self, keys: Sequence[str]) -> frozenset[str]:
        """The followed threads in which one of these addresses or domains takes part."""
        followed = select(tables.conversations.c.thread_id).where(_FOLLOWED)
        query = select(tables.people.c.thread_id).where(tables.people.c.key.in_(keys), tables.people.c.thread_id.in_(followed))
        with self._begin() as connection:
            return frozenset(str(row.thread_id) for row in connection.execute(query))

    def known_threads(self) -> frozenset[str]:
        """All threads that are stored."""
        with self._begin() as connection:
            return frozenset(str(row.thread_id) for row in connection.execute(select(tables.conversations.c.thread_id)))

    def is_known(self, thread_id: str) -> bool:
        """Whether the thread is stored."""
        with self._begin() as connection:
            return connection.execute(select(tables.conversations.c.thread_id).where(tables.conversations.c.thread_id == thread_id)).first() is not None

    def mark_unseen(self, thread_id: str) -> bool:
        """The thread could not be read though Gmail named it; False if that had been so before."""
        with self._begin() as connection:
            if connection.execute(select(tables.unseen).where(tables.unseen.c.thread_id == thread_id)).first() is not None:
                connection.execute(delete(tables.unseen).where(tables.unseen.c.thread_id == thread_id))
                return False
            connection.execute(insert(tables.unseen).values(thread_id=thread_id))
        return True

    def unseen(self) -> frozenset[str]:
        """Threads to look for once more."""
        with self._begin() as connection:
            return frozenset(str(row.thread_id) for row in connection.execute(select(tables.unseen.c.thread_id)))

    # --- decisions

    def override_of(self, thread_id: str) -> Override:
        """What the user laid down for the conversation."""
        query = select(tables.conversations.c.override).where(tables.conversations.c.thread_id == thread_id)
        with self._begin() as connection:
            return text_to_override(connection.execute(query).scalar() or "")

    def set_override(self, thread_id: str, override: Override) -> None:
        """Keeps what the user lays down."""
        self._update(thread_id, override=override_to_text(override))

    def save_decision(self, thread_id: str, decision: Decision, *, summary: str, wake_at: datetime | None) -> None:
        """Keeps the last decision, `summary` for the command line, and when to decide again."""
        judgement, step = decision.judgement, decision.next_step
        self._update(
            thread_id,
            standing=judgement.standing.value,
            expected_by=judgement.expectation.by.isoformat() if judgement.expectation else "",
            step_at=moment_to_text(step.at if step else None),
            summary=summary,
            wake_at=moment_to_text(wake_at),
            aside="",
        )

    def set_aside(self, thread_id: str, problem: str, until: datetime) -> None:
        """The conversation could not be judged; it is left alone until then."""
        self._update(thread_id, aside=problem, wake_at=moment_to_text(until))

    def wake(self, thread_id: str, at: datetime) -> None:
        """The conversation is to be decided upon again at that moment."""
        self._update(thread_id, wake_at=moment_to_text(at))

    def due(self, now: datetime) -> tuple[str, ...]:
        """The threads to decide upon again by now."""
        wake = tables.conversations.c.wake_at
        with self._begin() as connection:
            rows = connection.execute(select(tables.conversations.c.thread_id).where(wake > "", wake <= moment_to_text(now)).order_by(wake))
            return tuple(str(row.thread_id) for row in rows)

    def next_wake(self) -> datetime | None:
        """The earliest moment at which a thread is to be decided upon again."""
        wake = tables.conversations.c.wake_at
        with self._begin() as connection:
            return text_to_moment(connection.execute(select(wake).where(wake > "").order_by(wake).limit(1)).scalar() or "")

    def followed(self) -> frozenset[str]:
        """The threads of all conversations that are followed."""
        with self._begin() as connection:
            return frozenset(connection.execute(select(tables.conversations.c.thread_id).where(_FOLLOWED)).scalars())

    def _update(self, thread_id: str, **values: Any) -> None:
        with self._begin() as connection:
            connection.execute(update(tables.conversations).where(tables.conversations.c.thread_id == thread_id).values(**values))

    # --- follow-ups

    def follow_ups_of(self, thread_id: str) -> tuple[FollowUp, ...]:
        """The conversation's follow-ups, oldest first."""
        query = select(tables.follow_ups).where(tables.follow_ups.c.thread_id == thread_id).order_by(tables.follow_ups.c.id)
        with self._begin() as connection:
            return tuple(_follow_up(row) for row in connection.execute(query))

    def record(self, thread_id: str, follow_up: FollowUp, why: str) -> FollowUp:
        """Writes a follow-up's state with the reason for it, as one transaction; the follow-up with its row number."""
        values = _values(follow_up)
        with self._begin() as connection:
            if follow_up.id:
                connection.execute(update(tables.follow_ups).where(tables.follow_ups.c.id == follow_up.id).values(**values))
                row = follow_up.id
            else:
                done = connection.execute(insert(tables.follow_ups).values(thread_id=thread_id, **values))
                row = int(done.inserted_primary_key[0]) if done.inserted_primary_key else 0
            connection.execute(insert(tables.phases).values(follow_up=row, phase=follow_up.phase.value, at=values["changed"], why=why))
        return FollowUp(**{**{name: getattr(follow_up, name) for name in FollowUp.__slots__}, "id": row})

    # --- digests

    def digests(self) -> tuple[Posted, ...]:
        """The digests of the last days, newest day first, as far back as a search may still prove something by them."""
        query = select(tables.digests).order_by(tables.digests.c.day.desc()).limit(_DIGESTS)
        with self._begin() as connection:
            return tuple(_posted(row) for row in connection.execute(query))

    def post(self, digest: Posted) -> None:
        """Writes down how far the digest of a day has come."""
        values = {"message_id": digest.message_id, "stage": digest.stage.value, "begun": moment_to_text(digest.begun), "gmail_id": digest.gmail_id}
        day = digest.day.isoformat()
        with self._begin() as connection:
            if not connection.execute(update(tables.digests).where(tables.digests.c.day == day).values(**values)).rowcount:
                connection.execute(insert(tables.digests).values(day=day, **values))

    def unpost(self, day: date) -> None:
        """The digest of that day was surely not put in: it is to be tried again."""
        with self._begin() as connection:
            connection.execute(delete(tables.digests).where(tables.digests.c.day == day.isoformat()))


def open_store(address: str) -> Store:
    """The store at an SQLAlchemy address, made and brought up to date as needed. Raises StoreError."""
    return Store(engine_for(address))


def _values(follow_up: FollowUp) -> dict[str, Any]:
    return {
        "number": follow_up.number,
        "do": follow_up.do,
        "phase": follow_up.phase.value,
        "anchor": follow_up.anchor,
        "at": moment_to_text(follow_up.at),
        "changed": moment_to_text(follow_up.changed),
        "text": follow_up.text,
        "draft_id": follow_up.draft_id,
        "sent_id": follow_up.sent_id,
        "approved_text": follow_up.approved_text,
    }


def _follow_up(row: Row[Any]) -> FollowUp:
    values = {name: getattr(row, name) for name in ("number", "do", "anchor", "text", "draft_id", "sent_id", "approved_text", "id")}
    return FollowUp(**values, phase=Phase(row.phase), at=datetime.fromisoformat(row.at), changed=datetime.fromisoformat(row.changed))


def _posted(row: Row[Any]) -> Posted:
    return Posted(date.fromisoformat(row.day), row.message_id, Stage(row.stage), datetime.fromisoformat(row.begun), row.gmail_id)
