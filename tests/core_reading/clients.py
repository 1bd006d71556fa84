"""Answers as the mail programs and hiring platforms lay them out: the same letter above the same quoted mail, as plain text and as HTML.

The quoted mail, the signature and the footers hold days too, which must never be taken for the letter's.
"""

from __future__ import annotations

SAID = ("Hi Sam,", "Thank you for your time on Tuesday.", "We will come back to you by Friday, November 27.", "Best regards,")
SIGNATURE = ("Dana Whitfield", "Senior Recruiter | Northwind", "+1 212 555 0147")
OLD = ("Dear Dana,", "Could I hear from you by December 24?", "Sam Porter")

_SAID = "\n\n".join(SAID)
_SIGNATURE = "\n".join(SIGNATURE)
_OLD = "\n\n".join(OLD)
_LETTER = f"{_SAID}\n{_SIGNATURE}"
_MARKED = "\n".join(f"> {line}".rstrip() for line in _OLD.splitlines())


def _divs(lines: tuple[str, ...], gap: str = "<div><br></div>") -> str:
    return gap.join(f"<div>{line}</div>" for line in lines)


def _paragraphs(lines: tuple[str, ...], kind: str = "MsoNormal") -> str:
    return "".join(f'<p class="{kind}">{line}<o:p></o:p></p><p class="{kind}"><o:p>&nbsp;</o:p></p>' for line in lines)


_DIVS, _SIGNED, _QUOTED = _divs(SAID), "<br>".join(SIGNATURE), _divs(OLD)
_WORD = _paragraphs(SAID) + _paragraphs(SIGNATURE)
_BLOCK = "From: Sam Porter <sam@home.example>\nSent: Monday, November 23, 2026 10:02 AM\nTo: Dana Whitfield <dana@northwind.example>\nSubject: Re: Engineer"
_BLOCK_HTML = (
    "<b>From:</b> Sam Porter &lt;sam@home.example&gt;<br><b>Sent:</b> Monday, November 23, 2026 10:02 AM<br>"
    "<b>To:</b> Dana Whitfield &lt;dana@northwind.example&gt;<br><b>Subject:</b> Re: Engineer"
)
_GMAIL_LINE = "On Mon, Nov 23, 2026 at 10:02 AM Sam Porter <sam@home.example> wrote:"
_GMAIL_LINE_HTML = 'On Mon, Nov 23, 2026 at 10:02 AM Sam Porter &lt;<a href="mailto:sam@home.example">sam@home.example</a>&gt; wrote:<br>'

