"""How does the user let the program at the mail, and end it?"""

from __future__ import annotations

import click

from replydue.cli.context import settings


@click.command(short_help="Sign in to Gmail.")
@click.option("--no-browser", is_flag=True, help="Show an address to open on any computer, and take the address at which its browser ended.")
@click.option("--revoke", is_flag=True, help="End the sign-in, at Google and here.")
def auth(*, no_browser: bool, revoke: bool) -> None:
    """Sign in to Gmail. One permission is asked for: to read mail and to write drafts and labels; to delete for good is not part of it."""
    from replydue.gmail import connect  # Google's client takes its time to load, and --help needs none of it
    from replydue.gmail.sign_in import sign_in, sign_out

    held = settings()
    if revoke:
        sign_out(held)
        click.echo("Signed out.")
        return
    sign_in(held, _paste if no_browser else None)
    gmail = connect(held)
    try:
        click.echo(f"Signed in as {gmail.profile().address}.")
    finally:
        gmail.close()


def _paste(address: str) -> str:
    click.echo(f"Open this address in a browser, on any computer:\n\n{address}\n")
    click.echo("When you have agreed, the browser shows a page that cannot be reached: that is right. Copy its address.")
    pasted: str = click.prompt("That address")
    return pasted
