"""How does the user let the program at the mail, and end it?"""

from __future__ import annotations

import os
import sys
import webbrowser

import click

from replydue.cli.context import settings, store
from replydue.cli.options import command_line
from replydue.cli.words import named
from replydue.errors import ReplydueError
from replydue.settings import Settings
from replydue.store import file_of

_PASTED = """\
Open this address in a browser, on any computer, and agree:

{address}

The browser then shows a page that cannot be reached: that is right. Copy its address, from the line at the top, and paste it here.
(Or let the browser come back by itself: on your own computer `ssh -L {port}:127.0.0.1:{port} THIS-COMPUTER`, and there
`{again}`.)
"""
_TESTING = """\
Your Google project is still in "Testing": this sign-in ends by itself on {day}. For one that lasts, open
https://console.cloud.google.com/auth/audience, press "Publish app", and sign in once more: {again}"""


@click.command(short_help="Sign in to Gmail.")
@click.option("--no-browser", is_flag=True, help="On a server: show an address to open on any computer, and take the address at which its browser ended.")
@click.option("--port", metavar="PORT", type=click.IntRange(1, 65535), help="Wait for the browser at this port, such as one that you forward by ssh.")
@click.option("--another-mailbox", is_flag=True, help="Sign in to another mailbox than before.")
@click.option("--revoke", is_flag=True, help="End the sign-in, at Google and here.")
def auth(*, no_browser: bool, port: int | None, another_mailbox: bool, revoke: bool) -> None:
    """Sign in to Gmail. One permission is asked for: to read mail and to write drafts and labels; to delete for good is not part of it."""
    held = settings()
    if revoke:
        from replydue.gmail.sign_in import sign_out  # Google's client takes its time to load, and --help needs none of it

        sign_out(held)
        click.echo("Signed out.")
    else:
        let_in(held, no_browser=no_browser, port=port, another_mailbox=another_mailbox)


def let_in(held: Settings, *, no_browser: bool = False, port: int | None = None, another_mailbox: bool = False) -> None:
    """Signs in and says so. Raises SignInError, GmailUnreachable."""
    from replydue.gmail.sign_in import by_pasting, by_redirect, sign_in

    way = by_pasting(_paste) if no_browser and port is None else by_redirect(_show if no_browser else _open, port or 0)
    done = sign_in(held, way, another_mailbox=another_mailbox, known=_known(held))
    click.echo(f"Signed in as {done.address}.")
    if done.ends:
        click.echo(_TESTING.format(day=named(done.ends.date(), done.ends.date()), again=command_line("auth")))


def _known(held: Settings) -> str:
    """The mailbox that the store is of; "" where there is no store yet, or none that can be read: that is for others to tell."""
    file = file_of(held.store)
    if file and not file.exists():
        return ""
    try:
        with store(held) as opened:
            return opened.address()
    except ReplydueError:
        return ""


def _open(address: str) -> None:
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("BROWSER")):
        click.echo(f"There is no screen here. Open this address on this computer, or stop with Ctrl-C and use `{command_line('auth', '--no-browser')}`:")
        _show(address)
        return
    click.echo("Your browser opens, and asks whether replydue may use your Gmail. Should it not open, open this address yourself:")
    _show(address)
    webbrowser.open(address)


def _show(address: str) -> None:
    click.echo(f"\n{address}\n")
    sys.stdout.flush()


def _paste(address: str) -> str:
    from replydue.gmail.sign_in import PASTED_PORT

    click.echo(_PASTED.format(address=address, port=PASTED_PORT, again=command_line("auth", "--no-browser", "--port", str(PASTED_PORT))))
    pasted: str = click.prompt("That address", value_proc=_answer)
    return pasted


def _answer(text: str) -> str:
    """Raises what makes click ask again."""
    from replydue.gmail.sign_in import is_answer

    if not is_answer(text):
        raise click.UsageError("that is not it: the address begins with http://127.0.0.1 and has `state=` and `code=` in it")
    return text.strip()
