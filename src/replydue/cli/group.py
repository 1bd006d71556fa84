"""Which commands are there? Each is loaded only when it is called, so that `--help` and `status` start quickly and without Google's client."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click
from click.shell_completion import CompletionItem

from replydue.cli.failures import told
from replydue.cli.loading import unsearched
from replydue.cli.options import COMMON

# Name, where it is, and what the list of commands says of it.
_COMMANDS = {
    "init": ("replydue.cli.init:init", "Set up: a few questions, then the configuration."),
    "auth": ("replydue.cli.auth:auth", "Sign in to Gmail."),
    "run": ("replydue.cli.run:run", "The daemon, in the foreground."),
    "once": ("replydue.cli.run:once", "One full pass, then exit."),
    "status": ("replydue.cli.status:status", "All conversations: where each stands and what comes next."),
    "timeline": ("replydue.cli.timeline:timeline", "The coming follow-ups, in time."),
    "report": ("replydue.cli.report:report", "All conversations as a picture, in one HTML page."),
    "why": ("replydue.cli.why:why", "The sentences a judgement rests on."),
    "expect": ("replydue.cli.overrides:expect", "Say by which day you expect a reply."),
    "snooze": ("replydue.cli.overrides:snooze", "Leave a conversation alone until a day."),
    "stop": ("replydue.cli.overrides:stop", "Never follow up on a conversation."),
    "track": ("replydue.cli.overrides:track", "Follow a conversation, whatever the mail looks like."),
    "doctor": ("replydue.cli.doctor:doctor", "Is everything as it must be? Each check with its mend."),
    "service": ("replydue.cli.service:service", "Run it as a service of systemd."),
    "explain": ("replydue.cli.explain:explain", "Judge saved mail, without any account."),
    "eval": ("replydue.cli.eval:evaluate", "Measure the judgement on labelled mail."),
    "config": ("replydue.cli.config:config", "Check or show the configuration."),
    "demo": ("replydue.cli.demo:demo", "Weeks of a job search in seconds, against the sandbox."),
    "sandbox": ("replydue.cli.sandbox:sandbox", "Serve a Gmail look-alike from saved mail."),
    "completion": ("replydue.cli.completion:completion", "What makes a shell complete all this."),
}


class Commands(click.Group):
    """The group of all commands. Every command takes the common options, before or behind its name; every failure is told in one place."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which a user meets them."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Loads one command."""
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name][0].partition(":")
        with unsearched():
            command: click.Command = getattr(import_module(module), name)
        return with_common_options(command)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does it; an unknown name gets a suggestion."""
        if args and args[0] not in _COMMANDS and not args[0].startswith("-") and not ctx.resilient_parsing:
            raise click.exceptions.NoSuchCommand(args[0], possibilities=list(_COMMANDS), ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Lists the commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, said) for name, (_, said) in _COMMANDS.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Completes the names of commands without loading them."""
        named = [CompletionItem(name, help=said) for name, (_, said) in _COMMANDS.items() if name.startswith(incomplete)]
        return named + click.Command.shell_complete(self, ctx, incomplete)

    def main(self, args: Sequence[str] | None = None, *pos: Any, **options: Any) -> Any:
        """Runs a command and ends the program with the exit code of contract 1."""
        args = sys.argv[1:] if args is None else list(args)
        try:
            result = super().main(args, *pos, **{**options, "standalone_mode": False})
            sys.stdout.flush()
        except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001  the one place where every failure is told
            sys.exit(told(error, debug="--debug" in args))
        sys.exit(result if isinstance(result, int) else 0)


def with_common_options(command: click.Command) -> click.Command:
    """The command, taking the common options that it does not define itself; so do the commands of a group."""
    own = {option for parameter in command.params for option in parameter.opts}
    command.params += [option for option in COMMON if not own.intersection(option.opts)]
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            with_common_options(inner)
    return command


@click.group(cls=Commands, params=list(COMMON), context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="replydue", message="replydue %(version)s")
def commands() -> None:
    """Knows by which day a recruiter's reply is due, and drafts the follow-up when it does not come."""
