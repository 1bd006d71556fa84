"""What only looks like a quote, a signature or a footer is the sender's own and stays; what was written between or below quotes counts too."""

from __future__ import annotations

import pytest

from replydue.core.message import read
from replydue.core.mime import parse
from replydue.core.own_words import own_words
from tests.core_reading.mail import letter, reading

PROMISE = "We will decide by Friday."
ASKED = "> Could I hear from you by December 24?"

KEPT = {
    "a list of particulars": f"Your interview:\n\nDate: November 30\nTime: 3 pm\nTo: meet the team\nOrganization: Northwind\nSubject: systems\n\n{PROMISE}",
    "hours of an appointment": f"From: 10:00\nTo: 11:00\nDate: 30 November\n\n{PROMISE}",
    "a rule between sections": f"Hello Sam\n\n__________________\n\nNext steps: {PROMISE}",
    "dashes between sections": f"Hello Sam\n\n---\n\nNext steps: {PROMISE} You need not do anything until then.",
    "two dashes between sections": f"Hello Sam\n\n--\n\nWe talked it over.\nYou did well in all of it.\nI am glad about that.\n{PROMISE}",
    "what somebody wrote": f'On Monday the hiring manager wrote:\n\n"Great talk."\n\n{PROMISE}',
    "what somebody wrote, with a date": f"On November 9 you had an interview, and this is what the manager wrote: great. {PROMISE}",
    "mail that was sent": f"Sent you a mail with the form, please check your Outlook.\n{PROMISE}",
    "sent by a day": f"Sent by courier on Friday.\n{PROMISE}",
    "the message as a subject": f"The message was sent to the hiring manager.\n\n{PROMISE}",
    "information": f"The information you sent contains a typo on page two.\n\n{PROMISE}",
    "thanks in the middle": f"Thanks,\nI passed it on to the team.\n\n{PROMISE}\n\nDana",
    "a closing before more letter": f"Best,\nthat is how the panel rated it.\n\n{PROMISE}",
    "From at the start of a line": f"From Monday on I am in Boston.\nFrom there I travel to Austin.\n{PROMISE}",
    "a postscript": f"See you.\n\nBest,\nDana\n\nPS: {PROMISE}",
    "an afterthought": f"See you.\n\nBest regards,\nDana Whitfield\nNorthwind\n\nOne more thing: {PROMISE}",
    "an afterthought without a mark": f"See you.\n\nBest regards,\nDana Whitfield\nNorthwind\n\nAnd we will let you know by Monday, too. {PROMISE}",
    "steps below thanks": f"Thank you!\n\nNext steps:\n- Onsite on November 30\n- {PROMISE}",
    "bullets below thanks": f"Thanks\n\nOnsite\n- with Lee\n- with Kim\n\n{PROMISE}",
    "a line that begins with dashes": f"-- Forwarded your papers to the whole panel this very morning, as you wished.\n{PROMISE}",
    "a long line that begins like a banner": f"See it online and tell us what you think of the whole thing, all of it. {PROMISE}",
    "answers above a line": f"Please put your answers above the line that is drawn in the form, then send all of the form to Lee. {PROMISE}",
    "important dates": f"Important dates:\n- Onsite on November 30\n\n{PROMISE}",
    "a notice period": f"Notice period:\nTell me yours, please.\n\n{PROMISE}",
    "a confidential role": f"Confidential search for now:\nPlease keep it to yourself.\n\n{PROMISE}",
    "an address that is asked for": f"Please send us your registered address and company number.\n\n{PROMISE}",
    "a mail that contains something": f"This email contains information about the next round.\n\n{PROMISE}",
    "a message that may contain something": f"The message may contain typos, I am on the train.\n\n{PROMISE}",
    "somebody not to be called": f"If you don't want to be contacted by phone, tell me.\n\n{PROMISE}",
    "settings to change": f"Update your settings in the portal before the test.\n\n{PROMISE}",
    "a German managing director": f"Geschäftsführer und Team möchten Sie kennenlernen.\nDiese E-Mail enthält alle Unterlagen.\n\n{PROMISE}",
    "a French message with papers": f"Ce message contient le programme de la journée.\n\n{PROMISE}",
    "a Spanish message with papers": f"Este correo contiene el programa del día.\n\n{PROMISE}",
    "privacy as a topic": f"Privacy is what the role is about.\n\n{PROMISE}",
    "an external banner": f"CAUTION: This email originated from outside of the organization. Do not click links.\n\n{PROMISE}",
    "a line for the browser": f"View this email in your browser\n\n{PROMISE}",
    "a footer first": f"This message is confidential and intended only for the addressee.\n\n{PROMISE}",
    "a colon before an own list": f"In 2026, by 10:00 each day, we look at:\n- talks\n- tests\n\n{PROMISE}",
    "an address and an hour": f"Write to Lee Ray <lee@northwind.example> before 10:00 tomorrow.\n\n{PROMISE}",
    "a talk about messages": f"Previous messages from us may have gone to spam, sorry.\n\n{PROMISE}",
    "an address with a colon": f"Write to Lee (lee@northwind.example) about:\n- the visa\n\n{PROMISE}",
    "a link in angle brackets": f"<https://northwind.example/form>\n\n{PROMISE}",
    "a table drawn with bars": f"| Stage | Day |\n| Onsite | {PROMISE} |",
    "the bar of a table": f"Stage | Day\nOnsite | Friday\n\n{PROMISE}",
    "a meeting's link as last lines": f"{PROMISE}\n\nZoom Interview\nTuesday, 10 November, 3 pm\nhttps://zoom.example/j/1",
    "a number to call": f"{PROMISE}\n\nYou can call me:\n+1 212 555 0147",
    "numbers and dates": f"Timeline:\n\nOnsite 2026-12-01\nOffer 2026-12-08\n\n{PROMISE}",
}


