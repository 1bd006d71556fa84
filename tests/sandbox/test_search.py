"""The search language, by a table: what each query finds among eight mails."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest

from replydue.sandbox import Sandbox
from tests.sandbox.mails import mail, raw, reply

NOON = datetime(2026, 11, 10, 12, 0, tzinfo=UTC)
STAMP = int(NOON.timestamp())


def with_attachment() -> bytes:
    """A mail with a CV."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Ken <ken@lumen.example>", "sam@work.example", "Your CV"
    message.set_content("See attached. " + "padding " * 400)
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="cv-final.pdf")
    return message.as_bytes()


@pytest.fixture
def mails(sandbox: Sandbox, service: Any) -> dict[str, str]:
    """One mail a day from the tenth at noon UTC; their names by message id."""
    sandbox.clock.set(NOON)
    made: dict[str, str] = {}

    def put(name: str, id_: str) -> None:
        made[id_] = name
        sandbox.clock.advance(timedelta(days=1))

    put("dana", sandbox.receive(mail("We will decide by Friday.")))
    put("answer", sandbox.user.write(reply("Thank you, Dana.")))
    put("ken", sandbox.receive(with_attachment(), labels=("INBOX", "STARRED")))
    put("list", sandbox.receive(mail("Ten tips", sender="News <news@tips.example>", subject="Weekly tips", message_id="<n@tips.example>",
                                     list_id="Tips <weekly.tips.example>", cc="Eve <eve@example.com>"), labels=("INBOX", "CATEGORY_PROMOTIONS")))  # fmt: skip
    put("spam", sandbox.receive(mail("Win", sender="win@prize.example", subject="Prize", message_id="<s@x.example>"), labels=("SPAM",)))
    put("trash", sandbox.receive(mail("Old", sender="old@past.example", subject="Past", message_id="<t@x.example>"), labels=("TRASH",)))
    put("draft", service.drafts().create(userId="me", body={"message": raw(reply("Any news?", to="ruth@oldmill.example"))}).execute()["message"]["id"])
    encoded = mail("Grüße aus Köln", sender="=?utf-8?q?J=C3=BCrgen_Falk?= <j.falk@rhein.example>", subject="=?utf-8?q?Gespr=C3=A4ch?=",
                   message_id="<j@rhein.example>", delivered_to="jobs@example.com")  # fmt: skip
    put("falk", sandbox.receive(encoded))
    dana = next(id_ for id_, name in made.items() if name == "dana")
    sandbox.user.label(dana, "Replydue/To approve")
    return made


