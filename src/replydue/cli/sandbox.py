"""`replydue sandbox`: a Gmail look-alike with saved mail in it, and how to point replydue at it."""

from __future__ import annotations

import json
import shlex
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click

from replydue import config
from replydue.cli.context import settings
from replydue.cli.words import printable
from replydue.private_file import own_folder, write_own
from replydue.sandbox import LoadReport, Sandbox
from replydue.settings import Settings

_NAMED = 5  # of the mails set aside; --json names all


@click.command()
@click.option("--mail", metavar="FILE", type=click.Path(exists=True, path_type=Path), multiple=True, help="An mbox, an .eml file, or a folder of such files.")
@click.option("--me", metavar="ADDRESS", required=True, multiple=True, help="Whose mailbox it is; further ones are further addresses of the same person.")
@click.option("--name", default="", help="The name of that person.")
@click.option("--port", metavar="PORT", type=click.IntRange(0, 65535), default=0, help="Where to serve; by default any port that is free.")
@click.option("--units-per-minute", metavar="N", type=click.IntRange(min=1), help="Refuse calls beyond this quota, as Gmail does beyond 15000.")
@click.option("--write-config", metavar="DIR", type=click.Path(file_okay=False, path_type=Path), help="Keep the configuration to use with it in this folder.")
@click.option("--json", "as_json", is_flag=True, help="What is served, as an object.")
def sandbox(mail: tuple[Path, ...], me: tuple[str, ...], name: str, port: int, units_per_minute: int | None, write_config: Path | None, as_json: bool) -> None:
    """Serve a Gmail look-alike from saved mail, until Ctrl-C.

    Your own mail is only read. What replydue does with it can be looked at without giving any access to your account.
    """
    base = settings()
    box = Sandbox(me[0], name, aliases=[(address, name) for address in me[1:]], units_per_minute=units_per_minute)
    reports = [box.load(path) for path in mail]
    report = LoadReport(sum(each.loaded for each in reports), tuple(problem for each in reports for problem in each.set_aside))
    endpoint = box.start(port)
    try:
        with _folder(write_config) as folder:
            file = write_ready(folder, endpoint, base)
            served = {"endpoint": endpoint, "me": me[0], "loaded": report.loaded, "set_aside": report.set_aside, "config": str(file)}
            click.echo(json.dumps(served, ensure_ascii=False) if as_json else _told(endpoint, me[0], report, file))
            _wait_for_the_end()
    finally:
        box.stop()


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    """The folder to keep, or one that is gone when the sandbox is."""
    if kept is not None:
        yield own_folder(kept).resolve()
    else:
        with tempfile.TemporaryDirectory(prefix="replydue-sandbox-") as name:
            yield Path(name)


def write_ready(folder: Path, endpoint: str, base: Settings) -> Path:
    """Writes a configuration that works against the sandbox: the user's own, but with sign-in (contract 4) and store of its own. Returns the file."""
    token = folder / "token.json"
    write_own(token, json.dumps({"token": "sandbox"}))
    changed = {
        "account": {"client_secret": str(folder / "client_secret.json"), "token": str(token)},
        "store": f"sqlite:///{folder / 'replydue.db'}",
        "gmail": {"endpoint": endpoint},
        "notify": [],
    }
    ready = Settings.model_validate({**base.model_dump(by_alias=True, mode="json"), **changed})
    file = folder / config.FILE_NAME
    write_own(file, config.starter(ready))
    write_own(folder / config.SCHEMA_NAME, json.dumps(config.schema(), indent=2))
    return file


def _told(endpoint: str, me: str, report: LoadReport, file: Path) -> str:
    aside = "".join(f"\nSet aside: {printable(problem)}" for problem in report.set_aside[:_NAMED])
    if len(report.set_aside) > _NAMED:
        aside += f"\nand {len(report.set_aside) - _NAMED} more"
    with_it = f"--config {shlex.quote(str(file))}"
    return f"""\
Serving {report.loaded} messages of {me}, {len(report.set_aside)} set aside, at {endpoint}{aside}

In another terminal:
  replydue once {with_it}
  replydue status {with_it}
  replydue timeline {with_it}

That configuration is yours, but with this server, a token and a store of its own. To use another one, set
  REPLYDUE_GMAIL_ENDPOINT={endpoint}
and give it a token file that holds {{"token": "sandbox"}}.

Ctrl-C ends it."""


def _wait_for_the_end() -> None:
    """Waits for Ctrl-C or SIGTERM; either is a good end."""
    for number in (signal.SIGTERM, signal.SIGINT):  # a shell starts what is in its background with Ctrl-C ignored
        signal.signal(number, _interrupt)
    try:
        while True:
            signal.pause()
    except KeyboardInterrupt:
        click.echo(err=True)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