@pytest.mark.parametrize("kind", KEPT)
def test_newly_written_text_is_never_cut(kind: str) -> None:
    assert PROMISE in own_words(KEPT[kind], "").words


ANSWERED = {
    "below the quote": f"On Mon, Nov 23, 2026 at 10:02 AM Sam <sam@home.example> wrote:\n\n{ASKED}\n> Sam\n\n{PROMISE}",
    "between lines": f"Hi Sam,\n\nBest,\nDana\n\nOn Mon, Nov 23, 2026 at 10:02 AM Sam <sam@home.example> wrote:\n\n{ASKED}\n\n{PROMISE}\n\n> Sam",
    "between lines, below a signature": f"See below.\n\n-- \nDana\n\n{ASKED}\n{PROMISE}\n> And the visa?\nYes.",
    "with a quoted line that was wrapped": f"{ASKED} Or is it rather one of the last days of the\nyear then?\n> Sam\n\n{PROMISE}",
    "below a rule": f"{ASKED}\n\n____________\n{PROMISE}",
    "above and below a rule": f"See below.\n{ASKED}\n\n____________\n{PROMISE}",
    "above a name that is signed below": f"{ASKED}\n\n{PROMISE}\n\nThanks,\nDana\n\n> Sam\n\n-- \nDana Whitfield",
    "bars as marks": f"| Could I hear from you by December 24?\n\n{PROMISE}",
    "an escaped From": f">From Monday I am back.\n\n{PROMISE}",
}


@pytest.mark.parametrize("kind", ANSWERED)
def test_answers_below_and_between_quotes_count(kind: str) -> None:
    words = own_words(ANSWERED[kind], "").words
    assert PROMISE in words
    assert "December" not in words
    assert "year then" not in words


@pytest.mark.parametrize("answer", ["Thursday it is.", "Is that all?", "You may."])
def test_a_short_answer_below_a_rule_counts(answer: str) -> None:
    assert answer in own_words(f"See below.\n{ASKED}\n\n____________\n{answer}", "").words


def test_an_mbox_files_mark_before_from_is_taken_off() -> None:
    assert own_words(">From Monday I am back.\nDana", "").words.startswith("From Monday I am back.")


