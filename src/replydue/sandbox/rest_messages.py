"""What do the messages.* and threads.* methods do?"""

import base64
import binascii
from collections.abc import Callable, Collection
from typing import Any, TypeAlias

from replydue.sandbox import head, outgoing, shown
from replydue.sandbox.asked import Asked, in_base64url, raw_of, thread_id_of
from replydue.sandbox.errors import bad_argument
from replydue.sandbox.labels import UNCHANGEABLE
from replydue.sandbox.listing import listed, matching, page
from replydue.sandbox.mail import Mail
from replydue.sandbox.mailbox import Mailbox
from replydue.sandbox.mime import walk

Json: TypeAlias = dict[str, Any]
Handler: TypeAlias = Callable[[Mailbox, Asked], Json | None]
MOST_LABELS, MOST_MESSAGES = 100, 1000


def list_messages(box: Mailbox, asked: Asked) -> Json:
    """messages.list"""
    found = matching(box, asked)
    part, token = page([mail.order for mail in found], asked)
    return listed("messages", [shown.ids(mail) for mail in found[part]], token, len(found))


def get_message(box: Mailbox, asked: Asked) -> Json:
    """messages.get"""
    return shown.message(box.mail(asked.id()), asked.form(), asked.many("metadataHeaders"))


def get_attachment(box: Mailbox, asked: Asked) -> Json:
    """messages.attachments.get"""
    mail = box.mail(asked.id())
    part_id = _part_named(asked.ids[1], mail)
    part = next((part for part in walk(mail.payload) if part.part_id == part_id), None)
    if part is None:
        raise bad_argument("Invalid attachment token")
    return {"size": part.size, "data": in_base64url(part.data)}


def _part_named(token: str, mail: Mail) -> str:
    body = token.removeprefix("ANGjdJ")
    try:
        message_id, part_id, _ = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)).decode().split("/")
    except (binascii.Error, ValueError):
        raise bad_argument("Invalid attachment token") from None
    if message_id != mail.id:
        raise bad_argument("Invalid attachment token")
    return part_id


def insert_message(box: Mailbox, asked: Asked) -> Json:
    """messages.insert: put into the mailbox as if by IMAP."""
    raw, wanted = raw_of(asked.body), asked.words("labelIds")
    _check_known(box, wanted)
    by_date = asked.one("internalDateSource", "receivedTime") == "dateHeader"
    mail = box.add(raw, wanted, thread_id=_thread_to_join(box, asked, raw), received_ms=_date_ms(raw) if by_date else None)
    return shown.short(mail)


def import_message(box: Mailbox, asked: Asked) -> Json:
    """messages.import: as if it had come in by SMTP. Answers with the id alone."""
    raw, wanted = raw_of(asked.body), asked.words("labelIds")
    if asked.body.get("threadId"):
        raise bad_argument("threadId not allowed")
    _check_known(box, wanted)
    by_date = asked.one("internalDateSource", "dateHeader") == "dateHeader"
    return {"id": box.add(raw, wanted, thread_id=box.thread_for(head.fields(raw)), received_ms=_date_ms(raw) if by_date else None).id}


def _thread_to_join(box: Mailbox, asked: Asked, raw: bytes) -> str:
    named = thread_id_of(asked.body)
    return outgoing.placed(box, raw, named) if named else box.thread_for(head.fields(raw))


def _date_ms(raw: bytes) -> int | None:
    written = head.sent_at(tuple(pair for pair in head.fields(raw) if pair[0].lower() == "date"))
    return int(written.timestamp() * 1000) if written else None


def send_message(box: Mailbox, asked: Asked) -> Json:
    """messages.send"""
    return shown.short(outgoing.send(box, raw_of(asked.body), thread_id_of(asked.body)))


def modify_message(box: Mailbox, asked: Asked) -> Json:
    """messages.modify"""
    mail = box.mail(asked.id())
    _modify(box, [mail], asked)
    return shown.short(mail)


def batch_modify(box: Mailbox, asked: Asked) -> None:
    """messages.batchModify: ids that do not exist are passed over."""
    wanted = asked.words("ids")
    if not wanted:
        raise bad_argument("No message ids specified.")
    if len(wanted) > MOST_MESSAGES:
        raise bad_argument("Too many message ids specified in one request.")
    known = {mail.id: mail for mail in box.newest_first()} if len(wanted) > 1 else {wanted[0]: box.mail(wanted[0])}
    _modify(box, [known[id_] for id_ in wanted if id_ in known], asked)


