"""What happens to mail on its way out? Drafts are written, saved anew and sent; what is sent is changed as Gmail changes it."""

import hashlib
from email.utils import format_datetime, formataddr

from replydue.sandbox import head
from replydue.sandbox.errors import bad_argument, not_found
from replydue.sandbox.mail import Mail
from replydue.sandbox.mailbox import Mailbox


def create_draft(box: Mailbox, raw: bytes, thread_id: str) -> Mail:
    """A new draft in this thread if Gmail takes it there, else in one of its own."""
    seed = f"{len(box)}-{box.history.current}-{raw[:200]!r}"
    number = int(hashlib.sha256(seed.encode()).hexdigest()[:15], 16)
    draft_id = f"r{'-' if number % 2 else ''}{number}"
    return box.add(raw, ["DRAFT"], thread_id=placed(box, raw, thread_id), draft_id=draft_id)


def update_draft(box: Mailbox, old: Mail, raw: bytes, thread_id: str) -> Mail:
    """The draft with other bytes: the same draft id, a new message. Without `thread_id` it moves to a thread of its own, as on real Gmail."""
    new = box.add(raw, ["DRAFT"], thread_id=placed(box, raw, thread_id), draft_id=old.draft_id)
    box.remove(old)
    box.touch([new])
    return new


def placed(box: Mailbox, raw: bytes, thread_id: str) -> str:
    """The thread that what the user writes goes into; "" for a new one. 404 if the named thread does not exist."""
    if not thread_id:
        return ""
    return thread_id if box.takes(thread_id, head.fields(raw)) else ""


def send(box: Mailbox, raw: bytes, thread_id: str) -> Mail:
    """Sends: a new message with SENT, and into the inbox too if it goes to the user. 400 without a recipient."""
    fields = head.fields(raw)
    recipients = {address for _, address in head.addresses(fields, "to", "cc", "bcc")}
    if not recipients:
        raise bad_argument("Recipient address required")
    labels = ["SENT", "INBOX", "UNREAD"] if recipients & box.addresses else ["SENT"]
    thread = placed(box, raw, thread_id)
    return box.add(as_sent(box, raw), labels, thread_id=thread)


def send_draft(box: Mailbox, draft: Mail, raw: bytes | None = None, thread_id: str = "") -> Mail:
    """Sends a draft, in its last form or with other bytes: the draft is gone, the message sent is another one."""
    thread = thread_id or draft.thread_id
    sent = send(box, draft.raw if raw is None else raw, thread)
    box.remove(draft)
    box.sent_by_draft.add(draft.draft_id)
    return sent


def send_draft_in_place(box: Mailbox, draft: Mail) -> Mail:
    """Sends a draft so that history tells it as a change of labels: seen now and then when the user sends from the web."""
    if not head.addresses(draft.fields, "to", "cc", "bcc"):
        raise bad_argument("Recipient address required")
    sent = box.release_draft(draft, as_sent(box, draft.raw))
    box.relabel([sent], ["SENT"], ["DRAFT"])
    return sent


def as_sent(box: Mailbox, raw: bytes) -> bytes:
    """The bytes as they go out: Gmail's own Message-ID and Date, an own address as From, no Bcc."""
    fields = head.fields(raw)
    digest = hashlib.sha256(f"{box.history.current}-{len(box)}".encode() + raw).hexdigest()
    changes: dict[str, str | None] = {
        "Message-ID": f"<CA+{digest[:40]}@mail.gmail.com>",
        "Date": format_datetime(box.clock.now()),
        "Bcc": None,
    }
    written_by = head.addresses(fields, "from")
    if not written_by or written_by[0][1] not in box.addresses:
        changes["From"] = formataddr((box.own[0][1], box.own[0][0]))
    if not head.first(fields, "mime-version"):
        changes["MIME-Version"] = "1.0"
    return head.replaced(raw, changes)


def draft_to_change(box: Mailbox, draft_id: str) -> Mail:
    """The draft, to be saved anew or sent. A draft that has been sent is refused with 400, one that never was or was discarded with 404."""
    if draft_id in box.sent_by_draft:
        raise bad_argument("Message not a draft")
    if draft_id not in box.drafts():
        raise not_found()
    return box.draft(draft_id)
