"""What does the user do by hand? Gmail's web page and apps, whose traces the daemon must read."""

import html
from email.message import EmailMessage
from email.policy import SMTP

from replydue.sandbox import head, outgoing
from replydue.sandbox.errors import not_found
from replydue.sandbox.mailbox import Mailbox

_KEPT = ("From", "To", "Cc", "Bcc", "Subject", "In-Reply-To", "References", "Message-ID")


class User:
    """The user of the mailbox at work. Errors are the same as those of the API: `Refusal`."""

    def __init__(self, box: Mailbox) -> None:
        self._box = box

    def press_send(self, draft_id: str, *, in_place: bool = False) -> str:
        """Sends a draft as it stands; gives the id of the message sent. `in_place`: history tells it as labels changed, not as a message added."""
        with self._box.lock:
            draft = outgoing.draft_to_change(self._box, draft_id)
            send = outgoing.send_draft_in_place if in_place else outgoing.send_draft
            return send(self._box, draft).id

    def edit_draft(self, draft_id: str, text: str, *, subject: str | None = None) -> str:
        """Types other words into a draft; gives the id of its new message. The page writes HTML of its own; another subject makes another thread."""
        with self._box.lock:
            draft = outgoing.draft_to_change(self._box, draft_id)
            return outgoing.update_draft(self._box, draft, _composed(draft.fields, text, subject), draft.thread_id).id

    def discard(self, draft_id: str) -> None:
        """Throws a draft away."""
        with self._box.lock:
            self._box.remove(self._box.draft(draft_id))

    def write(self, raw: bytes) -> str:
        """Writes a mail in Gmail and sends it, with the Message-ID and Date it has; gives its id. It joins the thread of what it answers."""
        with self._box.lock:
            return self._box.add(raw, ["SENT"], thread_id=self._box.thread_for(head.fields(raw))).id

    def label(self, thread_id: str, name: str) -> None:
        """Puts a label on a conversation; makes the label if there is none of that name."""
        with self._box.lock:
            label = self._box.labels.named(name) or self._box.labels.create(name)
            self._relabel(thread_id, [label.id], [])

    def unlabel(self, thread_id: str, name: str) -> None:
        """Takes a label off a conversation; 404 if there is no such label."""
        with self._box.lock:
            label = self._box.labels.named(name)
            if label is None:
                raise not_found()
            self._relabel(thread_id, [], [label.id])

    def delete_label(self, name: str) -> None:
        """Deletes a label; it comes off all messages."""
        with self._box.lock:
            label = self._box.labels.named(name)
            if label is None:
                raise not_found()
            mails = self._box.labelled(label.id)
            self._box.labels.delete(label.id)
            self._box.relabel(mails, [], [label.id])

    def read(self, thread_id: str) -> None:
        """Opens a conversation."""
        self._relabel(thread_id, [], ["UNREAD"])

    def star(self, thread_id: str) -> None:
        """Stars a conversation."""
        self._relabel(thread_id, ["STARRED"], [])

    def archive(self, thread_id: str) -> None:
        """Takes a conversation out of the inbox."""
        self._relabel(thread_id, [], ["INBOX"])

    def trash(self, thread_id: str) -> None:
        """Puts a conversation into the trash."""
        self._relabel(thread_id, ["TRASH"], ["INBOX", "SPAM"])

    def untrash(self, thread_id: str) -> None:
        """Takes a conversation out of the trash, back to the inbox."""
        self._relabel(thread_id, ["INBOX"], ["TRASH"])

    def spam(self, thread_id: str) -> None:
        """Reports a conversation as spam."""
        self._relabel(thread_id, ["SPAM"], ["INBOX"])

    def _relabel(self, thread_id: str, add: list[str], remove: list[str]) -> None:
        """All but drafts, which bear no label but their own; mail that only went out does not come into the inbox."""
        with self._box.lock:
            mails = [mail for mail in self._box.thread(thread_id) if "DRAFT" not in mail.labels]
            inbox = [mail for mail in mails if "SENT" not in mail.labels]
            self._box.relabel(mails, [label for label in add if label != "INBOX"], remove)
            self._box.relabel(inbox, [label for label in add if label == "INBOX"], [])


def _composed(fields: head.Fields, text: str, subject: str | None) -> bytes:
    """The draft as Gmail's page saves it: plain words and its own HTML, no header fields of others."""
    message = EmailMessage(policy=SMTP.clone(refold_source="none"))
    for name in _KEPT:
        value = head.decoded(head.first(fields, name.lower()))
        if name == "Subject" and subject is not None:
            value = subject
        if value:
            message[name] = value
    message.set_content(text)
    lines = "".join(f"<div>{html.escape(line) or '<br>'}</div>" for line in text.splitlines())
    message.add_alternative(f'<div dir="ltr">{lines}</div>\n', subtype="html")
    return message.as_bytes()