GMAIL = '<div class="gmail_attr">On Monday Sam wrote:<br></div>'
ANSWERED_IN_HTML = {
    "Gmail": f'<div>See below.</div><div class="gmail_quote">{GMAIL}<blockquote class="gmail_quote">By December 24?</blockquote><div>{PROMISE}</div>'
    '<blockquote class="gmail_quote">And December 31?</blockquote><div>No.</div></div>',
    "Gmail, below all": f'<div class="gmail_quote">{GMAIL}<blockquote class="gmail_quote">By December 24?</blockquote></div><div>{PROMISE}</div>',
    "Apple Mail": f'<div><blockquote type="cite">On Monday Sam wrote: By December 24?</blockquote><div>{PROMISE}</div><blockquote type="cite">December'
    "</blockquote></div>",
    "Thunderbird": f'<div class="moz-cite-prefix">On 11/23/26 Sam wrote:</div><blockquote type="cite">By December 24?</blockquote><p>{PROMISE}</p>',
    "preformatted": f"<pre>&gt; By December 24?\n\n{PROMISE}\n</pre>",
    "white space kept by style": f'<div style="white-space: pre-wrap">&gt; By December 24?\n{PROMISE}</div>',
}


@pytest.mark.parametrize("client", ANSWERED_IN_HTML)
def test_answers_between_quotes_in_html_count(client: str) -> None:
    words = own_words("", ANSWERED_IN_HTML[client]).words
    assert PROMISE in words
    assert "December" not in words


SHOWN = {
    "an indented paragraph": f'<blockquote style="margin:0 0 0 40px;border:none;padding:0px"><div>{PROMISE}</div></blockquote>',
    "a newsletter's column": f'<table><tr><td style="direction:ltr;font-size:0px;padding:20px 0"><div style="font-size:13px">{PROMISE}</div></td></tr></table>',
    "hidden from Outlook only": f'<div style="mso-hide:all">{PROMISE}</div>',
    "written into the frame of the signature": f'<div id="Signature"><div>{PROMISE}</div></div>',
    "a rule with no mail below": f'<p>Hello</p><div style="border-top:solid #E1E1E1 1.0pt"><p>{PROMISE}</p></div>',
    "a table of particulars": f"<table><tr><td>Role</td><td>Engineer</td></tr><tr><td>Next</td><td>{PROMISE}</td></tr></table>",
    "a list": f"<ul><li>First</li><li>{PROMISE}</li></ul>",
    "zero-width characters": "<p>We will de\u200bcide by Fri&shy;day.</p>",
    "no-break spaces": "<p>We&nbsp;will decide&#8239;by Friday.</p>",
}


@pytest.mark.parametrize("kind", SHOWN)
def test_what_a_reader_sees_is_read(kind: str) -> None:
    assert PROMISE in own_words("", SHOWN[kind]).words


HIDDEN = (
    "display:none",
    "display: none !important",
    "visibility:hidden",
    "max-height:0;overflow:hidden",
    "font-size:0",
    "font-size:1px;color:#fff",
    "opacity:0",
)


@pytest.mark.parametrize("style", HIDDEN)
def test_what_no_reader_sees_is_not_read(style: str) -> None:
    assert own_words("", f'<div style="{style}">Reply by December 31</div><p>{PROMISE}</p>').words == PROMISE


ONLY_QUOTED = {
    "a forwarded mail": "---------- Forwarded message ---------\nFrom: Sam <sam@home.example>\nDate: Mon, Nov 23\nSubject: Role\nTo: Dana\n\nBy December 24.",
    "marked lines": f"{ASKED}\n> Sam",
    "Outlook's block": "From: Sam Porter <sam@home.example>\nSent: Monday\nTo: Dana\nSubject: Role\n\nBy December 24?",
    "an attribution": "On Mon, Nov 23, 2026 at 10:02 AM Sam <sam@home.example> wrote:\n\nBy December 24?",
}


ONLY_QUOTED_IN_HTML = {
    "forwarded by Gmail": '<div dir="ltr"><br><br><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br></div>'
    'By December 24?<div class="gmail_quote"><blockquote class="gmail_quote">older</blockquote>and December 31.</div></div></div>',
    "an empty answer of Outlook": '<div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> Sam</div><div>By December 24?</div>',
    "an empty answer of Apple Mail": '<div><br></div><blockquote type="cite">On Monday Sam wrote:<br>By December 24?</blockquote>',
}


@pytest.mark.parametrize("kind", ONLY_QUOTED_IN_HTML)
def test_html_that_only_quotes_has_no_words_of_its_own(kind: str) -> None:
    assert own_words("", ONLY_QUOTED_IN_HTML[kind]).words == ""


@pytest.mark.parametrize("kind", ONLY_QUOTED)
def test_a_mail_that_only_quotes_has_no_words_of_its_own(kind: str) -> None:
    assert own_words(ONLY_QUOTED[kind], "").words == ""


