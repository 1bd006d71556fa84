"""What is in the mailbox, and what is done in it? The mailbox as the service uses it."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from replydue.core.mail import Message
from replydue.core.model import Identity
from replydue.errors import GmailError, HistoryExpired, NotFound
from replydue.gmail.calls import Calls
from replydue.gmail.history import changes_in
from replydue.gmail.many import Many
from replydue.gmail.payload import decoded, message_of, received
from replydue.gmail.transport import Transport
from replydue.gmail.values import Changes, Draft, Profile, Thread


class Gmail:
    """One mailbox. Not for use by two threads at a time.

    Every method raises SignInError, GmailUnreachable or GmailError; what it raises besides is said there.
    """

    def __init__(self, service: Any, calls: Calls, batch_uri: str, transport: Transport) -> None:
        self._service, self._users, self._calls, self._transport = service, service.users(), calls, transport
        self._many = Many(calls, batch_uri)

    @property
    def units(self) -> int:
        """The quota units spent so far."""
        return self._calls.budget.spent

    @property
    def clock_ahead(self) -> float:
        """By how many seconds this computer's clock was ahead of Gmail's at the last answer; 0 where that is not known."""
        return self._transport.clock_ahead

    def close(self) -> None:
        """Closes the connections."""
        self._service.close()

    def profile(self) -> Profile:
        """Whose mailbox it is, and where its history stands."""
        try:
            found = self._calls.ask(self._users.getProfile(userId="me"))
        except NotFound:  # a server without it
            return Profile(self._primary_address(), self._newest_history_id())
        return Profile(str(found.get("emailAddress", "")).lower(), str(found.get("historyId", "1")))

    def identities(self) -> tuple[Identity, ...]:
        """The addresses that mail can be sent as, the primary one first; those still to be confirmed are left out."""
        try:
            found = self._calls.ask(self._users.settings().sendAs().list(userId="me")).get("sendAs") or ()
        except NotFound:  # a server without settings
            found = ()
        usable = [_identity(alias) for alias in found if alias.get("isPrimary") or alias.get("verificationStatus", "accepted") == "accepted"]
        return tuple(sorted(usable, key=lambda identity: not identity.primary)) or (Identity(self.profile().address, primary=True),)

    def changes_since(self, history_id: str) -> Changes:
        """What has happened since. Raises HistoryExpired where that is too long ago."""
        listed: list[dict[str, Any]] = []
        newest = history_id
        try:
            for page in self._pages(self._users.history(), userId="me", startHistoryId=history_id, maxResults=500):
                listed += page.get("history") or ()
                newest = str(page.get("historyId", newest))
        except NotFound:
            raise HistoryExpired("Gmail no longer knows what has changed since the last look", "everything is looked at again") from None
        return Changes(changes_in(listed), newest)

    def thread_ids(self, query: str = "", label_ids: Sequence[str] = ()) -> Iterator[str]:
        """The threads with a message that fits the search and bears all the labels; spam and trash left out."""
        asked: dict[str, Any] = {"userId": "me", "maxResults": 500}
        asked |= {"q": query} if query else {}
        asked |= {"labelIds": list(label_ids)} if label_ids else {}
        for page in self._pages(self._users.threads(), **asked):
            yield from (str(thread["id"]) for thread in page.get("threads") or ())

    def thread(self, thread_id: str) -> Thread:
        """One thread. Raises NotFound."""
        return self._thread(self._calls.ask(self._thread_request(thread_id)))

    def threads(self, ids: Iterable[str]) -> Iterator[Thread]:
        """Many threads; those that have vanished are left out."""
        yield from (self._thread(found) for found in self._many.read(ids, self._thread_request))

    def headers(self, message_ids: Iterable[str]) -> Iterator[Message]:
        """Many messages without their bodies; those that have vanished are left out."""
        for found in self._many.read(message_ids, lambda id: self._users.messages().get(userId="me", id=id, format="metadata")):
            yield message_of(found, self._attachment)

    def drafts(self) -> Iterator[tuple[str, str, str]]:
        """All drafts: the ids of draft, message and thread. The list may lag behind by seconds."""
        for page in self._pages(self._users.drafts(), userId="me", maxResults=500):
            for draft in page.get("drafts") or ():
                message = draft.get("message") or {}
                yield str(draft["id"]), str(message.get("id", "")), str(message.get("threadId", ""))

    def drafts_in(self, thread_id: str) -> tuple[Draft, ...]:
        """The drafts in a thread."""
        found = []
        for draft_id, _, thread in self.drafts():
            if thread == thread_id:
                try:
                    found.append(self.draft(draft_id))
                except NotFound:  # gone since it was listed
                    continue
        return tuple(found)

    def draft(self, draft_id: str) -> Draft:
        """One draft. Raises NotFound."""
        found = self._calls.ask(self._users.drafts().get(userId="me", id=draft_id, format="full"))
        return Draft(str(found["id"]), message_of(found.get("message") or {}, self._attachment))

    def create_draft(self, raw: bytes, thread_id: str) -> tuple[str, str]:
        """Puts a draft into the thread. Returns the ids of draft and message. Raises Uncertain."""
        found = self._calls.act(self._users.drafts().create(userId="me", body={"message": {"raw": _encoded(raw), "threadId": thread_id}}))
        return str(found["id"]), str((found.get("message") or {}).get("id", ""))

    def delete_draft(self, draft_id: str) -> bool:
        """Deletes a draft, for good. Returns False where there was none."""
        try:
            self._calls.ask(self._users.drafts().delete(userId="me", id=draft_id))
        except NotFound:
            return False
        return True

    def send_draft(self, draft_id: str) -> str:
        """Sends a draft. Returns the id of the sent message. Raises Uncertain; NotFound where it was sent or discarded meanwhile."""
        return str(self._calls.act(self._users.drafts().send(userId="me", body={"id": draft_id}))["id"])

    def labels(self) -> dict[str, str]:
        """The ids of all labels by name, Gmail's own among them."""
        found = self._calls.ask(self._users.labels().list(userId="me"))
        return {str(label["name"]): str(label["id"]) for label in found.get("labels") or ()}

    def ensure_labels(self, colours: Mapping[str, tuple[str, str]]) -> dict[str, str]:
        """The ids of the labels by name. Those that are missing are made in their colours (text, background; of Gmail's palette), and before them
        those they are nested under, without which Gmail does not show them nested."""
        known = _by_small_name(self.labels())
        for name in colours:
            levels = name.split("/")
            for level in ("/".join(levels[:depth]) for depth in range(1, len(levels) + 1)):
                if level.lower() not in known:
                    known[level.lower()] = self._make_label(level, colours.get(level))
        return {name: known[name.lower()] for name in colours}

    def relabel(self, thread_id: str, add: Collection[str], remove: Collection[str], *, message_id: str = "") -> None:
        """Puts labels on the messages of a thread and takes others off, by id; on one message alone for half the units. Raises NotFound."""
        if not add and not remove:
            return
        where = self._users.messages() if message_id else self._users.threads()
        self._calls.ask(where.modify(userId="me", id=message_id or thread_id, body={"addLabelIds": list(add), "removeLabelIds": list(remove)}))

    def insert(self, raw: bytes, label_ids: Collection[str]) -> str:
        """Puts a mail into the mailbox without sending it. Returns its id. Raises Uncertain."""
        return str(self._calls.act(self._users.messages().insert(userId="me", body={"raw": _encoded(raw), "labelIds": list(label_ids)}))["id"])

    def found_by(self, message_id: str) -> tuple[str, ...]:
        """The Gmail ids of the messages with this Message-ID, wherever they lie, as far as the search knows it (gmail-api 6); it may lag by seconds."""
        asked = {"userId": "me", "q": f"rfc822msgid:{message_id.strip('<>')}", "includeSpamTrash": True, "maxResults": 5}
        listed = self._calls.ask(self._users.messages().list(**asked)).get("messages") or ()
        found = self.headers(str(message["id"]) for message in listed)
        return tuple(message.id for message in found if message.message_id == message_id)  # a server that cannot search lists anything

    def labels_of(self, message_id: str) -> frozenset[str]:
        """The ids of the labels on a message. Raises NotFound."""
        found = self._calls.ask(self._users.messages().get(userId="me", id=message_id, format="minimal"))
        return frozenset(str(label) for label in found.get("labelIds") or ())

    def trash(self, message_id: str) -> bool:
        """Puts one message into the trash. Returns False where there was none."""
        try:
            self._calls.ask(self._users.messages().trash(userId="me", id=message_id))
        except NotFound:
            return False
        return True

    def _pages(self, collection: Any, **asked: Any) -> Iterator[dict[str, Any]]:
        request = collection.list(**asked)
        while request is not None:
            page = self._calls.ask(request)
            yield page
            request = collection.list_next(request, page)

    def _thread_request(self, thread_id: str) -> Any:
        return self._users.threads().get(userId="me", id=thread_id, format="full")

    def _thread(self, found: dict[str, Any]) -> Thread:
        ordered = sorted(found.get("messages") or (), key=lambda message: ((moment := received(message)) and moment.timestamp()) or 0.0)
        return Thread(str(found["id"]), tuple(message_of(message, self._attachment) for message in ordered), str(found.get("historyId", "")))

    def _attachment(self, message_id: str, attachment_id: str) -> bytes:
        try:
            found = self._calls.ask(self._users.messages().attachments().get(userId="me", messageId=message_id, id=attachment_id))
        except NotFound:  # the message is gone, or its attachment has taken another id: it is read without
            return b""
        return decoded(str(found.get("data", "")))

    def _make_label(self, name: str, colour: tuple[str, str] | None) -> str:
        body: dict[str, Any] = {"name": name, "labelListVisibility": "labelShow", "messageListVisibility": "show"}
        if colour is not None:
            body["color"] = dict(zip(("textColor", "backgroundColor"), colour, strict=True))
        try:
            return str(self._calls.ask(self._users.labels().create(userId="me", body=body))["id"])
        except GmailError as error:
            existing = _by_small_name(self.labels()).get(name.lower()) if error.status == 409 else None
            if existing is None:
                raise
            return existing

    def _primary_address(self) -> str:
        found = self._calls.ask(self._users.settings().sendAs().list(userId="me")).get("sendAs") or ()
        return next((_identity(alias).address for alias in found if alias.get("isPrimary")), "")

    def _newest_history_id(self) -> str:
        """As far as the listed threads show it. Without a profile there is no better one."""
        newest = 1
        for page in self._pages(self._users.threads(), userId="me", maxResults=500):
            newest = max([newest, *(int(thread["historyId"]) for thread in page.get("threads") or () if str(thread.get("historyId", "")).isdigit())])
        return str(newest)


def _identity(alias: dict[str, Any]) -> Identity:
    return Identity(
        address=str(alias.get("sendAsEmail", "")).lower(),
        name=str(alias.get("displayName") or ""),
        signature=str(alias.get("signature") or ""),
        primary=bool(alias.get("isPrimary")),
    )


def _by_small_name(labels: dict[str, str]) -> dict[str, str]:
    """Gmail takes label names that differ only in case for the same."""
    return {name.lower(): id for name, id in labels.items()}


def _encoded(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode("ascii")
