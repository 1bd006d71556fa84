"""What format=full makes of a mail: the tree of parts, decoded headers, text in UTF-8, attachments apart."""

from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from replydue.sandbox import Sandbox
from replydue.sandbox.mime import plain_words, read_payload
from tests.sandbox.mails import bytes_of, mail

CRLF = b"\r\n"


def shape(part: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    """(part id, type, file name, how the body comes) of the part and all below it."""
    body = "inline" if "data" in part["body"] else "attachment" if "attachmentId" in part["body"] else "none"
    return [(part["partId"], part["mimeType"], part["filename"], body)] + [row for below in part.get("parts", []) for row in shape(below)]


def got(sandbox: Sandbox, service: Any, raw: bytes) -> dict[str, Any]:
    """The payload of a mail that arrived."""
    message: dict[str, Any] = service.messages().get(userId="me", id=sandbox.receive(raw)).execute()
    payload: dict[str, Any] = message["payload"]
    return payload


def test_the_tree_has_gmails_part_ids(sandbox: Sandbox, service: Any) -> None:
    message = EmailMessage()
    message["Subject"] = "Tree"
    message.set_content("plain")
    message.add_alternative("<p>page</p>", subtype="html")
    message.add_attachment(b"abc", maintype="application", subtype="pdf", filename="cv.pdf")
    assert shape(got(sandbox, service, message.as_bytes())) == [
        ("", "multipart/mixed", "", "none"),
        ("0", "multipart/alternative", "", "none"),
        ("0.0", "text/plain", "", "inline"),
        ("0.1", "text/html", "", "inline"),
        ("1", "application/pdf", "cv.pdf", "attachment"),
    ]


def test_an_attachment_is_fetched_by_an_id_that_changes(sandbox: Sandbox, service: Any) -> None:
    message = EmailMessage()
    message.set_content("see attached")
    message.add_attachment("short", filename="note.txt")
    id_ = sandbox.receive(message.as_bytes())
    first, second = (service.messages().get(userId="me", id=id_).execute()["payload"]["parts"][1]["body"]["attachmentId"] for _ in range(2))
    assert first != second
    fetched = service.messages().attachments().get(userId="me", messageId=id_, id=first).execute()
    assert bytes_of(fetched["data"]).strip() == b"short"


def test_text_comes_in_utf8_and_its_header_still_names_the_old_charset(sandbox: Sandbox, service: Any) -> None:
    raw = b"Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nGr=FC=DFe"
    payload = got(sandbox, service, raw)
    assert bytes_of(payload["body"]["data"]).decode() == "Grüße"
    assert payload["body"]["size"] == 5
    assert payload["headers"][0]["value"] == "text/plain; charset=iso-8859-1"


@pytest.mark.parametrize(
    ("name", "written", "shown"),
    [
        ("Subject", "=?utf-8?q?Gespr=C3=A4ch?= am Freitag", "Gespräch am Freitag"),
        ("Subject", "one\r\n two", "one two"),
        ("Subject", "=?nonsense?q?=E4?=", "ä"),
        ("From", "=?utf-8?q?J=C3=BCrgen_Falk?= <j@rhein.example>", '"Jürgen Falk" <j@rhein.example>'),
        ("From", "Dana <dana@x.example>", "Dana <dana@x.example>"),
        ("To", "=?utf-8?q?=C3=84?= <a@x.example>, b@x.example", '"Ä" <a@x.example>, b@x.example'),
    ],
)
def test_headers_are_decoded_and_unfolded(sandbox: Sandbox, service: Any, name: str, written: str, shown: str) -> None:
    assert got(sandbox, service, f"{name}: {written}\r\n\r\nx".encode())["headers"] == [{"name": name, "value": shown}]


def test_a_forwarded_mail_is_shown_with_what_is_in_it(sandbox: Sandbox, service: Any) -> None:
    inner = EmailMessage()
    inner["Subject"] = "Inner"
    inner.set_content("inner words")
    outer = EmailMessage()
    outer["Subject"] = "Outer"
    outer.set_content("outer words")
    outer.add_attachment(inner, filename="forwarded.eml")
    assert shape(got(sandbox, service, outer.as_bytes()))[2:] == [
        ("1", "message/rfc822", "forwarded.eml", "attachment"),
        ("1.0", "text/plain", "", "inline"),
    ]


def test_an_invitation_has_a_name_and_is_not_inline(sandbox: Sandbox, service: Any) -> None:
    message = EmailMessage()
    message.set_content("You are invited")
    message.add_alternative(b"BEGIN:VCALENDAR", maintype="text", subtype="calendar", params={"method": "REQUEST"})
    calendar = got(sandbox, service, message.as_bytes())["parts"][1]
    assert (calendar["filename"], "data" in calendar["body"]) == ("invite.ics", False)
    assert any("REQUEST" in header["value"] for header in calendar["headers"] if header["name"] == "Content-Type")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"no header at all",
        b"\r\n\r\n",
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\nno boundary here",
        b"Content-Type: multipart/mixed\r\n\r\nx",
        b"Content-Type: text/plain; charset=klingon\r\n\r\n\xff\xfe",
        b"Content-Transfer-Encoding: base64\r\n\r\n!!!!",
        b"Subject: \xff\xfe\r\nFrom: \xe9 <a@b>\r\n\r\nx",
        b"Subject: =?utf-8?b?!!!?=\r\n\r\nx",
        b'Content-Disposition: attachment; filename*=klingon\'\'%ff\r\nContent-Type: text/plain\r\n\r\nx',
        b"Content-Type: message/rfc822\r\n\r\n",
        b"Content-Type: message/rfc822\r\n\r\n" * 600,
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level) for level in range(100)),
        b"Content-Type: message/rfc822\r\n\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n\xff\xfe",
        b"Content-Type: message/rfc822\r\n\r\nContent-Type: multipart/mixed; boundary=\"b\xff\"\r\n\r\n--b\xff\r\n\r\n\xff\r\n",
        b"Subject: =?utf-7?Q?+2AA-?= \\ud800\r\n\r\nx",
        b"Content-Type: application/pdf; name*=utf-7''%2B2AA-\r\n\r\nx",
    ],
)  # fmt: skip
def test_broken_mail_is_shown_as_it_is(sandbox: Sandbox, service: Any, raw: bytes) -> None:
    id_ = sandbox.receive(raw)
    for form in ("full", "metadata", "minimal", "raw"):
        assert service.messages().get(userId="me", id=id_, format=form).execute()["id"] == id_
    assert service.threads().list(userId="me", q="from:a subject:b x").execute()["resultSizeEstimate"] in (0, 1)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300), st.sampled_from([b"", b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n", b"Subject: =?", b"From: "]))
def test_no_bytes_break_the_reading(noise: bytes, begin: bytes) -> None:
    plain_words(read_payload(begin + noise))


def test_text_that_is_html_alone_is_found_and_shown_without_tags(sandbox: Sandbox, service: Any) -> None:
    message = EmailMessage()
    message["Subject"] = "Page"
    message.set_content("<style>p{}</style><p>Salary &amp; bonus</p>", subtype="html")
    id_ = sandbox.receive(message.as_bytes())
    assert service.messages().get(userId="me", id=id_, format="minimal").execute()["snippet"] == "Salary &amp; bonus"
    assert service.messages().list(userId="me", q="bonus -style").execute()["messages"][0]["id"] == id_


def test_the_raw_bytes_are_those_that_came(sandbox: Sandbox, service: Any) -> None:
    raw = mail("Zürich").replace(b"\n", CRLF)
    id_ = sandbox.receive(raw)
    assert bytes_of(service.messages().get(userId="me", id=id_, format="raw").execute()["raw"]) == raw
