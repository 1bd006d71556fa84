"""What do the drafts.*, labels.*, history.* and account methods do?"""

from typing import Any

from replydue.sandbox import outgoing, shown
from replydue.sandbox.asked import Asked, is_number, raw_of, thread_id_of
from replydue.sandbox.errors import Refusal, bad_argument, bad_value, not_found
from replydue.sandbox.history import KINDS
from replydue.sandbox.labels import Label
from replydue.sandbox.listing import listed, matching, page
from replydue.sandbox.mailbox import Mailbox, in_ms
from replydue.sandbox.rest_messages import Handler, Json

WATCHED_MS = 7 * 24 * 3600 * 1000


def list_drafts(box: Mailbox, asked: Asked) -> Json:
    """drafts.list"""
    found = matching(box, asked, box.drafts().values())
    part, token = page([mail.order for mail in found], asked)
    return listed("drafts", [{"id": mail.draft_id, "message": shown.ids(mail)} for mail in found[part]], token, len(found))


def get_draft(box: Mailbox, asked: Asked) -> Json:
    """drafts.get"""
    mail = box.draft(asked.ids[0])
    return {"id": mail.draft_id, "message": shown.message(mail, asked.form())}


def create_draft(box: Mailbox, asked: Asked) -> Json:
    """drafts.create"""
    message = asked.body.get("message")
    mail = outgoing.create_draft(box, raw_of(message), thread_id_of(message))
    return {"id": mail.draft_id, "message": shown.short(mail)}


def update_draft(box: Mailbox, asked: Asked) -> Json:
    """drafts.update: the whole message anew, in a thread of its own unless one is named."""
    draft, message = outgoing.draft_to_change(box, asked.ids[0]), asked.body.get("message")
    mail = outgoing.update_draft(box, draft, raw_of(message), thread_id_of(message))
    return {"id": mail.draft_id, "message": shown.short(mail)}


def delete_draft(box: Mailbox, asked: Asked) -> None:
    """drafts.delete: for good, not into the trash."""
    box.remove(box.draft(asked.ids[0]))


def send_draft(box: Mailbox, asked: Asked) -> Json:
    """drafts.send, with a last change of the message if one is given."""
    draft_id, message = asked.body.get("id"), asked.body.get("message") or {}
    if not isinstance(draft_id, str) or not draft_id:
        return _send_unsaved(box, message)
    draft = outgoing.draft_to_change(box, draft_id)
    raw = raw_of(message) if message.get("raw") else None
    return shown.short(outgoing.send_draft(box, draft, raw, thread_id_of(message)))


def _send_unsaved(box: Mailbox, message: Any) -> Json:
    return shown.short(outgoing.send(box, raw_of(message), thread_id_of(message)))


def list_labels(box: Mailbox, asked: Asked) -> Json:
    """labels.list: no counts, no pages."""
    return {"labels": [label.json() for label in box.labels.all()]}


def get_label(box: Mailbox, asked: Asked) -> Json:
    """labels.get: with counts."""
    label = box.labels.get(asked.ids[0])
    mails = box.labelled(label.id)
    unread = [mail for mail in mails if "UNREAD" in mail.labels]
    return {
        **label.json(),
        "messagesTotal": len(mails),
        "messagesUnread": len(unread),
        "threadsTotal": len({mail.thread_id for mail in mails}),
        "threadsUnread": len({mail.thread_id for mail in unread}),
    }


def create_label(box: Mailbox, asked: Asked) -> Json:
    """labels.create: the answer has no type."""
    return box.labels.create(_name(asked), asked.body).json(with_type=False)


def _name(asked: Asked) -> str:
    name = asked.body.get("name", "")
    if not isinstance(name, str):
        raise bad_value("label.name", "TYPE_STRING", str(name))
    return name


def update_label(box: Mailbox, asked: Asked) -> Json:
    """labels.update (PUT): the whole label anew."""
    return _changed(box, asked, whole=True).json()


def patch_label(box: Mailbox, asked: Asked) -> Json:
    """labels.patch"""
    return _changed(box, asked, whole=False).json()


def _changed(box: Mailbox, asked: Asked, *, whole: bool) -> Label:
    label = box.labels.get(asked.ids[0])
    _name(asked)
    box.labels.change(label, asked.body, whole=whole)
    return label