ATTRIBUTIONS = [
    "On Mon, 23 Nov 2026 at 10:02, Sam Porter <sam@home.example> wrote:",
    "On Nov 23, 2026, at 10:02 AM, Sam Porter <sam@home.example> wrote:",
    "Sam Porter <sam@home.example> wrote on Mon, 23 Nov 2026 at 10:02:",
    "Am Mo., 23. Nov. 2026 um 10:02 Uhr schrieb Sam Porter <sam@home.example>:",
    "Sam Porter <sam@home.example> schrieb am Mo. 23. Nov. 2026 um 10:02:",
    "Le lun. 23 nov. 2026 à 10:02, Sam Porter <sam@home.example> a écrit :",
    "El lun, 23 nov 2026 a las 10:02, Sam Porter (<sam@home.example>) escribió:",
    "Il giorno lun 23 nov 2026 alle ore 10:02 Sam Porter <sam@home.example> ha scritto:",
    "Em seg., 23 de nov. de 2026 às 10:02, Sam Porter <sam@home.example> escreveu:",
    "Op ma 23 nov 2026 om 10:02 schreef Sam Porter <sam@home.example>:",
    "Den mån 23 nov. 2026 kl 10:02 skrev Sam Porter <sam@home.example>:",
    "man. 23. nov. 2026 kl. 10:02 skrev Sam Porter <sam@home.example>:",
    "ma 23. marrask. 2026 klo 10.02 Sam Porter (sam@home.example) kirjoitti:",
    "pon., 23 lis 2026 o 10:02 Sam Porter <sam@home.example> napisał(a):",
    "po 23. 11. 2026 v 10:02 odesílatel Sam Porter <sam@home.example> napsal:",
    "Sam Porter <sam@home.example>, 23 Kas 2026 Pzt, 10:02 tarihinde şunu yazdı:",
    "Sam Porter <sam@home.example> ezt írta (időpont: 2026. nov. 23., H, 10:02):",
    "În lun., 23 nov. 2026 la 10:02, Sam Porter <sam@home.example> a scris:",
    "пн, 23 нояб. 2026 г. в 10:02, Sam Porter <sam@home.example>:",
    "Sam Porter <sam@home.example> 于2026年11月23日周一 10:02写道：",
    "2026년 11월 23일 (월) 오전 10:02, Sam Porter <sam@home.example>님이 작성:",
    "‫בתאריך יום ב׳, 23 בנוב׳ 2026 ב-10:02 מאת ‪Sam Porter‬‏ <‪sam@home.example‬‏>:‬",
    '23.11.2026, 10:02, "Sam Porter" <sam@home.example>:',
    'At 2026-11-23 10:02:11, "Sam Porter" <sam@home.example> wrote:',
    "On Wed, 14 Nov 2018 08:14:43 -0200 Sam Porter <sam@home.example> wrote",
    "tir. 23. nov. 2026 kl. 10:02 skrev Sam Porter <sam@home.example\n>:",
    "Sent from TypeApp<http://typeapp.example/r>\n\nOn Nov 23, 2026, at 10:02, Sam wrote:",
    "__\nrecruiters mailing list\nrecruiters@lists.example",
    "Sam Porter <sam@home.example>  Mon, Nov 23, 2026 at 10:02 AM",
    "Previous message:",
    "--- Earlier messages in this thread ---",
    "### Conversation history ###",
    "Original message from Sam Porter:",
    "-------- Messaggio inoltrato --------",
    "-----Ursprüngliche Nachricht-----",
    "------------------ 原始邮件 ------------------",
    "_____________________________\nFrom: Sam Porter <sam@home.example>",
    "From: Sam Porter Sent: Monday, November 23, 2026 10:02 AM To: Dana Whitfield Subject: Re: Engineer",
    "*From:* Sam Porter <sam@home.example>\n*Date:* Monday\n*To:* Dana",
    "Lähettäjä: Sam Porter\nLähetetty: maanantai\nVastaanottaja: Dana\nAihe: Re: Engineer",
    "发件人: Sam Porter\n发送时间: 2026年11月23日\n收件人: Dana\n主题: Re: Engineer",
    "-- please reply above this line --",
    "##- Bitte geben Sie Ihre Antwort oberhalb dieser Zeile ein. -##",
]


