"""The mailbox as the service uses it: threads, changes, drafts and labels, in the core's vocabulary."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, Literal

from replydue.core.model import Identity, Message
from replydue.errors import GmailError, HistoryExpired, NotFound
from replydue.gmail.calls import Calls
from replydue.gmail.credentials import load
from replydue.gmail.payload import decoded, encoded, message_of
from replydue.gmail.quota import PER_SECOND, Budget
from replydue.gmail.transport import checked, is_loopback, service
from replydue.gmail.values import Change, Changes, Draft, Profile, Thread
from replydue.settings import Settings, expanded

_ME = "me"
_PAGE = 500
_PATIENCE = 600.0  # seconds that a call is tried for against Google
_LOCAL_PATIENCE = 20.0  # and against a server on this computer, whose silence will not pass
_KINDS: tuple[tuple[Literal["added", "deleted", "labelled", "unlabelled"], str], ...] = (
    ("added", "messagesAdded"),
    ("deleted", "messagesDeleted"),
    ("labelled", "labelsAdded"),
    ("unlabelled", "labelsRemoved"),
)
_JUDGED_HEADERS = [
    "From", "To", "Cc", "Reply-To", "Date", "Subject", "Message-ID", "In-Reply-To", "References", "Auto-Submitted", "Precedence", "List-Id", "List-Unsubscribe",
    "List-Unsubscribe-Post", "Return-Path", "Content-Type", "Feedback-ID", "X-Failed-Recipients", "X-Autoreply", "X-Autorespond", "X-Campaign",
]  # fmt: skip


class Gmail:
    """One mailbox. Every method raises GmailError, GmailUnreachable or SignInError; nothing of Google's own gets out. For one thread."""

    def __init__(self, client: Any, calls: Calls) -> None:
        self._users, self._calls = client.users(), calls
        self._client = client

    @property
    def units(self) -> int:
        """The quota units spent so far."""
        return self._calls.budget.total

    def close(self) -> None:
        """Closes the connections."""
        self._client.close()

    # --- who and what is new

    def profile(self) -> Profile:
        """Whose mailbox it is and its history id. A server without getProfile is asked for its send-as addresses and threads instead."""
        try:
            found = self._calls.call("getProfile", self._users.getProfile(userId=_ME))
            return Profile(str(found.get("emailAddress", "")).lower(), str(found.get("historyId", "1")))
        except NotFound:
            address = next((identity.address for identity in self._send_as() if identity.primary), "")
            return Profile(address, self._newest_history_id())

    def identities(self) -> tuple[Identity, ...]:
        """The addresses that mail can be sent as; the mailbox's own where the server knows no others."""
        try:
            found = self._send_as()
        except NotFound:
            found = ()
        return found or (Identity(self.profile().address, primary=True),)

    def changes_since(self, history_id: str) -> Changes:
        """All that changed after a history id. Raises HistoryExpired where the id is too old (or unknown)."""
        changes: list[Change] = []
        newest, token = history_id, None
        while True:
            request = self._users.history().list(userId=_ME, startHistoryId=history_id, maxResults=_PAGE, pageToken=token)
            try:
                page = self._calls.call("history.list", request)
            except NotFound as error:
                raise HistoryExpired("Gmail no longer knows what changed since the last look", status=404) from error
            changes.extend(change for record in page.get("history") or () for change in _changes(record))
            newest, token = str(page.get("historyId") or newest), page.get("nextPageToken")
            if not token:
                return Changes(tuple(changes), newest)

    # --- threads

    def thread_ids(self, query: str = "", label_ids: Sequence[str] = ()) -> Iterator[str]:
        """The threads that a search finds, each once."""
        arguments = {"userId": _ME, "maxResults": _PAGE, "q": query or None, "labelIds": list(label_ids) or None}
        seen: set[str] = set()
        for page in self._pages("messages.list", self._users.messages(), arguments):
            for entry in page.get("messages") or ():
                thread_id = str(entry.get("threadId", ""))
                if thread_id and thread_id not in seen:
                    seen.add(thread_id)
                    yield thread_id

    def thread(self, thread_id: str) -> Thread:
        """A thread whole. Raises NotFound."""
        return self._thread(self._calls.call("threads.get", self._users.threads().get(userId=_ME, id=thread_id, format="full")))

    def threads(self, thread_ids: Iterable[str]) -> Iterator[Thread]:
        """Several threads whole; those that are gone are left out."""
        requests = ((id, self._users.threads().get(userId=_ME, id=id, format="full")) for id in thread_ids)
        for _id, resource in self._calls.each("threads.get", requests):
            yield self._thread(resource)

    def headers(self, message_ids: Iterable[str]) -> Iterator[Message]:
        """Messages by their headers alone; those that are gone are left out."""
        get = self._users.messages().get
        requests = ((id, get(userId=_ME, id=id, format="metadata", metadataHeaders=_JUDGED_HEADERS)) for id in message_ids)
        for _id, resource in self._calls.each("messages.get", requests):
            yield message_of(resource)

    # --- drafts

    def drafts(self) -> Iterator[tuple[str, str, str]]:
        """All drafts: draft id, message id, thread id. The list may lag behind (gmail-api, 3.12)."""
        for page in self._pages("drafts.list", self._users.drafts(), {"userId": _ME, "maxResults": _PAGE}):
            for entry in page.get("drafts") or ():
                message = entry.get("message") or {}
                yield str(entry.get("id", "")), str(message.get("id", "")), str(message.get("threadId", ""))

    def drafts_in(self, thread_id: str) -> tuple[Draft, ...]:
        """The drafts that stand in a thread."""
        found: list[Draft] = []
        for draft_id, _message_id, its_thread in self.drafts():
            if its_thread == thread_id:
                try:
                    found.append(self.draft(draft_id))
                except NotFound:
                    continue
        return tuple(found)

    def draft(self, draft_id: str) -> Draft:
        """A draft as it stands. Raises NotFound: sent, deleted, or never there."""
        found = self._calls.call("drafts.get", self._users.drafts().get(userId=_ME, id=draft_id, format="full"))
        return Draft(str(found.get("id") or draft_id), message_of(found.get("message") or {}))

    def create_draft(self, raw: bytes, thread_id: str) -> tuple[str, str]:
        """Puts a draft into a thread; its draft id and message id. Raises Uncertain where the answer was lost: it may stand there."""
        body = {"message": {"raw": encoded(raw), "threadId": thread_id}}
        found = self._calls.call_once("drafts.create", self._users.drafts().create(userId=_ME, body=body))
        return str(found.get("id", "")), str((found.get("message") or {}).get("id", ""))

    def delete_draft(self, draft_id: str) -> bool:
        """Deletes a draft; False if it was gone already."""
        try:
            self._calls.call("drafts.delete", self._users.drafts().delete(userId=_ME, id=draft_id))
        except NotFound:
            return False
        return True

    def send_draft(self, draft_id: str) -> str:
        """Sends a draft; the id of the sent message. Raises Uncertain where the answer was lost, NotFound where the draft is no more."""
        try:
            found = self._calls.call_once("drafts.send", self._users.drafts().send(userId=_ME, body={"id": draft_id}))
        except GmailError as error:
            if error.status == 400:  # "Message not a draft": it was sent in this moment
                raise NotFound("the draft is no draft any more", status=404) from error
            raise
        return str(found.get("id", ""))

    # --- labels

    def labels(self) -> dict[str, str]:
        """All labels: name to id."""
        found = self._calls.call("labels.list", self._users.labels().list(userId=_ME))
        return {str(label["name"]): str(label["id"]) for label in found.get("labels") or () if "name" in label and "id" in label}

    def ensure_label(self, name: str) -> str:
        """The id of a label, made if need be with those it is nested under (the web page nests only under labels that exist)."""
        known = {label.lower(): id for label, id in self.labels().items()}
        parts = name.split("/")
        for depth in range(1, len(parts) + 1):
            path = "/".join(parts[:depth])
            if path.lower() not in known:
                known[path.lower()] = self._create_label(path)
        return known[name.lower()]

    def relabel(self, thread_id: str, add: Collection[str], remove: Collection[str]) -> None:
        """Puts labels on the messages of a thread and takes others off; ids."""
        body = {"addLabelIds": list(add), "removeLabelIds": list(remove)}
        self._calls.call("threads.modify", self._users.threads().modify(userId=_ME, id=thread_id, body=body))

    # --- inner

    def _send_as(self) -> tuple[Identity, ...]:
        found = self._calls.call("settings.sendAs.list", self._users.settings().sendAs().list(userId=_ME))
        entries = [entry for entry in found.get("sendAs") or () if entry.get("isPrimary") or entry.get("verificationStatus") == "accepted"]
        return tuple(
            Identity(str(e.get("sendAsEmail", "")).lower(), str(e.get("displayName", "")), str(e.get("signature", "")), bool(e.get("isPrimary")))
            for e in entries
        )

    def _newest_history_id(self) -> str:
        page = self._calls.call("threads.list", self._users.threads().list(userId=_ME, maxResults=_PAGE))
        known = [str(thread.get("historyId", "")) for thread in page.get("threads") or ()]
        return max((id for id in known if id.isdigit()), key=int, default="1")

    def _create_label(self, name: str) -> str:
        body = {"name": name, "labelListVisibility": "labelShow", "messageListVisibility": "show"}
        try:
            return str(self._calls.call("labels.create", self._users.labels().create(userId=_ME, body=body))["id"])
        except GmailError as error:
            existing = {label.lower(): id for label, id in self.labels().items()}.get(name.lower())
            if error.status in (400, 409) and existing:
                return existing
            raise

    def _thread(self, resource: dict[str, Any]) -> Thread:
        entries = sorted(resource.get("messages") or (), key=lambda entry: int(entry.get("internalDate") or 0))
        messages = tuple(message_of(entry, self._attachment) for entry in entries)
        return Thread(str(resource.get("id", "")), messages, str(resource.get("historyId", "")))

    def _attachment(self, message_id: str, attachment_id: str) -> bytes:
        get = self._users.messages().attachments().get
        try:
            found = self._calls.call("messages.attachments.get", get(userId=_ME, messageId=message_id, id=attachment_id))
        except GmailError:
            return b""  # the attachment's loss must not be the mail's
        return decoded(str(found.get("data", "")))

    def _pages(self, method: str, collection: Any, arguments: dict[str, Any]) -> Iterator[dict[str, Any]]:
        token: str | None = None
        while True:
            page = self._calls.call(method, collection.list(**arguments, pageToken=token))
            yield page
            token = page.get("nextPageToken")
            if not token:
                return


def connect(settings: Settings, *, stop: threading.Event | None = None) -> Gmail:
    """The mailbox of a configuration. Makes no request yet. `stop` ends every wait. Raises SignInError, ConfigError."""
    endpoint = checked(settings.gmail.endpoint)
    local = is_loopback(endpoint)
    credentials = load(expanded(settings.account.token), loopback=local)
    stop = stop or threading.Event()
    budget = Budget(None if local else PER_SECOND, stop.wait)
    calls = Calls(f"{endpoint}batch/gmail/v1", budget, stop, patience=_LOCAL_PATIENCE if local else _PATIENCE)
    return Gmail(service(endpoint, credentials), calls)


def _changes(record: dict[str, Any]) -> Iterator[Change]:
    """The changes in a history record; records without any are normal (gmail-api, 0.4)."""
    for kind, key in _KINDS:
        for entry in record.get(key) or ():
            message = entry.get("message") or {}
            yield Change(
                kind,
                str(message.get("id", "")),
                str(message.get("threadId", "")),
                frozenset(message.get("labelIds") or ()),
                frozenset(entry.get("labelIds") or ()),
            )