def _modify(box: Mailbox, mails: Collection[Mail], asked: Asked) -> None:
    add, remove = asked.words("addLabelIds"), asked.words("removeLabelIds")
    if not add and not remove:
        raise bad_argument("No label add or removes specified")
    if max(len(add), len(remove)) > MOST_LABELS:
        raise bad_argument("Too many labels specified")
    _check_known(box, [*add, *remove])
    for label in (*add, *remove):
        if label in UNCHANGEABLE:
            raise bad_argument(f"Invalid label: {label}")
    if set(add) & set(remove):
        raise bad_argument("Cannot both add and remove the same label")
    labelled = [mail for mail in mails if "DRAFT" not in mail.labels]  # drafts take no label but their own
    box.relabel(labelled, add, [*remove, *(["INBOX"] if {"SPAM", "TRASH"} & set(add) else [])])


def _check_known(box: Mailbox, labels: Collection[str]) -> None:
    if any(label not in box.labels for label in labels):
        raise bad_argument("labelId not found")


def trash_message(box: Mailbox, asked: Asked) -> Json:
    """messages.trash"""
    mail = box.mail(asked.id())
    box.relabel([mail], ["TRASH"], ["INBOX", "SPAM"])
    return shown.short(mail)


def untrash_message(box: Mailbox, asked: Asked) -> Json:
    """messages.untrash: does not bring it back into the inbox."""
    mail = box.mail(asked.id())
    box.relabel([mail], [], ["TRASH"])
    return shown.short(mail)


def list_threads(box: Mailbox, asked: Asked) -> Json:
    """threads.list: each thread of which one message has all that is asked for."""
    newest: dict[str, Mail] = {}
    for mail in matching(box, asked):
        newest.setdefault(mail.thread_id, mail)
    part, token = page([mail.order for mail in newest.values()], asked)
    return listed("threads", [_entry(box, mail) for mail in list(newest.values())[part]], token, len(newest))


def _entry(box: Mailbox, mail: Mail) -> Json:
    return {"id": mail.thread_id, "snippet": mail.snippet, "historyId": str(max(one.history_id for one in box.thread(mail.thread_id)))}


def get_thread(box: Mailbox, asked: Asked) -> Json:
    """threads.get: drafts, spam and trash among the messages."""
    mails, form = box.thread(asked.id()), asked.form(raw=False)
    messages = [shown.message(mail, form, asked.many("metadataHeaders")) for mail in mails]
    return {"id": mails[0].thread_id, "historyId": str(max(mail.history_id for mail in mails)), "messages": messages}


def modify_thread(box: Mailbox, asked: Asked) -> Json:
    """threads.modify: all messages of the thread but drafts."""
    mails = box.thread(asked.id())
    _modify(box, mails, asked)
    return _short_thread(mails)


def trash_thread(box: Mailbox, asked: Asked) -> Json:
    """threads.trash"""
    mails = box.thread(asked.id())
    box.relabel(mails, ["TRASH"], ["INBOX", "SPAM"])
    return _short_thread(mails)


def untrash_thread(box: Mailbox, asked: Asked) -> Json:
    """threads.untrash"""
    mails = box.thread(asked.id())
    box.relabel(mails, [], ["TRASH"])
    return _short_thread(mails)


def _short_thread(mails: list[Mail]) -> Json:
    return {"id": mails[0].thread_id, "messages": [shown.short(mail) for mail in mails]}


METHODS: dict[str, Handler] = {
    "messages.list": list_messages,
    "messages.get": get_message,
    "messages.attachments.get": get_attachment,
    "messages.insert": insert_message,
    "messages.import": import_message,
    "messages.send": send_message,
    "messages.modify": modify_message,
    "messages.batchModify": batch_modify,
    "messages.trash": trash_message,
    "messages.untrash": untrash_message,
    "threads.list": list_threads,
    "threads.get": get_thread,
    "threads.modify": modify_thread,
    "threads.trash": trash_thread,
    "threads.untrash": untrash_thread,
}
