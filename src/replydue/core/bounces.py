"""Could this mail not be delivered? Delivery reports (RFC 3464), read receipts (RFC 8098), feedback reports, and the older forms of bounces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from email.message import Message as Mime

from flufl.bounce import all_failures

from replydue.core.line_patterns import of_machines, said_by_machines
from replydue.core.mail import Head, Message, Nature

_MAILER = of_machines("mailer_addresses")
_SURE_MAILER = of_machines("sure_mailer_addresses")
_BOUNCE_SUBJECT = of_machines("bounce_subjects")
_SURE_SUBJECT = of_machines("sure_bounce_subjects")
_NO_REPLY = of_machines("no_reply_addresses")
_SURE_WORDS = said_by_machines("sure_bounce_words")
_SURE_DELIVERY = said_by_machines("sure_delivery_words")
_SURE_DELAY = said_by_machines("sure_delay_words")
_DELAY = said_by_machines("delay_words")
_FAILED = said_by_machines("failure_words")
_RECEIPT_SUBJECT = of_machines("receipt_subjects")
_ADDRESS = re.compile(r"[\w.+=/-][\w.+'=/-]{0,63}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_RECIPIENTS = frozenset({"original-recipient", "final-recipient"})
_OUTCOME = frozenset({"action", "status"})
_FIELD = re.compile(r"^(final-recipient|original-recipient|action|status)[ \t]{0,9}:[ \t]{0,9}(\S.{0,300})$", re.I | re.M)
_RETURNED = re.compile(r"^[ \t>]{0,9}(?:return-path:|received: |from \S{1,100}@\S{1,100} )", re.I | re.M)
_READ = 6_000  # characters within which a mailer says what happened


def is_report(head: Head) -> bool:
    """Whether its head says that it is a mailer's report or a receipt."""
    return bool(head.report_type or head.header("x-failed-recipients") or _is_mailers(head) or _RECEIPT_SUBJECT.match(head.subject))


def report_kind(message: Message) -> Nature | None:
    """BOUNCE, DELAY, RECEIPT or BULK (a feedback report) where the message is a mailer's report, else None."""
    if _SURE_WORDS.search(message.text[:_READ]) and message.header("in-reply-to") == "":
        return Nature.BOUNCE
    if _SURE_DELIVERY.search(message.text[:_READ]):
        return Nature.RECEIPT
    if message.report_type == "disposition-notification" or "message/disposition-notification" in message.content_types:
        return Nature.RECEIPT
    if message.report_type == "feedback-report" or "message/feedback-report" in message.content_types:
        return Nature.BULK
    if message.report_type == "delivery-status" or "message/delivery-status" in message.content_types:
        return _by_fields(message)
    if message.header("x-failed-recipients") or _from_a_mailer(message):
        return _by_fields(message)
    return Nature.RECEIPT if _RECEIPT_SUBJECT.match(message.subject) and len(message.words) < 600 else None


def permanently_undeliverable(message: Message) -> frozenset[str]:
    """The addresses, lower-case, that a delivery report says cannot be reached. Empty for delays and for everything that is no report."""
    if report_kind(message) is not Nature.BOUNCE:
        return frozenset()
    stated = set(_failed_recipients(message)) | set(_ADDRESS.findall(message.header("x-failed-recipients").lower()))
    return frozenset(stated or _by_known_formats(message))


def _by_fields(message: Message) -> Nature:
    """By Action and Status (RFC 3464, 2.3.3 and 2.3.4): a report that names no failure is none."""
    fields = _fields(message)
    actions = {value.split()[0].lower() for name, value in fields if name == "action" and value.strip()}
    statuses = {value.strip()[:1] for name, value in fields if name == "status"}
    if "failed" in actions or (not actions and "5" in statuses):
        return Nature.BOUNCE
    if "delayed" in actions or "4" in statuses:
        return Nature.DELAY
    if actions & {"delivered", "relayed", "expanded"} or "2" in statuses:
        return Nature.RECEIPT
    return _by_words(message)