@pytest.mark.parametrize("line", ATTRIBUTIONS)
def test_in_any_language_the_line_above_a_quoted_mail_ends_the_letter(line: str) -> None:
    assert own_words(f"{PROMISE}\n\n{line}\n\nCould I hear from you by December 24?", "").words == PROMISE


@pytest.mark.parametrize("line", [line for line in ATTRIBUTIONS if "\n" not in line and "@" in line])
def test_without_a_blank_line_above_the_letter_stays_whole(line: str) -> None:
    assert own_words(f"Thank you, Sam.\n{PROMISE}\n{line}\n> Could I hear from you by December 24?", "").words == f"Thank you, Sam.\n{PROMISE}"


SIGNED = {
    "a name and numbers without a closing": "Dana Whitfield\nSenior Recruiter\nNorthwind\n+1 212 555 0147",
    "a closing with the name behind it": "Best regards, Dana Whitfield\nSenior Recruiter\n+1 212 555 0147",
    "a line of underscores": "_______________\nDana Whitfield\n+1 212 555 0147 | dana@northwind.example",
    "a slogan below": "Kind regards\n\nDana Whitfield\n+1 212 555 0147\n\nWe're hiring until 31 December! https://northwind.example",
    "office hours below": "Thanks!\nDana Whitfield\n+1 212 555 0147\nPlease note: I do not work on Fridays.",
    "a place in the US": "Will Whitfield, Senior Recruiter\nNorthwind\nNew York, US\n+1 212 555 0147",
    "French": "Bien cordialement,\nDana Whitfield\n+1 212 555 0147",
    "starred": "*Dana Whitfield*\n*Senior Recruiter*\n+1 212 555 0147",
}


@pytest.mark.parametrize("kind", SIGNED)
def test_a_signature_is_kept_apart_with_its_number(kind: str) -> None:
    own = own_words(f"{PROMISE}\n\n{SIGNED[kind]}", "")
    assert "+1 212 555 0147" in own.signature
    assert "+1 212 555 0147" not in own.words
    assert own.words.startswith(PROMISE)


def flowed(body: str, params: str = "format=flowed") -> str:
    return reading(letter(body, content_type=f"text/plain; charset=utf-8; {params}")).words


def test_flowed_lines_are_joined_and_stuffing_is_taken_off() -> None:
    assert flowed("We will \r\ndecide by \r\nFriday.\r\n From here on\r\n-- \r\nDana") == "We will decide by Friday.\nFrom here on"
    assert flowed("We will de \r\ncide by Friday.", "format=flowed; delsp=yes") == "We will decide by Friday."


def test_of_flowed_text_quoted_lines_stay_quoted() -> None:
    assert flowed("> By \r\n> December?\r\nYes, \r\nby Friday.") == "Yes, by Friday."


STAND_INS = ["", "This message is in HTML. View it in your browser.", "Your e-mail client does not support HTML, click here to see it online.", "Hello"]


@pytest.mark.parametrize("plain", STAND_INS)
def test_a_plain_text_that_only_stands_in_gives_way_to_the_html(plain: str) -> None:
    html = f"<p>Hello Sam,</p><p>thank you for the talk with the whole team on Tuesday, all of us enjoyed it very much.</p><p>{PROMISE}</p>"
    assert PROMISE in own_words(plain, html).words


def test_markup_that_calls_itself_plain_text_is_read_as_markup() -> None:
    assert own_words(f"<html><body><p>{PROMISE}</p><blockquote type=cite>By December 24?</blockquote></body></html>", "").words == PROMISE


def test_a_quote_that_only_the_html_marks_is_cut_from_the_plain_text_too() -> None:
    html = f'<div>{PROMISE}</div><div class="gmail_quote"><div>Sam skribis:</div><blockquote>By December 24?</blockquote></div>'
    own = own_words(f"{PROMISE}\n\nSam skribis\n\nBy December 24?", html)
    assert own.words == PROMISE
    assert "December" in own.text


def test_a_letter_in_html_with_a_plain_footer_beside_it_is_read_whole() -> None:
    raw = (
        b'From: a@b.example\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>We will decide by Friday.</p>\r\n'
        b"--x\r\nContent-Type: text/plain\r\n\r\nThis list is run by volunteers.\r\n--x--\r\n"
    )
    assert read(parse(raw)).words.startswith(PROMISE)
