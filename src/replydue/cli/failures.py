"""What went wrong, and what does the user do? The one place that tells a failure: one sentence, an exit code, and no traceback unless asked for."""

from __future__ import annotations

import errno
import os
import sys

import click

from replydue.errors import ReplydueError

_NO_ROOM = ": free some space on that disk"
INTERRUPTED = 130  # as shells count it: 128 and SIGINT


def told(error: BaseException, *, debug: bool) -> int:
    """Tells the failure on standard error. Returns the exit code (contract 1)."""
    if isinstance(error, BrokenPipeError):
        return _nobody_reads()
    if isinstance(error, KeyboardInterrupt | click.Abort):
        click.echo("\nreplydue: stopped", err=True)
        return INTERRUPTED
    if debug:
        import traceback  # rarely needed

        traceback.print_exception(error)
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return error.exit_code
    for sentence in _sentences(error):
        click.echo(f"replydue: {sentence}", err=True)
    return error.exit_code if isinstance(error, ReplydueError | click.ClickException) else 1


def _sentences(error: BaseException) -> tuple[str, ...]:
    """One sentence; of a configuration or a set of templates one for each problem."""
    if isinstance(error, ReplydueError):
        return getattr(error, "problems", ()) or (str(error),)
    if isinstance(error, click.UsageError):
        help_for = error.ctx.command_path if error.ctx else "replydue"
        said = error.format_message().replace(". Did you mean ", " — did you mean ").removesuffix("?")
        return (f"{_begun_small(said)}; see `{help_for} --help`",)
    if isinstance(error, click.ClickException):
        return (error.format_message(),)
    if isinstance(error, OSError) and error.strerror:
        mend = _NO_ROOM if error.errno in (errno.ENOSPC, errno.EDQUOT) else ""
        return (f"{error.filename or 'the system'}: {_begun_small(error.strerror)}{mend}",)
    # The message of an unexpected error may hold words of a mail: only its kind is told.
    return (f"internal error: {type(error).__name__}; run again with --debug and report it",)


def _begun_small(text: str) -> str:
    return (text[:1].lower() + text[1:]).rstrip(".").replace("\n", " ")


def _nobody_reads() -> int:
    """The reader of our output has gone (`replydue status | head`): nothing to tell, and nothing more to write when Python ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