CLIENTS: dict[str, tuple[str, str]] = {
    "Gmail": (
        f"{_SAID}\n\n-- \n{_SIGNATURE}\n\n\n{_GMAIL_LINE}\n\n{_MARKED}\n>\n",
        f'<div dir="ltr">{_DIVS}<div><br></div><span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature" '
        f'data-smartmail="gmail_signature"><div dir="ltr">{_SIGNED}</div></div></div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" '
        f'class="gmail_attr">{_GMAIL_LINE_HTML}</div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204)'
        f';padding-left:1ex"><div dir="ltr">{_QUOTED}</div></blockquote></div>',
    ),
    "Gmail on a phone": (
        f"{_LETTER}\n\nOn Mon, Nov 23, 2026, 10:02\u202fAM Sam Porter <sam@home.example>\nwrote:\n\n{_MARKED}\n",
        f'<div dir="auto">{_divs((*SAID, *SIGNATURE))}</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Mon, Nov 23, 2026, 10:02 AM '
        f'Sam Porter &lt;sam@home.example&gt; wrote:<br></div><blockquote class="gmail_quote">{_QUOTED}</blockquote></div>',
    ),
    "Outlook on the desktop": (
        f"{_LETTER}\n\nFrom: Sam Porter <sam@home.example> \nSent: Monday, November 23, 2026 10:02 AM\nTo: Dana Whitfield <dana@northwind.example>\n"
        f"Subject: Re: Engineer\n\n{_OLD}\n",
        f'<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal {{margin:0in}} --></style></head><body lang="EN-US">'
        f'<div class="WordSection1">{_WORD}<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in">'
        f'<p class="MsoNormal">{_BLOCK_HTML}<o:p></o:p></p></div></div>{_paragraphs(OLD)}</div></body></html>',
    ),
    "Outlook on the web": (
        f"{_LETTER}\n\n________________________________\n{_BLOCK}\n\n{_OLD}\n",
        f'<body dir="ltr"><div class="elementToProof">{_DIVS}</div><div id="Signature" class="elementToProof">{_SIGNED}</div><div id="appendonsend"></div>'
        f'<hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font>{_BLOCK_HTML}</font><div>&nbsp;</div></div>'
        f"<div>{_QUOTED}</div></body>",
    ),
    "Outlook on a phone": (
        f"{_LETTER}\n\nGet Outlook for iOS<https://aka.ms/o0ukef>\n________________________________\n{_BLOCK}\n\n{_OLD}\n",
        f'<body><div dir="ltr">{_divs((*SAID, *SIGNATURE))}</div><div id="ms-outlook-mobile-signature">Get <a href="https://aka.ms/o0ukef">Outlook for iOS</a>'
        f'</div><div id="mail-editor-reference-message-container" class="ms-outlook-mobile-reference-message skipProofing"><hr><div>{_BLOCK_HTML}</div>'
        f"<div>{_QUOTED}</div></div></body>",
    ),
    "Outlook on a Mac": (
        f"{_LETTER}\n\nFrom: Sam Porter <sam@home.example>\nDate: Monday, November 23, 2026 at 10:02 AM\nTo: Dana <dana@northwind.example>\n"
        f"Subject: Re: Engineer\n\n{_OLD}\n",
        f'<div class="WordSection1">{_WORD}<div id="mail-editor-reference-message-container"><div><div style="border:none;border-top:solid #B5C4DF 1.0pt;'
        f'padding:3.0pt 0in 0in 0in"><p class="MsoNormal"><b>From: </b>Sam Porter<br><b>Date: </b>Monday, November 23<br><b>To: </b>Dana<br><b>Subject: </b>'
        f"Re: Engineer</p></div>{_paragraphs(OLD)}</div></div></div>",
    ),
    "old Outlook": (
        f"{_LETTER}\n\n-----Original Message-----\n{_BLOCK}\n\n{_OLD}\n",
        f"<p>{'</p><p>'.join((*SAID, *SIGNATURE))}</p><p>-----Original Message-----<br>{_BLOCK_HTML}</p><p>{'</p><p>'.join(OLD)}</p>",
    ),
    "German Outlook": (
        f"{_LETTER}\n\nVon: Sam Porter <sam@home.example>\nGesendet: Montag, 23. November 2026 10:02\nAn: Dana Whitfield\nBetreff: AW: Engineer\n\n{_OLD}\n",
        f'{_WORD}<div><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal"><b>Von:</b> Sam Porter<br><b>Gesendet:</b> Montag<br>'
        f"<b>An:</b> Dana<br><b>Betreff:</b> AW: Engineer</p></div></div>{_paragraphs(OLD)}",
    ),
    "Apple Mail": (
        f"{_LETTER}\n\n> On 23 Nov 2026, at 10:02, Sam Porter <sam@home.example> wrote:\n> \n{_MARKED}\n",
        f'<html><body style="">{_divs((*SAID, *SIGNATURE))}<div><br><blockquote type="cite"><div>On 23 Nov 2026, at 10:02, Sam Porter '
        f'&lt;sam@home.example&gt; wrote:</div><br class="Apple-interchange-newline"><div>{_QUOTED}</div></blockquote></div><br></body></html>',
    ),
    "iPhone": (
        f"{_LETTER}\n\nSent from my iPhone\n\n> On Nov 23, 2026, at 10:02\u202fAM, Sam Porter <sam@home.example> wrote:\n> \n> \ufeff\n{_MARKED}\n",
        f'<html><body dir="auto">{_divs((*SAID, *SIGNATURE))}<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">Sent from my iPhone</div><div dir="ltr">'
        f'<br><blockquote type="cite">On Nov 23, 2026, at 10:02 AM, Sam Porter &lt;sam@home.example&gt; wrote:<br><br></blockquote></div>'
        f'<blockquote type="cite"><div dir="ltr">\ufeff{_QUOTED}</div></blockquote></body></html>',
    ),
    "Yahoo": (
        f"{_LETTER}\n\n    On Monday, November 23, 2026 at 10:02:11 AM EST, Sam Porter <sam@home.example> wrote:  \n \n {_OLD}",
        f'<div class="ydpb0a1yahoo-style-wrap">{_divs((*SAID, *SIGNATURE))}</div><div id="ydp14d6yahoo_quoted_33" class="ydp14d6yahoo_quoted"><div>'
        f"<div>On Monday, November 23, 2026 at 10:02:11 AM EST, Sam Porter &lt;sam@home.example&gt; wrote: </div>{_QUOTED}</div></div>",
    ),
    "Proton": (
        f"{_LETTER}\n\nSent with [Proton Mail](https://proton.me/) secure email.\n\nOn Monday, November 23rd, 2026 at 10:02 AM, Sam Porter <sam@home.example> "
        f"wrote:\n\n{_MARKED}\n",
        f'<div style="font-family: Arial">{_divs((*SAID, *SIGNATURE))}</div><div class="protonmail_signature_block"><div>Sent with <a '
        f'href="https://proton.me/">Proton Mail</a> secure email.</div></div><div class="protonmail_quote">On Monday, November 23rd, 2026 at 10:02 AM, Sam '
        f'Porter &lt;sam@home.example&gt; wrote:<br><br><blockquote class="protonmail_quote" type="cite">{_QUOTED}</blockquote><br></div>',
    ),
    "older Proton": (
        f"{_LETTER}\n\n‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐\nOn Monday, November 23rd, 2026 at 10:02 AM, Sam <sam@home.example> wrote:\n\n{_OLD}\n",
        f'<div>{_divs((*SAID, *SIGNATURE))}</div><div class="protonmail_quote">------- Original Message -------<br>On Monday, Sam wrote:<br><blockquote '
        f'class="protonmail_quote" type="cite">{_QUOTED}</blockquote></div>',
    ),
    "Thunderbird": (
        f"{_LETTER}\n\n\nOn 11/23/26 10:02, Sam Porter wrote:\n{_MARKED}\n",
        f'<p>{"</p><p>".join(SAID)}</p><div class="moz-signature">{_SIGNED}</div><div class="moz-cite-prefix">On 11/23/26 10:02, Sam Porter wrote:<br></div>'
        f'<blockquote type="cite" cite="mid:1@home.example">{_QUOTED}</blockquote>',
    ),
    "Superhuman": (
        f"{_LETTER}\n\nSent via Superhuman ( https://sprh.mn/?vip=dana@northwind.example )\n\nOn Mon, Nov 23, 2026 at 10:02 AM, Sam Porter < "
        f"sam@home.example > wrote:\n\n{_MARKED}\n",
        f'<div><div>{_divs((*SAID, *SIGNATURE))}</div><br><div class="sh-signature"><div class="gmail_signature">Sent via <a href="https://sprh.mn/">Superhuman'
        f'</a></div></div></div><br><div><div class="gmail_quote">On Mon, Nov 23, 2026 at 10:02 AM, Sam Porter <span>&lt;sam@home.example&gt;</span> wrote:<br>'
        f'<blockquote class="gmail_quote">{_QUOTED}</blockquote></div></div>',
    ),
    "Spark": (
        f"{_LETTER}\nOn 23 Nov 2026 at 10:02 -0500, Sam Porter <sam@home.example>, wrote:\n{_MARKED}\n",
        f'<div name="messageBodySection"><div dir="auto">{_divs(SAID)}</div></div><div name="messageSignatureSection"><br>{_SIGNED}</div>'
        f'<div name="messageReplySection">On 23 Nov 2026 at 10:02 -0500, Sam Porter &lt;sam@home.example&gt;, wrote:<br><blockquote type="cite" '
        f'style="border-left: thin solid #1abc9c">{_QUOTED}</blockquote></div>',
    ),
    "Fastmail": (
        f"{_LETTER}\n\nOn Mon, 23 Nov 2026, at 10:02 AM, Sam Porter wrote:\n{_MARKED}\n",
        f'<!DOCTYPE html><html><body>{_divs((*SAID, *SIGNATURE))}<div>On Mon, 23 Nov 2026, at 10:02 AM, Sam Porter wrote:<br></div><blockquote type="cite" '
        f'id="qt">{_QUOTED}</blockquote></body></html>',
    ),
    "Zoho": (
        f"{_LETTER}\n\n\n---- On Mon, 23 Nov 2026 10:02:11 -0500 Sam Porter <sam@home.example> wrote ---\n\n{_OLD}\n",
        f'<div>{_divs((*SAID, *SIGNATURE))}</div><div class="zmail_extra_hr" style="display:none"></div><div class="zmail_extra"><div>---- On '
        f"Mon, 23 Nov 2026 10:02:11 -0500 <b>Sam Porter</b> wrote ---</div><blockquote>{_QUOTED}</blockquote></div>",
    ),
    "Front": (
        f"{_LETTER}\n\nOn November 23, 2026 at 10:02 AM EST, Sam Porter <sam@home.example> wrote:\n\n{_OLD}\n",
        f'<div>{_divs((*SAID, *SIGNATURE))}</div><blockquote type="cite" class="front-blockquote">On November 23, 2026 at 10:02 AM EST, Sam Porter wrote:'
        f"{_QUOTED}</blockquote>",
    ),
    "Web.de": (
        f"{_LETTER}\n\nGesendet: Montag, 23. November 2026 um 10:02 Uhr\nVon: Sam Porter <sam@home.example>\nAn: Dana\nBetreff: Re: Engineer\n\n{_OLD}\n",
        f'<div>{_divs((*SAID, *SIGNATURE))}</div><div name="quote" style="border-left:2px solid #C3D9E5;"><div><b>Gesendet:</b> Montag<br><b>Von:'
        f"</b> Sam<br><b>An:</b> Dana<br><b>Betreff:</b> Re: Engineer</div>{_QUOTED}</div>",
    ),
    "Samsung": (
        f"{_LETTER}\n\nSent from my Verizon, Samsung Galaxy smartphone\n\n\n-------- Original message --------\nFrom: Sam Porter <sam@home.example>\n"
        f"Date: 11/23/26  10:02 AM  (GMT-05:00)\nTo: Dana\nSubject: Re: Engineer\n\n{_OLD}\n",
        f'<div>{_divs((*SAID, *SIGNATURE))}</div><div id="composer_signature"><div>Sent from my Verizon, Samsung Galaxy smartphone</div></div><div>-------- '
        f"Original message --------</div><div>From: Sam Porter</div><div>Date: 11/23/26</div>{_QUOTED}",
    ),
    "Zimbra": (
        f"{_LETTER}\n\n----- Original Message -----\nFrom: Sam Porter\n\n{_OLD}\n",
        f'<div>{_divs((*SAID, *SIGNATURE))}</div><hr id="zwchr" data-marker="__DIVIDER__"><div><b>From: </b>Sam Porter</div>{_QUOTED}',
    ),
    "Greenhouse": (
        f"{_LETTER}\n\n{_GMAIL_LINE}\n\n{_OLD}\n\n",
        f'<p>{"</p><p>".join(SAID)}</p><p>{_SIGNED}</p><br><p>{_GMAIL_LINE_HTML}</p><blockquote style="border-left:1px solid #ccc">{_QUOTED}</blockquote>',
    ),
    "Lever": (
        f"{_LETTER}\n\nThis email was sent to sam@home.example via Lever. Unsubscribe until December 31.\n\n{_GMAIL_LINE}\n{_MARKED}",
        f"<div>{_divs((*SAID, *SIGNATURE))}</div><p>This email was sent to sam@home.example via Lever. Unsubscribe until December 31.</p>"
        f'<div class="gmail_quote">{_GMAIL_LINE_HTML}<blockquote>{_QUOTED}</blockquote></div>',
    ),
    "a help desk": (
        f"##- Please type your reply above this line -##\n\n{_LETTER}\n\n{_GMAIL_LINE}\n\n{_OLD}",
        f'<div style="color:#b5b5b5">##- Please type your reply above this line -##</div><p>{"</p><p>".join(SAID)}</p><p>{_SIGNED}</p><p>{_GMAIL_LINE_HTML}</p>'
        f"<p>{_OLD}</p>",
    ),
    "a platform with a preheader and a footer": (
        f"{_LETTER}\n\n--- Reply above this line to answer Dana ---\n\nSam Porter:\n{_OLD}\n\n© 2026 Northwind, until December 31",
        '<span style="display:none!important;max-height:0;font-size:0">Answer by December 31 &#847;&zwnj;&nbsp;</span><table><tr><td style="font-size:0px">'
        f'<div style="font-size:14px">{_divs((*SAID, *SIGNATURE))}</div></td></tr><tr><td>--- Reply above this line to answer Dana ---</td></tr><tr><td>'
        f"Sam Porter:</td></tr><tr><td>{_QUOTED}</td></tr></table><p>© 2026 Northwind, until December 31</p>",
    ),
    "a lawyer's footer": (
        f"{_LETTER}\n\nCONFIDENTIALITY NOTICE: This e-mail may contain privileged information until December 31.\n\n{_BLOCK}\n\n{_OLD}",
        f"{_WORD}<p>CONFIDENTIALITY NOTICE: This e-mail may contain privileged information until December 31.</p><div>{_BLOCK_HTML}</div><p>{_OLD}</p>",
    ),
    "Japanese Gmail": (
        f"{_LETTER}\n\n2026年11月23日(月) 10:02 Sam Porter <sam@home.example>:\n\n{_MARKED}\n",
        f'<div dir="ltr">{_divs((*SAID, *SIGNATURE))}</div><br><div class="gmail_quote"><div class="gmail_attr">2026年11月23日(月) 10:02 Sam Porter:<br></div>'
        f'<blockquote class="gmail_quote">{_QUOTED}</blockquote></div>',
    ),
    "Greek Gmail, unmarked": (
        f"{_LETTER}\n\nΣτις Δευ 23 Νοε 2026 στις 10:02 π.μ., ο χρήστης Sam Porter (<sam@home.example>)\nέγραψε:\n\n{_OLD}\n",
        f'<div dir="ltr">{_divs((*SAID, *SIGNATURE))}</div><br><div class="gmail_quote"><div class="gmail_attr">Στις Δευ 23 Νοε 2026<br></div>'
        f'<blockquote class="gmail_quote">{_QUOTED}</blockquote></div>',
    ),
}