def delete_label(box: Mailbox, asked: Asked) -> None:
    """labels.delete: it comes off all its messages."""
    id_ = asked.ids[0]
    mails = box.labelled(id_) if id_ in box.labels else []
    box.labels.delete(id_)
    box.relabel(mails, [], [id_])


def list_history(box: Mailbox, asked: Asked) -> Json:
    """history.list. maxResults counts the records looked through, so a page may have none to show and still not be the last."""
    box.history.forget_before(in_ms(box.clock))
    start, kinds, label = _history_start(box, asked), _kinds(asked), asked.one("labelId")
    if label and label not in box.labels:
        raise not_found()
    records = box.history.after(_resumed(asked.one("pageToken"), start))
    seen = records[: asked.page_size()]
    wanted = [record for record in seen if (not record.kind or not kinds or record.kind in kinds) and (not label or record.concerns(label))]
    shown_: Json = {"history": [record.json() for record in wanted]} if wanted else {}
    more = {"nextPageToken": str(seen[-1].id)} if len(records) > len(seen) else {}
    return {**shown_, **more, "historyId": str(box.history.current)}


def _history_start(box: Mailbox, asked: Asked) -> int:
    value = asked.one("startHistoryId")
    if not value:
        raise bad_argument("Missing required parameter: startHistoryId")
    if not is_number(value):
        raise bad_value("start_history_id", "TYPE_UINT64", value)
    if not box.history.floor <= int(value) <= box.history.current:
        raise not_found()
    return int(value)


def _kinds(asked: Asked) -> set[str]:
    for value in asked.many("historyTypes"):
        if value not in KINDS:
            raise bad_value("history_types", "type.googleapis.com/google.apps.gmail.v1.HistoryType", value)
    return {KINDS[value] for value in asked.many("historyTypes")}


def _resumed(token: str, start: int) -> int:
    if token and not is_number(token):
        raise bad_argument("Invalid pageToken")
    return max(int(token or 0), start)


def get_profile(box: Mailbox, asked: Asked) -> Json:
    """getProfile"""
    return {
        "emailAddress": box.own[0][0],
        "messagesTotal": len(box),
        "threadsTotal": len(box.thread_ids()),
        "historyId": str(box.history.current),
    }


def watch(box: Mailbox, asked: Asked) -> Json:
    """watch: nothing is pushed, but the answer is right."""
    if not str(asked.body.get("topicName", "")).startswith("projects/"):
        raise bad_argument("Invalid topicName does not match projects/sandbox/topics/*")
    return {"historyId": str(box.history.current), "expiration": str(in_ms(box.clock) + WATCHED_MS)}


def stop(box: Mailbox, asked: Asked) -> None:
    """stop"""


def get_vacation(box: Mailbox, asked: Asked) -> Json:
    """settings.getVacation: no responder is set. Gmail leaves out what was never filled in."""
    return {"enableAutoReply": False, "restrictToContacts": False, "restrictToDomain": False}


def list_send_as(box: Mailbox, asked: Asked) -> Json:
    """settings.sendAs.list"""
    return {"sendAs": [_send_as(place, *pair) for place, pair in enumerate(box.own)]}


def get_send_as(box: Mailbox, asked: Asked) -> Json:
    """settings.sendAs.get; 404 for an address that is not the user's."""
    for place, (address, name) in enumerate(box.own):
        if address.lower() == asked.ids[0].lower():
            return _send_as(place, address, name)
    raise Refusal(404, "notFound")


def _send_as(place: int, address: str, name: str) -> Json:
    shown_: Json = {"sendAsEmail": address, "displayName": name, "replyToAddress": "", "signature": ""}
    if place == 0:
        return {**shown_, "isPrimary": True, "isDefault": True}
    return {**shown_, "treatAsAlias": True, "verificationStatus": "accepted"}


METHODS: dict[str, Handler] = {
    "drafts.list": list_drafts,
    "drafts.get": get_draft,
    "drafts.create": create_draft,
    "drafts.update": update_draft,
    "drafts.delete": delete_draft,
    "drafts.send": send_draft,
    "labels.list": list_labels,
    "labels.get": get_label,
    "labels.create": create_label,
    "labels.update": update_label,
    "labels.patch": patch_label,
    "labels.delete": delete_label,
    "history.list": list_history,
    "getProfile": get_profile,
    "watch": watch,
    "stop": stop,
    "settings.getVacation": get_vacation,
    "settings.sendAs.list": list_send_as,
    "settings.sendAs.get": get_send_as,
}
