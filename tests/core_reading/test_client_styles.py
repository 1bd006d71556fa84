"""What the sender wrote himself, in the styles of the mail clients; the answer is always the same."""

from __future__ import annotations

import pytest

from replydue.core.own_words import own_words

SAID = "Tuesday at ten suits me."
OLD = "Could we speak on Friday?"

TEXTS = {
    "attribution": f"{SAID}\n\nOn Mon, Nov 2, 2026 at 10:00 AM Dana <dana@northwind.example> wrote:\n\n> {OLD}",
    "wrapped": f"{SAID}\n\nOn Mon, Nov 2, 2026 at 10:00 AM Dana Whitfield\n<dana@northwind.example> wrote:\n\n> {OLD}",
    "wrapped without a blank line above": f'{SAID}\nLe 2 nov. 2026 10:00, "Dana Whitfield"\n<dana@northwind.example>\na écrit :\n\n> {OLD}',
    "German": f"{SAID}\n\nAm 02.11.2026 um 10:00 schrieb Dana <dana@northwind.example>:\n> {OLD}",
    "Spanish": f"{SAID}\n\nEl lun, 2 nov 2026 a las 10:00, Dana (<dana@northwind.example>) escribió:\n> {OLD}",
    "Polish": f'{SAID}\n\n2 lis 2026 10:00 "Dana" <dana@northwind.example> napisał(a):\n\n> {OLD}',
    "Russian": f"{SAID}\n\nпонедельник, 2 ноября 2026 г. пользователь Dana написал:\n\n> {OLD}",
    "without a verb": f"{SAID}\n\n2026-11-02 10:00 GMT+01:00 Dana Whitfield\n\n{OLD}",
    "old Outlook": f"{SAID}\n\n-----Original Message-----\nFrom: Dana\nSent: Monday\nTo: Sam\nSubject: Role\n\n{OLD}",
    "starred": f"{SAID}\n\n*-------- Original Message --------*\n\n{OLD}",
    "rule and header block": f"{SAID}\n\n ------------------------------\n\n*From:* Dana\n*Sent:* Monday\n*To:* Sam\n*Subject:* Role\n\n{OLD}",
    "ticket": f"{SAID}\n\n##- Please type your reply above this line -##\n\n{OLD}",
    "initials": f"{SAID}\n\nDW> {OLD}",
    "device": f"{SAID}\n\nSent from my iPhone",
    "device in German": f"{SAID}\n\nDiese Nachricht wurde von meinem Android-Gerät gesendet.",
    "device in brackets": f"{SAID}\n\n(Sent from a phone)",
}
HTML = {
    "Gmail": f'<div>{SAID}</div><div class="gmail_quote"><div class="gmail_attr">On Monday Dana wrote:</div>'
    f'<blockquote class="gmail_quote">{OLD}</blockquote></div>',
    "Outlook": f'<p>{SAID}</p><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> Dana</div><div>{OLD}</div>',
    "Outlook's rule": f'<p>{SAID}</p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>From:</b> Dana<br><b>Sent:</b> Monday<br>'
    "<b>To:</b> Sam<br>"
    f"<b>Subject:</b> Role</p></div></div><p>{OLD}</p>",
    "Apple Mail": f'<div>{SAID}</div><br><blockquote type="cite"><div>On 2 Nov 2026, Dana wrote:</div><div>{OLD}</div></blockquote>',
    "Yahoo": f'<div>{SAID}</div><div class="yahoo_quoted" id="yahoo_quoted_1">{OLD}</div>',
    "Thunderbird": f'<p>{SAID}</p><div class="moz-cite-prefix">On 02/11/2026 Dana wrote:</div><blockquote type="cite">{OLD}</blockquote>',
    "hidden preheader": f'<style>p {{}}</style><div style="display:none">Preview</div><p>{SAID}</p><script>x()</script>',
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_of_a_text_only_the_new_words_are_kept(text: str) -> None:
    own = own_words(text, "")
    assert own.words == SAID
    assert OLD not in own.signature


@pytest.mark.parametrize("html", HTML.values(), ids=HTML.keys())
def test_of_html_only_the_new_words_are_kept(html: str) -> None:
    assert own_words("", html).words == SAID


def test_answers_between_quoted_lines_are_new_words() -> None:
    assert own_words(f"Hi Dana,\n\n> {OLD}\n\nYes.\n\n> And the salary?\n\nOpen.", "").words.split() == ["Hi", "Dana,", "Yes.", "Open."]


def test_a_sentence_that_speaks_of_writing_is_no_attribution() -> None:
    text = "On Monday Dana wrote me that the role is filled.\nI wrote back at once."
    assert own_words(text, "").words == text


def test_the_block_below_the_closing_is_the_signature() -> None:
    own = own_words(f"{SAID}\n\nBest regards,\nDana Whitfield\nTalent Partner, Northwind\n+1 555 010 0199", "")
    assert own.words == f"{SAID}\n\nBest regards,"
    assert own.signature.splitlines()[0] == "Dana Whitfield"