def _fields(message: Message) -> tuple[tuple[str, str], ...]:
    """The fields of the report. Where its parts are broken, or a mailer knows none, they stand in its text."""
    return message.delivery or tuple((name.lower(), value) for name, value in _FIELD.findall(message.text[:_READ]))


def _failed_recipients(message: Message) -> Iterator[str]:
    """Recipients, as written to and as reached, of the groups whose action is `failed`, or whose status is 5.x where no action is stated."""
    for group in _groups(_fields(message)):
        failed = group["action"].lower().startswith("failed") if "action" in group else group.get("status", "").startswith("5")
        if failed:
            for name in _RECIPIENTS & group.keys():
                yield from _ADDRESS.findall(group[name].lower())


def _groups(fields: Iterable[tuple[str, str]]) -> Iterator[dict[str, str]]:
    """The fields of one recipient each. Most mailers begin with the recipient, named once or twice, some with the action."""
    group: dict[str, str] = {}
    for name, value in fields:
        led_by_recipient = next(iter(group), "") in _RECIPIENTS
        if name in group or (name in _RECIPIENTS and led_by_recipient and group.keys() & _OUTCOME):
            yield group
            group = {}
        if name in _RECIPIENTS | _OUTCOME:
            group[name] = value
    yield group


def _from_a_mailer(message: Message) -> bool:
    if _is_mailers(message) or _returns_the_mail(message):
        return True
    return _may_be_mailers(message) and bool(_FAILED.search(message.text[:_READ]) or _DELAY.search(message.text[:_READ]))


def _is_mailers(head: Head) -> bool:
    return bool(_SURE_MAILER.search(_local(head))) or (_may_be_mailers(head) and bool(_BOUNCE_SUBJECT.search(head.subject)))


def _may_be_mailers(head: Head) -> bool:
    if _MAILER.search(_local(head)) or _SURE_SUBJECT.search(head.subject):
        return True
    return head.header("return-path") == "<>" and bool(_BOUNCE_SUBJECT.search(head.subject))


def _local(head: Head) -> str:
    return head.sender.address.partition("@")[0] or head.sender.name.lower()


def _returns_the_mail(message: Message) -> bool:
    """A mailer of any name that sends the mail back with the reason: without an envelope sender, or by an address that nobody reads."""
    attached = "message/rfc822" in message.content_types or "text/rfc822-headers" in message.content_types
    unread = message.header("return-path") == "<>" or bool(_NO_REPLY.search(message.sender.address))
    return attached and unread and bool(_FAILED.search(message.text[:_READ]))


def _by_words(message: Message) -> Nature:
    if _SURE_DELAY.search(message.subject) or _SURE_DELAY.search(" ".join(message.text[:_READ].split())):
        return Nature.DELAY
    said = f"{message.subject}\n{message.text[:_READ]}"
    return Nature.DELAY if _DELAY.search(said) and not _FAILED.search(said) else Nature.BOUNCE


def _by_known_formats(message: Message) -> set[str]:
    """Mailman's detectors, for reports that state no recipient in a field; else the addresses that stand above the mail that is returned."""
    mime = Mime()
    mime["from"] = message.sender.address or "postmaster@mailer.invalid"  # a detector fails where there is no address
    mime["subject"], mime["content-type"] = message.subject, "text/plain"
    mime.set_payload(message.text[:_READ])
    try:
        _temporary, permanent = all_failures(mime)
    except Exception:  # noqa: BLE001 - the detectors raise many kinds on reports that break off; a report that names nobody is one all the same
        permanent = frozenset()
    found = {address.decode("ascii", "replace").lower() for address in permanent}
    text = message.text[:_READ].lower()
    above = _RETURNED.split(text, maxsplit=1)[0]
    return found or _addresses(above) or _addresses(text)


def _addresses(text: str) -> set[str]:
    return {address for address in _ADDRESS.findall(text) if not _MAILER.search(address)}
