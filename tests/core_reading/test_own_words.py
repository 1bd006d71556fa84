"""What did the sender write? Quotes, signatures and footers of the usual programs are cut; everything newly written stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replydue.core.own_words import own_words

OWN = "We will let you know by Friday."

PLAIN = {
    "Gmail": f"{OWN}\n\nOn Mon, Nov 2, 2026 at 10:00 AM Sam Porter <sam@example.com> wrote:\n\n> Any news by Tuesday?",
    "Gmail, wrapped": f"{OWN}\n\nOn Mon, Nov 2, 2026 at 10:00 AM Sam Porter\n<sam@example.com> wrote:\n> Any news?",
    "Apple Mail": f"{OWN}\n\n> On 2 Nov 2026, at 10:00, Sam Porter <sam@example.com> wrote:\n> \n> Any news?",
    "Outlook": f"{OWN}\n\nFrom: Sam Porter <sam@example.com>\nSent: Monday, November 2, 2026 10:00 AM\nTo: Dana\nSubject: RE: Interview\n\nNews by Tuesday?",
    "Outlook, German": f"{OWN}\n\nVon: Sam Porter\nGesendet: Montag, 2. November 2026 10:00\nAn: Dana\nBetreff: AW: Gespräch\n\nGibt es Neues?",
    "Outlook, original message": f"{OWN}\n\n-----Original Message-----\nFrom: Sam\nSent: Monday\nTo: Dana\n\nAny news?",
    "German": f"{OWN}\n\nAm Mo., 2. Nov. 2026 um 10:00 Uhr schrieb Sam Porter <sam@example.com>:\n\n> Gibt es Neues?",
    "French": f"{OWN}\n\nLe lun. 2 nov. 2026 à 10:00, Sam Porter <sam@example.com> a écrit :\n\n> Des nouvelles ?",
    "Spanish": f"{OWN}\n\nEl lun, 2 nov 2026 a las 10:00, Sam Porter (<sam@example.com>) escribió:\n\n> ¿Novedades?",
    "rule": f"{OWN}\n\n________________________________\nFrom: Sam\nAny news?",
    "forwarded": f"{OWN}\n\n---------- Forwarded message ---------\nFrom: Sam <sam@example.com>\nDate: Mon\n\nAny news by Tuesday?",
    "ticket": f"{OWN}\n\n##- Please type your reply above this line -##\nTicket 12 is due Monday",
    "phone": f"{OWN}\n\nSent from my iPhone\n\nOn Nov 2, 2026, at 10:00, Sam <sam@example.com> wrote:\n\n> Any news?",
    "only quoted lines": f"{OWN}\n> Any news by Tuesday?\n> Sam",
}


@pytest.mark.parametrize("program", PLAIN)
def test_what_is_quoted_in_plain_text_is_cut(program: str) -> None:
    assert own_words(PLAIN[program], "").words == OWN


HTML = {
    "Gmail": f'<div dir="ltr">{OWN}</div><br><div class="gmail_quote"><div class="gmail_attr">Sam wrote:</div><blockquote>By Tuesday?</blockquote></div>',
    "Apple Mail": f'<div>{OWN}</div><div><br><blockquote type="cite"><div>On 2 Nov 2026, Sam wrote:</div><div>News by Tuesday?</div></blockquote></div>',
    "Outlook web": f'<div>{OWN}</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> Sam<br></div><div>News by Tuesday?</div>',
    "Outlook desktop": f'<p>{OWN}</p><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>From:</b> Sam</p></div><p>News by Tuesday?</p>',
    "Thunderbird": f'<p>{OWN}</p><div class="moz-cite-prefix">On 02/11/2026 Sam wrote:</div><blockquote type="cite"><p>News by Tuesday?</p></blockquote>',
    "Yahoo": f'<div>{OWN}</div><div id="yahoo_quoted_1" class="yahoo_quoted">On Monday Sam wrote: News by Tuesday?</div>',
    "hidden": f'<div style="display:none">Preview: by Tuesday</div><style>p{{}}</style><p>{OWN}</p><script>by("Tuesday")</script>',
}


@pytest.mark.parametrize("program", HTML)
def test_what_is_quoted_in_html_is_cut_in_the_tree(program: str) -> None:
    assert own_words("", HTML[program]).words == OWN


def test_answers_between_quoted_lines_are_new() -> None:
    text = "> Is Tuesday good?\nYes, it is.\n> And the salary?\nWe will tell you by Friday."
    assert own_words(text, "").words == "Yes, it is.\n\nWe will tell you by Friday."


SIGNED = {
    "dashes": ("-- \nDana Whitfield\nNorthwind, founded 12 May 2001", "Dana Whitfield\nNorthwind, founded 12 May 2001"),
    "closing": ("Best regards,\nDana Whitfield\nTalent Acquisition\n+1 212 555 0147", "Dana Whitfield\nTalent Acquisition\n+1 212 555 0147"),
    "German closing": ("Mit freundlichen Grüßen\nJürgen Falk", "Jürgen Falk"),
}


@pytest.mark.parametrize("kind", SIGNED)
def test_a_signature_is_kept_apart(kind: str) -> None:
    under, signature = SIGNED[kind]
    own = own_words(f"{OWN}\n\n{under}", "")
    assert own.signature == signature
    assert own.words.startswith(OWN)
    assert "2001" not in own.words


QUOTED = "On Mon, Nov 2, 2026 at 10:00 AM Sam Porter <sam@example.com> wrote:\n\n> Any news?"


def test_the_name_that_closes_a_letter_stays_where_the_signature_stands_below_the_quote() -> None:
    own = own_words(f"{OWN}\n\nThanks,\nDana\n\n{QUOTED}\n\n-- \nDana Whitfield\nNorthwind, founded 12 May 2001", "")
    assert own.words == f"{OWN}\n\nThanks,\nDana"
    assert own.signature == "Dana Whitfield\nNorthwind, founded 12 May 2001"


def test_a_whole_signature_above_the_quote_is_none_of_the_letter_though_another_stands_below() -> None:
    own = own_words(f"{OWN}\n\nThanks,\nDana Whitfield\nNorthwind, founded 2001\n\n{QUOTED}\n\n-- \nDana", "")
    assert own.words == f"{OWN}\n\nThanks,"


def test_what_is_ruled_off_below_a_quote_is_no_letter() -> None:
    assert own_words(f"{OWN}\n{QUOTED}\n\n____________\nDana Whitfield\nNorthwind, founded 2001", "").words == OWN


FOOTERS = (
    "This e-mail is confidential and intended for the addressee until 31 December.",
    "CONFIDENTIALITY NOTICE: valid until Friday",
    "PRIVILEGED AND CONFIDENTIAL. Received in error? Delete it and call us by Friday.",
    "To unsubscribe, click here by Friday",
    "Diese E-Mail ist vertraulich und nur bis Freitag bestimmt.",
)


@pytest.mark.parametrize("footer", FOOTERS)
def test_a_footer_is_cut(footer: str) -> None:
    assert own_words(f"{OWN}\n\n{footer}\nMore of it", "").words == OWN


def test_a_sentence_that_only_sounds_like_a_quote_stays() -> None:
    text = "On Friday we talked, and on Monday the team wrote: yes.\nFrom Tuesday on I am away.\n- first\n- second"
    assert own_words(text, "").words == text


def test_100_000_nested_quotes_are_no_trouble() -> None:
    assert own_words("", "<p>Yes.</p>" + "<blockquote>" * 100_000 + "no").words.startswith("Yes.")
    assert own_words("Yes.\n" + ">" * 100_000 + " no", "").words == "Yes."


@given(st.text(max_size=2_000), st.text(max_size=2_000))
def test_the_words_are_part_of_the_text_and_nothing_raises(text: str, html: str) -> None:
    own = own_words(text, html)
    assert own_words(own.words, "").words in own.words