ALL = {"dana", "answer", "ken", "list", "draft", "falk"}
# fmt: off
QUERIES: list[tuple[str, set[str]]] = [
    ("", ALL),
    ("from:dana", {"dana"}),
    ("from:dana@northwind.example", {"dana"}),
    ("from:northwind.example", {"dana"}),
    ("from:dan", set()),
    ("from:me", {"answer", "draft"}),
    ("to:me", {"dana", "ken", "list", "falk"}),
    ("to:dana", {"answer"}),
    ("cc:eve", {"list"}),
    ("to:eve", {"list"}),
    ("from:Jürgen", {"falk"}),
    ('from:"Dana Whitfield"', {"dana"}),
    ('from:"Whitfield Dana"', set()),
    ("subject:application", {"dana", "answer", "draft"}),
    ("subject:(your application)", {"dana", "answer", "draft"}),
    ('subject:"your cv"', {"ken"}),
    ("subject:gespräch", {"falk"}),
    ("friday", {"dana"}),
    ("köln", {"falk"}),
    ('"decide by"', {"dana"}),
    ('"by decide"', set()),
    ("in:inbox", {"dana", "ken", "list", "falk"}),
    ("in:sent", {"answer"}),
    ("in:drafts", {"draft"}),
    ("in:draft", {"draft"}),
    ("in:spam", {"spam"}),
    ("in:trash", {"trash"}),
    ("in:anywhere", ALL | {"spam", "trash"}),
    ("is:unread", {"dana", "falk"}),
    ("is:read", ALL - {"dana", "falk"}),
    ("is:starred", {"ken"}),
    ("-in:inbox", {"answer", "draft"}),
    ("-from:dana -from:me", {"ken", "list", "falk"}),
    ("label:inbox", {"dana", "ken", "list", "falk"}),
    ("label:replydue/to-approve", {"dana", "answer"}),
    ("label:replydue-to-approve", {"dana", "answer"}),
    ('label:"Replydue/To approve"', {"dana", "answer"}),
    ("label:Label_1", set()),
    ("has:userlabels", {"dana", "answer"}),
    ("has:nouserlabels in:inbox", {"ken", "list", "falk"}),
    ("category:promotions", {"list"}),
    ("in:inbox -category:promotions", {"dana", "ken", "falk"}),
    ("has:attachment", {"ken"}),
    ("filename:pdf", {"ken"}),
    ("filename:cv-final.pdf", {"ken"}),
    ("filename:doc", set()),
    ("list:weekly.tips.example", {"list"}),
    ("rfc822msgid:<one@northwind.example>", {"dana"}),
    ("rfc822msgid:one@northwind.example", {"dana"}),
    ("deliveredto:jobs@example.com", {"falk"}),
    ("larger:2k", {"ken"}),
    ("smaller:2K", ALL - {"ken"}),
    ("larger:1M", set()),
    # per message, not per thread: Dana wrote one, Sam the other
    ("from:dana from:me", set()),
    # OR binds tighter than the blank
    ("from:dana OR from:ken", {"dana", "ken"}),
    ("from:ken OR from:dana subject:application", {"dana"}),
    ("subject:application from:dana OR from:ken", {"dana"}),
    ("(subject:application from:dana) OR from:ken", {"dana", "ken"}),
    ("{from:dana from:ken}", {"dana", "ken"}),
    ("{from:dana from:ken} is:starred", {"ken"}),
    ("-{from:dana from:ken} in:inbox", {"list", "falk"}),
    ("-(from:dana in:inbox) in:inbox", {"ken", "list", "falk"}),
    ("from:(dana OR ken)", {"dana", "ken"}),
    ("from:{dana ken}", {"dana", "ken"}),
    ("from:dana AND friday", {"dana"}),
    # dates: epoch seconds inclusive at both ends, days begin at midnight PST
    (f"after:{STAMP} before:{STAMP}", {"dana"}),
    (f"before:{STAMP - 1}", set()),
    (f"after:{STAMP + 1} before:{STAMP + 86400}", {"answer"}),
    ("before:2026/11/11", {"dana"}),
    ("after:2026/11/17", {"falk"}),
    ("after:11/17/2026", {"falk"}),
    ("after:nonsense", set()),
    ("newer_than:2d", {"draft", "falk"}),
    ("older_than:7d", {"dana"}),
    ("newer_than:1m", ALL),
    ("older_than:1y", set()),
    # what is not understood is looked for as words
    ("((from:dana", {"dana"}),
    ("from:dana) OR", {"dana"}),
    ("nonsense:friday", set()),
    ('"friday', {"dana"}),
]
# fmt: on


def test_each_query_finds_what_it_should(service: Any, mails: dict[str, str]) -> None:
    found = {}
    for query, _ in QUERIES:
        listed = service.messages().list(userId="me", q=query).execute().get("messages", [])
        found[query] = {mails[one["id"]] for one in listed}
    assert found == dict(QUERIES)


def test_spam_and_trash_are_there_when_asked_for(service: Any, mails: dict[str, str]) -> None:
    assert len(service.messages().list(userId="me", includeSpamTrash=True).execute()["messages"]) == 8
    assert len(service.messages().list(userId="me", labelIds=["TRASH"]).execute()["messages"]) == 1


def test_all_label_ids_must_be_there(service: Any, mails: dict[str, str]) -> None:
    listed = service.messages().list(userId="me", labelIds=["INBOX", "STARRED"]).execute()["messages"]
    assert [mails[one["id"]] for one in listed] == ["ken"]


def test_a_thread_is_found_if_one_message_has_all_of_it(service: Any, mails: dict[str, str]) -> None:
    found = service.threads().list(userId="me", q="from:dana -from:me").execute()["threads"]
    assert [mails[one["id"]] for one in found] == ["dana"]
    assert "threads" not in service.threads().list(userId="me", q="from:dana from:me").execute()


def test_a_long_query_goes_by_post(service: Any, mails: dict[str, str]) -> None:
    query = " OR ".join(f"from:nobody{number}@nowhere.example" for number in range(100)) + " OR from:dana"
    assert len(service.messages().list(userId="me", q=query).execute()["messages"]) == 1
