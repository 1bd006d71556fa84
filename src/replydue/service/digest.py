"""Puts the digest into the user's own inbox: once a day at most, and in place of the one before. Nothing is sent."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from replydue.core.conversation import Exchange
from replydue.core.digest import Case, Digest, digest_of, own_message_id
from replydue.core.digest_days import Posted, Stage, day_due, next_moment
from replydue.core.due import Waiting
from replydue.core.judgement import judge
from replydue.core.life import LIVE, FollowUp, Phase
from replydue.core.model import Conversation, NextStep, Standing
from replydue.core.wording import call_notes
from replydue.errors import GmailError, GmailUnreachable, NotFound, ReplydueError, SignInError
from replydue.gmail import Uncertain
from replydue.gmail.mime_out import write_for_own_inbox
from replydue.service.conversations import without_drafts
from replydue.service.desk import Desk
from replydue.service.summary import Summary, read_summary

log = logging.getLogger(__name__)

_SHOWN_BY_THEN = timedelta(minutes=1)  # a search may lag behind an insertion by seconds
_RECENT = timedelta(days=60)  # older conversations have no interview ahead
_LEFT_ALONE = frozenset({"INBOX", "UNREAD", "IMPORTANT", "SENT"})  # labels that Gmail puts on by itself, as it does its categories
_OPEN = (Standing.WAITING, Standing.OVERDUE, Standing.YOUR_TURN, Standing.ON_HOLD)


@dataclass
class Digests:
    """The digests of one mailbox."""

    desk: Desk

    def post(self, now: datetime) -> None:
        """Puts in the digest that is due at `now` (aware), if something is to do, and takes the one before away. Raises SignInError, GmailUnreachable.

        The intention is written down first. Whether a digest whose insertion was not heard of is there, its Message-ID tells.
        """
        posted = self.desk.store.digests()
        day = day_due(self.desk.settings, now)
        for digest in posted:
            if digest.stage is Stage.INSERTING and now - digest.begun >= _SHOWN_BY_THEN:
                self._look_up(digest, posted, again=digest.day == day, now=now)
        if day is not None and day not in {digest.day for digest in posted}:
            self._begin(Posted(day, own_message_id(day, self._address()), Stage.INSERTING, now), now)
        self._replace()

    def _begin(self, posted: Posted, now: datetime) -> None:
        raw = self._written(posted.message_id, now)
        if not raw:
            self.desk.store.post(replace(posted, stage=Stage.NONE))
            return
        self.desk.store.post(posted)
        try:
            gmail_id = self.desk.gmail.insert(raw, ("INBOX", "UNREAD"))
        except Uncertain as error:
            log.warning("digest: %s", error)
            return
        except (GmailUnreachable, SignInError):
            self.desk.store.unpost(posted.day)
            raise
        except GmailError as error:
            log.warning("no digest today: %s", error)
            self.desk.store.post(replace(posted, stage=Stage.NONE))
            return
        self.desk.store.post(replace(posted, stage=Stage.INSERTED, gmail_id=gmail_id))

    def _written(self, message_id: str, now: datetime) -> bytes:
        """The message; b"" where nothing is to do, or where it cannot be written: a digest never stops the daemon's work."""
        try:
            digest = self._digest(now)
            return write_for_own_inbox(digest.letter(), message_id, now.astimezone(ZoneInfo(self.desk.settings.timezone))) if digest.headline else b""
        except ReplydueError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, it concerns the digest alone
            log.error("no digest today: it could not be written (%s)", type(error).__name__)
            return b""

    def _look_up(self, lost: Posted, posted: tuple[Posted, ...], *, again: bool, now: datetime) -> None:
        """Adopts a digest whose insertion was not heard of. Where it is surely not there it is put in again, else there is none that day."""
        found = self.desk.gmail.found_by(lost.message_id)
        if found:
            self.desk.store.post(replace(lost, stage=Stage.INSERTED, gmail_id=found[0]))
        elif again and self._search_can_be_trusted(posted):
            self._begin(replace(lost, begun=now), now)
        else:
            self.desk.store.post(replace(lost, stage=Stage.NONE))

    def _search_can_be_trusted(self, posted: tuple[Posted, ...]) -> bool:
        """Whether the server finds an earlier digest by the Message-ID that it was inserted with; not every server keeps it, or can search."""
        earlier = next((digest for digest in posted if digest.gmail_id), None)
        return earlier is not None and earlier.gmail_id in self.desk.gmail.found_by(earlier.message_id)

    def _replace(self) -> None:
        """Trashes the digests before the newest one, unless the user has archived, starred or labelled them: those are the user's."""
        standing = [digest for digest in self.desk.store.digests() if digest.stage is Stage.INSERTED]
        for old in standing[1:]:
            try:
                labels = self.desk.gmail.labels_of(old.gmail_id)
                if "INBOX" in labels and all(label in _LEFT_ALONE or label.startswith("CATEGORY_") for label in labels):
                    self.desk.gmail.trash(old.gmail_id)
            except NotFound:
                log.debug("the digest of %s is gone", old.day)
            except GmailError as error:
                log.warning("the digest of %s stays: %s", old.day, error)
            self.desk.store.post(replace(old, stage=Stage.SETTLED))

    def _address(self) -> str:
        if not self.desk.identities:
            self.desk.refresh()
        return next((identity.address for identity in self.desk.identities if identity.primary), self.desk.identities[0].address)

    def _digest(self, now: datetime) -> Digest:
        settings = self.desk.settings
        coming = next_moment(settings, now)
        until = coming.date() if coming else now.astimezone(ZoneInfo(settings.timezone)).date()
        cases = sorted(self._cases(now), key=lambda case: (case.expected_by or date.max, case.name.casefold()))
        return digest_of(cases, self._address(), settings, now, until)

    def _cases(self, now: datetime) -> Iterator[Case]:
        open_ones = {kept.thread_id: kept for kept in (*self.desk.store.wanting(), *self.desk.store.conversations(*_OPEN))}
        for kept in open_ones.values():
            summary = read_summary(kept.summary)
            if kept.aside or (summary and summary.standing in _OPEN):
                yield self._case(kept.thread_id, summary, kept.aside, now)

    def _case(self, thread_id: str, summary: Summary | None, aside: str, now: datetime) -> Case:
        if summary is None:
            return Case(thread_id, "", check=aside)
        live = next((follow_up for follow_up in reversed(self.desk.store.follow_ups_of(thread_id)) if follow_up.phase in LIVE), None)
        who = summary.counterpart
        case = Case(
            thread_id,
            (who.name or who.address) if who else "",
            who.company if who else "",
            summary.role,
            summary.standing,
            live.phase.value if live else "",
            summary.evidence[0].quote if summary.evidence else "",
            summary.expectation.by if summary.expectation else None,
            summary.next_step,
            who.phone if who else "",
            check=aside or summary.doubt or _to_check(live),
        )
        try:
            return self._with_mail(case, summary, live, now)
        except Exception as error:  # noqa: BLE001 - whatever it is, it concerns this conversation alone
            log.error("conversation %s: told in short in the digest: %s", thread_id, type(error).__name__, extra={"conversation": thread_id})
            return case

    def _with_mail(self, case: Case, summary: Summary, live: FollowUp | None, now: datetime) -> Case:
        """The case with what only its mail tells: the interview that lies ahead, and what to say in a call."""
        calling = live is not None and live.phase is Phase.CALLING
        if not calling and (summary.last_mail is None or summary.last_mail < now.date() - _RECENT):
            return case
        conversation = without_drafts(self.desk, case.thread_id)
        case = _with_interview(case, conversation, self.desk, now)
        if live is None or not calling:
            return case
        judgement = judge(conversation, self.desk.settings, now)
        step = NextStep("call", live.number, live.at)
        return replace(case, call_notes=call_notes(judgement, conversation, step, self.desk.settings, self.desk.templates, now))


def _with_interview(case: Case, conversation: Conversation, desk: Desk, now: datetime) -> Case:
    interview = Waiting(Exchange(conversation, desk.settings), now).interview
    if interview is None or interview.end <= now:
        return case
    zone = ZoneInfo(desk.settings.timezone)
    events = (event for message in conversation.messages for event in message.events)
    start = next((event.start.astimezone(zone) for event in events if event.end == interview.end), None)
    return replace(case, interview=(start or interview.end).date(), interview_at=start.time() if start else None)


def _to_check(live: FollowUp | None) -> str:
    """Why the thread bears `Check` on account of its draft."""
    return "The draft changed after you approved it, so it was not sent." if live and live.phase is Phase.DRAFTED and live.approved_text else ""
