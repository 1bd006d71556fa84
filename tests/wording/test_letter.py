"""The letter around the words: from whom, to whom, in which thread, and what stands below."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from replydue.core.later import known
from replydue.core.mail import Body, Mailbox, Message
from replydue.core.model import Conversation, Counterpart, Evidence, Expectation, Identity, Judgement, Letter, Source
from replydue.core.template_set import BUILT_IN, FAMILIAR, LANGUAGES, VARIABLES
from replydue.core.wording import call_notes, subject_of_reply, write
from replydue.gmail import mime_out
from replydue.settings import Settings

from .people import ALEX, COUNTERPART, DANA, FROM_DANA, ME, NOW, SETTINGS, ZONE, conversation, judgement, message, step


def _letter(judged: Judgement | None = None, thread: Conversation | None = None, settings: Settings = SETTINGS, number: int = 1) -> Letter:
    return write(judged or judgement(), thread or conversation(), step(number), settings, BUILT_IN, NOW)


def _answering(**changes: object) -> Letter:
    said = {name: changes.pop(name) for name in ("text", "html") if name in changes}
    target = replace(FROM_DANA, body=replace(known(FROM_DANA.body), **said), **changes)  # type: ignore[arg-type]  # any field of a message
    return _letter(judgement(reply_target=target), conversation(target))


@pytest.mark.parametrize(
    ("subject", "reply"),
    [
        ("Data Engineer at Northwind", "Re: Data Engineer at Northwind"),
        ("Re: Data Engineer", "Re: Data Engineer"),
        ("RE: re: Data Engineer", "Re: Data Engineer"),
        ("AW: Data Engineer", "Re: Data Engineer"),
        ("Antw: SV: Data Engineer", "Re: Data Engineer"),
        ("Re[2]: Data Engineer", "Re: Data Engineer"),
        ("RE : Poste", "Re: Poste"),
        ("Fwd: Data Engineer", "Re: Fwd: Data Engineer"),
        ("SV: RE: Data Engineer", "Re: Data Engineer"),
        ("TR: RE : Poste", "Re: TR: Poste"),
        ("RE: TR: Poste", "Re: TR: Poste"),
        ("RV: RE: RV: Puesto", "Re: RV: Puesto"),
        ("AW: WG: AW: Stelle", "Re: WG: Stelle"),
        ("回复: Data Engineer", "Re: Data Engineer"),
        ("RE：Data Engineer", "Re: Data Engineer"),
        ("Re:Re:Re: Re", "Re: Re"),
        ("TR:", "Re: TR:"),
        ("Reply needed: dates", "Re: Reply needed: dates"),
        ("Rest API: Engineer", "Re: Rest API: Engineer"),
        ("Data\r\nBcc: thief@evil.example", "Re: Data Bcc: thief@evil.example"),
        ("", "Re:"),
        ("Ingénieur·e données", "Re: Ingénieur·e données"),
    ],
)
def test_a_subject_gets_one_re_and_stays_on_one_line(subject: str, reply: str) -> None:
    assert subject_of_reply(subject) == reply
    assert _answering(subject=subject).subject == reply


def test_the_letter_answers_the_reply_target() -> None:
    letter = _answering(message_id="<c@x.example>", in_reply_to="<b@x.example>", references=("<a@x.example>", "<b@x.example>"))
    assert letter.in_reply_to == "<c@x.example>"
    assert letter.references == ("<a@x.example>", "<b@x.example>", "<c@x.example>")


@pytest.mark.parametrize(
    ("message_id", "in_reply_to", "references", "expected"),
    [
        ("<c@x.example>", "<b@x.example>", (), ("<b@x.example>", "<c@x.example>")),
        ("<c@x.example>", "", (), ("<c@x.example>",)),
        ("", "<b@x.example>", (), ("<b@x.example>",)),
        ("broken", "", ("<a@x.example>",), ("<a@x.example>",)),
        ("<c@x.example>\r\nBcc: <t@evil.example>", "", (), ("<c@x.example>", "<t@evil.example>")),
        ("<c@x.example>", "", ("<a@x.example>", "<c@x.example>"), ("<a@x.example>", "<c@x.example>")),
    ],
)
def test_references_are_the_chain_of_the_answered_message(message_id: str, in_reply_to: str, references: tuple[str, ...], expected: tuple[str, ...]) -> None:
    letter = _answering(message_id=message_id, in_reply_to=in_reply_to, references=references)
    assert letter.references == expected
    assert not any(set("\r\n ") & set(entry) for entry in (letter.in_reply_to, *letter.references))


def test_a_long_chain_keeps_its_root_and_its_newest() -> None:
    letter = _answering(message_id="<last@x.example>", references=tuple(f"<{n}@x.example>" for n in range(200)))
    assert len(letter.references) == 30
    assert (letter.references[0], letter.references[-1]) == ("<0@x.example>", "<last@x.example>")


def test_the_letter_goes_to_the_counterparts_address() -> None:
    letter = _letter(judgement(counterpart=Counterpart("Dana Whitfield", "dana+reply@hire.example", "Northwind")))
    assert letter.to == (Mailbox("Dana Whitfield", "dana+reply@hire.example"),)
    assert letter.cc == ()


WORK = Identity("alex@morgan.example", "Alex Morgan (jobs)", "<div>Alex, jobs</div>")


@pytest.mark.parametrize(
    ("target", "address"),
    [
        (FROM_DANA, "alex.morgan@example.org"),
        (replace(FROM_DANA, to=(Mailbox("", "alex@morgan.example"),)), "alex@morgan.example"),
        (replace(FROM_DANA, to=(), cc=(Mailbox("", "alex@morgan.example"),)), "alex@morgan.example"),
        (replace(FROM_DANA, to=(Mailbox("", "alex+northwind@morgan.example"),)), "alex@morgan.example"),
        (replace(FROM_DANA, to=(Mailbox("", "undisclosed@northwind.example"),)), "alex.morgan@example.org"),
        (replace(FROM_DANA, to=(), headers=(("delivered-to", "alex@morgan.example"),)), "alex@morgan.example"),
        (replace(FROM_DANA, sender=Mailbox("", "alex@morgan.example"), to=(DANA,)), "alex@morgan.example"),
    ],
)
def test_the_letter_comes_from_the_address_that_they_wrote_to(target: Message, address: str) -> None:
    letter = _letter(judgement(reply_target=target), conversation(target, identities=(WORK, ME)))
    assert letter.sender.address == address


def test_an_older_message_tells_the_address_where_the_newest_does_not() -> None:
    older = replace(FROM_DANA, to=(Mailbox("", "alex@morgan.example"),))
    newest = replace(FROM_DANA, id="m2", to=())
    assert _letter(judgement(reply_target=newest), conversation(older, newest, identities=(ME, WORK))).sender.address == "alex@morgan.example"


def test_the_letter_is_signed_with_the_name_that_the_user_chose() -> None:
    named = Settings.model_validate({"timezone": "UTC", "drafts": {"name": "Lex"}})
    letter = _letter(settings=named)
    assert letter.sender.name == "Lex"
    assert re.search(r"(?:regards|wishes),\nLex\n", letter.text)
    assert re.search(r"(?:regards|wishes),\nAlex Morgan\n", _letter().text)


@pytest.mark.parametrize(
    ("identity", "earlier", "signed"),
    [
        ("Alex Morgan", "", "Alex Morgan"),
        ("Alex Morgan (jobs)", "", "Alex Morgan"),
        ("", "Alex J. Morgan", "Alex J. Morgan"),
        ("alex.morgan@example.org", "Alex Morgan", "Alex Morgan"),
    ],
)
def test_the_name_under_the_letter_is_gmails_else_that_of_an_earlier_mail(identity: str, earlier: str, signed: str) -> None:
    thanks = message(Mailbox(earlier, ALEX.address), DANA, "Thanks!", id="m0", message_id="<a0@example.org>")
    letter = _letter(thread=conversation(thanks, FROM_DANA, identities=(replace(ME, name=identity),)))
    assert re.search(rf"(?:regards|wishes),\n{re.escape(signed)}\n\n", letter.text)


def test_without_any_name_the_letter_ends_with_its_closing() -> None:
    letter = _letter(thread=conversation(identities=(replace(ME, name=""),)))
    assert re.search(r"(?:regards|wishes),\n\nOn Fri", letter.text)


@pytest.mark.parametrize(
    ("language", "hers", "said"),
    [
        ("de", "Hast du am Montag Zeit?", "Hallo Dana,"),
        ("de", "Haben Sie am Montag Zeit?", "Guten Tag Dana Whitfield,"),
        ("fr", "Tu es disponible lundi ?", "\u202f?"),
        ("es", "¿Te viene bien el lunes?", "Hola, Dana:"),
    ],
)
def test_the_letter_is_on_the_terms_that_they_write_on(language: str, hers: str, said: str) -> None:
    target = replace(FROM_DANA, body=Body(hers, text=hers))
    text = _letter(judgement(language=language, reply_target=target, answered_by=target), conversation(target)).text
    assert said in text
    assert ("Alex\n" in text) == (hers[:7] != "Haben S")


def test_a_day_of_another_year_is_named_with_its_year() -> None:
    january = datetime(2027, 1, 5, 9, 0, tzinfo=ZONE)
    promised = Expectation(datetime(2026, 12, 18, tzinfo=ZONE).date(), Source.PROMISE, Evidence("<x>", "by the 18th"))
    for language, day in {"en": "Friday, December 18, 2026", "de": "Freitag, den 18. Dezember 2026", "fr": "vendredi 18 décembre 2026",
                          "es": "viernes 18 de diciembre de 2026"}.items():  # fmt: skip
        text = write(judgement(expectation=promised, language=language), conversation(), step(), SETTINGS, BUILT_IN, january).text
        assert day in text.replace("\n", " ")
    british = write(judgement(expectation=promised), conversation(), step(), Settings(timezone="Europe/London", holidays=("GB",)), BUILT_IN, january).text
    assert "Friday, 18 December 2026" in british.replace("\n", " ")


@pytest.mark.parametrize(
    ("role", "named"), [("Ingénieur données", "le poste d'Ingénieur données"), ("Data Engineer", "le poste de Data Engineer"), ("", "le poste à pourvoir")]
)
def test_a_french_role_is_elided_before_a_vowel(role: str, named: str) -> None:
    assert named in _letter(judgement(language="fr", role=role)).text.replace("\n", " ")


def test_the_language_is_the_conversations_unless_the_user_chose_one() -> None:
    assert _letter(judgement(language="fr")).text.startswith("Bonjour Dana,")
    assert _letter(judgement(language="nl")).text.startswith("Hi Dana,")
    chosen = Settings.model_validate({"timezone": "UTC", "drafts": {"language": "es"}})
    assert _letter(judgement(language="fr"), settings=chosen).text.startswith("Hola, Dana:")


def test_the_text_part_is_laid_out_like_gmails() -> None:
    signed = replace(ME, signature="<div dir='ltr'><b>Alex</b> Morgan<br>+44 20 7946 0018</div>")
    text = _letter(thread=conversation(identities=(signed,))).text
    below = text[text.index("-- \n") :]
    assert below == (
        "-- \nAlex Morgan\n+44 20 7946 0018\n\n"
        "On Fri, Nov 20, 2026 at 10:00\u202fAM Dana Whitfield <dana@northwind.example>\nwrote:\n\n"
        "> Hi Alex,\n>\n> It was good to talk. You should hear from us by Friday.\n>\n> Best,\n> Dana\n"
    )


def test_the_html_part_is_laid_out_like_gmails() -> None:
    signed = replace(ME, signature="<div>Alex Morgan</div>")
    html = _letter(thread=conversation(identities=(signed,))).html
    assert html.startswith('<div dir="ltr"><div>Hi Dana,</div><div><br></div>')
    assert '<span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature"' in html
    assert ' data-smartmail="gmail_signature"><div>Alex Morgan</div></div>' in html
    assert (
        '<div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Fri, Nov 20, 2026 at 10:00\u202fAM Dana Whitfield '
        '&lt;<a href="mailto:dana@northwind.example">dana@northwind.example</a>&gt; wrote:<br></div><blockquote class="gmail_quote"'
    ) in html
    assert html.index("gmail_signature_prefix") < html.index("gmail_quote")
    assert html.endswith("</blockquote></div>")


@pytest.mark.parametrize(
    ("language", "above"),
    [
        ("en", "On Fri, Nov 20, 2026 at 10:00\u202fAM Dana Whitfield <dana@northwind.example> wrote:"),
        ("de", "Am Fr., 20. Nov. 2026 um 10:00 Uhr schrieb Dana Whitfield <dana@northwind.example>:"),
        ("fr", "Le ven. 20 nov. 2026 à 10:00, Dana Whitfield <dana@northwind.example> a écrit\u00a0:"),
        ("es", "El vie, 20 nov 2026 a las 10:00, Dana Whitfield (<dana@northwind.example>) escribió:"),
    ],
)
def test_the_line_above_the_quote_is_gmails_in_each_language(language: str, above: str) -> None:
    letter = _letter(judgement(language=language))
    assert above in letter.text.replace("\n", " ")
    assert above.replace("<dana@northwind.example>", "&lt;" + '<a href="mailto:dana@northwind.example">dana@northwind.example</a>' + "&gt;") in letter.html


def test_the_line_above_the_quote_tells_the_users_time_in_the_users_order() -> None:
    assert "On Fri, Nov 20, 2026 at 3:00\u202fPM Dana" in _letter(settings=Settings(timezone="Europe/London", holidays=("US",))).text
    british = Settings(timezone="Europe/London", holidays=("GB",))
    assert "On Fri, 20 Nov 2026 at 15:00, Dana Whitfield" in _letter(settings=british).text
    early = replace(FROM_DANA, date=datetime(2026, 11, 20, 9, 5, tzinfo=ZONE))
    assert "a las 9:05, Dana" in _letter(judgement(language="es", reply_target=early), conversation(early)).text


def test_a_sender_without_a_name_leaves_no_gap_above_the_quote() -> None:
    assert "at 10:00\u202fAM <dana@northwind.example> wrote:" in _answering(sender=Mailbox("", "dana@northwind.example")).text


def test_the_text_is_broken_before_column_78_and_no_word_or_address_is_torn() -> None:
    link = f"https://northwind.example/{'a-b/' * 40}"
    long = f"One {'word ' * 60}and\n{link} follows\n> {'earlier ' * 30}\n>> {'oldest ' * 30}\n\nend"
    text = _answering(text=long).text
    assert all(len(line) <= 78 for line in text.splitlines() if link not in line)
    assert f"> {link}" in text
    quote = text.split("wrote:\n\n")[1]
    assert {line.partition(" ")[0] for line in quote.splitlines()} == {">", ">>", ">>>"}
    mail = mime_out.write(_answering(text=long)).decode("ascii")
    assert "format=flowed" not in mail
    assert mail.count("MIME-Version") == 1


def test_a_text_quoted_without_end_is_quoted_once_more() -> None:
    assert f"\n{'>' * 501} deep\n" in _answering(text=f"Hi\n{'>' * 500} deep").text


def test_the_html_leaves_the_breaking_of_lines_to_the_reader() -> None:
    letter = _letter()
    words, above = letter.html.split("gmail_quote")[0], letter.text.split("\n\nOn Fri")[0]
    assert max(len(line) for line in re.findall(r"<div>([^<]*)</div>", words)) > 78
    assert " ".join(" ".join(re.findall(r"<div>([^<]*)</div>", words)).split()) == " ".join(above.split()).replace("&", "&amp;")


def test_quoted_html_keeps_its_looks_and_loses_what_is_active() -> None:
    html = _answering(
        html='<html><head><style>div{display:none}</style></head><body><p onclick="x()">Hi <b>Alex</b></p><script>x()</script>'
        '<img src="cid:logo"><a href="javascript:x()">a</a><a href="https://northwind.example">b</a></body></html>'
    ).html
    quote = html[html.index("<blockquote") :]
    assert "<p>Hi <b>Alex</b></p>" in quote
    assert '<a href="https://northwind.example">b</a>' in quote
    for active in ("script", "style>", "onclick", "cid:", "<head"):
        assert active not in quote


def test_a_huge_message_is_quoted_in_part() -> None:
    letter = _answering(html="<p>x</p>" * 1_000_000, text="word " * 100_000)
    assert len(letter.html) < 100_000
    assert len(letter.text) < 100_000
    assert letter.text.endswith("[…]\n")


def test_quoted_quotes_go_one_deeper() -> None:
    assert "\n>> earlier\n" in _answering(text="Hello\n> earlier\nbye").text


@pytest.mark.parametrize("evil", ["Dana\r\nBcc: thief@evil.example", "Dana\nX: y", "Dana\x00\x1b[31m", "Dana\u2028Bcc: x", "Dana\x85X"])
def test_no_name_can_inject_a_header(evil: str) -> None:
    settings = Settings.model_validate({"timezone": "UTC", "drafts": {"name": evil}})
    target = replace(FROM_DANA, subject=evil, sender=Mailbox(evil, "dana@northwind.example"))
    letter = _letter(judgement(counterpart=replace(COUNTERPART, name=evil), reply_target=target), conversation(target), settings)
    for value in (letter.sender.name, letter.to[0].name, letter.subject, letter.in_reply_to, *letter.references):
        assert value.isprintable()
    assert "\n".join(letter.text.splitlines()).count("\nBcc:") == 0


@pytest.mark.parametrize("role", ["the x" * 40, "see https://evil.example now", "<b>Engineer</b>", "a@b.example", ""])
def test_an_odd_role_is_left_out(role: str) -> None:
    assert re.search(r"\bthe role\b", _letter(judgement(role=role)).text.split("On Fri")[0])


def test_a_role_loses_its_brackets_and_its_doubled_word() -> None:
    assert "the Data Engineer role" in _letter(judgement(role="Data Engineer (m/w/d) role")).text


def test_a_promise_whose_day_is_still_to_come_is_not_held_up() -> None:
    later = Expectation(NOW.date() + timedelta(days=3), Source.PROMISE, Evidence("<x>", "by Friday"))
    assert "December" not in _letter(judgement(expectation=later)).text.split("On Fri")[0]


@pytest.mark.parametrize("source", [Source.CADENCE, Source.INTERVIEW, Source.OUT_OF_OFFICE, Source.USER])
def test_only_what_was_promised_is_referred_to(source: Source) -> None:
    counted = Expectation(NOW.date() - timedelta(days=4), source)
    assert "November 27" not in _letter(judgement(expectation=counted)).text


def test_days_are_named_in_the_users_order() -> None:
    british = Settings.model_validate({"timezone": "Europe/London", "holidays": ["GB"]})
    assert "Friday, 27 November" in _letter(settings=british).text.replace("\n", " ")
    assert "Friday, November 27" in _letter().text.replace("\n", " ")


def test_a_letter_needs_somebody_to_write_to() -> None:
    with pytest.raises(ValueError, match="somebody"):
        _letter(judgement(counterpart=None))
    with pytest.raises(ValueError, match="identity"):
        _letter(thread=conversation(identities=()))


def test_the_same_thread_gives_the_same_letter() -> None:
    assert _letter() == _letter()


def test_call_notes_name_the_number_and_what_was_said() -> None:
    notes = call_notes(judgement(), conversation(), step(2, "call"), SETTINGS, BUILT_IN, NOW)
    assert "+1 212 555 0147" in notes
    assert "You should hear from us by Friday." in notes
    without = call_notes(judgement(counterpart=replace(COUNTERPART, phone="")), conversation(), step(2, "call"), SETTINGS, BUILT_IN, NOW)
    assert "none found" in without


def test_the_last_note_follows_where_the_cadence_names_no_template() -> None:
    settings = Settings.model_validate({"timezone": "UTC", "cadence": {"steps": [{"do": "email"}, {"do": "email", "after": "2 weeks"}]}})
    last = "last (short )?note|after this note"
    assert re.search(last, _letter(settings=settings, number=2).text)
    assert not re.search(last, _letter(settings=settings, number=1).text)


def test_every_variable_is_documented() -> None:
    readme = (Path(__file__).parents[2] / "config/templates/README.md").read_text(encoding="utf-8")
    rows = " ".join(row.split("|")[1] for row in readme.splitlines() if row.startswith("| `"))
    kinds = {"first", "last", "call", "after_interview", "after_application"}
    assert set(re.findall(r"`(\w+)`", rows)) - kinds == set(VARIABLES)
    assert all(f"`{code}`" in readme for code in (*LANGUAGES, *FAMILIAR.values()))


def test_a_moment_in_summer_time_is_told_in_summer_time() -> None:
    target = replace(FROM_DANA, date=datetime(2026, 7, 1, 9, 30, tzinfo=ZoneInfo("America/New_York")))
    assert "On Wed, Jul 1, 2026 at 9:30\u202fAM" in _letter(judgement(reply_target=target), conversation(target)).text
    assert ZONE.utcoffset(None) == timedelta(hours=-5)


def test_alex_is_never_greeted() -> None:
    thanks = message(ALEX, DANA, "Thanks!\n\nBest,\nAlex", id="m2", message_id="<a1@example.org>")
    assert _letter(judgement(reply_target=thanks, answered_by=FROM_DANA), conversation(FROM_DANA, thanks)).text.startswith("Hi Dana,")
