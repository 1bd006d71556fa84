"""Is everything as it must be? One check after another, each with its verdict and its mend; one that fails hides none of the others."""

from __future__ import annotations

import platform
import stat
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from replydue import __version__
from replydue.core.labels import COLOURS
from replydue.errors import ReplydueError, SignInError
from replydue.gmail import Gmail, connect
from replydue.gmail.sign_in import SCOPE
from replydue.service.guards import CLOCK_ERROR
from replydue.service.installing import Service
from replydue.service.notify import wrong_addresses
from replydue.settings import Settings
from replydue.sign_in_file import AGAIN, SignIn, own_place, place, said
from replydue.store import Store, file_of, open_store

_EVERYTHING = "https://mail.google.com/"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. `mend` says what to do where it is not well; `exit_code` is the one of contract 1 then."""

    name: str
    verdict: Literal["well", "warning", "ill"]
    said: str
    mend: str = ""
    exit_code: int = 0


def ill(name: str, error: ReplydueError) -> Check:
    """A check that found an error."""
    return Check(name, "ill", error.problem, error.mend, error.exit_code)


def program() -> Check:
    """Which version of what."""
    return Check("version", "well", f"replydue {__version__}, Python {platform.python_version()}")


def examine(settings: Settings, now: datetime) -> Iterator[Check]:
    """The checks of one mailbox, in the order in which one thing rests on another. Nothing is changed, in the mailbox or here. `now` is aware."""
    yield Check("time zone", "well", f"{settings.timezone}, where it is {now.astimezone(ZoneInfo(settings.timezone)):%a %d %b, %H:%M}")
    yield from _signed_in(settings, now)
    yield from _mailbox(settings)
    yield from _kept(settings, now)
    yield from _notifications(settings)


def _signed_in(settings: Settings, now: datetime) -> Iterator[Check]:
    try:
        held = said(place(settings.account.token))
    except SignInError:
        return  # the mailbox's check says so, and what to do
    if isinstance(held.file, Path) and held.file == own_place(settings.account.token):  # systemd and the keyring look after their own
        yield _file(held.file)
    yield _age(held, now)
    if held.lasting and held.scopes:  # a file of another program may not say
        yield _permissions(held.scopes)


def _file(file: Path) -> Check:
    if stat.S_IMODE(file.stat().st_mode) & 0o077:
        return Check("sign-in file", "ill", f"others on this computer can read {file}", f"chmod 600 {file}", 1)
    return Check("sign-in file", "well", "readable by you alone")


def _age(held: SignIn, now: datetime) -> Check:
    if held.ended is not None:
        return Check("sign-in", "ill", f"Gmail has not accepted it since {_day(held.ended, now)}", AGAIN, SignInError.exit_code)
    if held.ends is not None:
        until = f'ends by itself on {_day(held.ends, now)}, because your Google project is in "Testing"'
        return Check("sign-in", "warning", until, f'press "Publish app" at https://console.cloud.google.com/auth/audience, and then {AGAIN}')
    if held.signed_in is None:
        return Check("sign-in", "well", "there; since when is not known")
    days = (now - held.signed_in).days
    return Check("sign-in", "well", f"of {_day(held.signed_in, now)}, {days} day{'' if days == 1 else 's'} ago")


def _day(moment: datetime, now: datetime) -> str:
    return f"{moment.astimezone(now.tzinfo):%a %d %b %Y}"


def _permissions(scopes: tuple[str, ...]) -> Check:
    if _EVERYTHING in scopes:
        return Check("permissions", "warning", "more than it needs: with this sign-in mail could be deleted for good", f"{AGAIN}, which asks for less")
    if SCOPE in scopes:
        return Check("permissions", "well", "to read mail and to write drafts and labels; not to delete for good")
    return Check("permissions", "ill", "the one for Gmail is missing", f"{AGAIN} and tick its box", SignInError.exit_code)


def _mailbox(settings: Settings) -> Iterator[Check]:
    try:
        with closing(connect(settings)) as gmail:
            address = gmail.profile().address
            yield Check("Gmail", "well", f"signed in as {address}")
            yield _clock(gmail)
            yield _labels(gmail, settings)
            yield Check("quota", "well", f"{gmail.units} units were spent on these checks, of 6,000 a minute")
    except ReplydueError as error:
        yield ill("Gmail", error)


def _clock(gmail: Gmail) -> Check:
    ahead = gmail.clock_ahead
    if abs(ahead) <= CLOCK_ERROR:
        return Check("clock", "well", f"within {max(1, round(abs(ahead) / 60))} min of Gmail's")
    way = "ahead of" if ahead > 0 else "behind"
    return Check("clock", "ill", f"{round(abs(ahead) / 3600)} hours {way} Gmail's", "set it right, as with `timedatectl set-ntp true`", 1)


def _labels(gmail: Gmail, settings: Settings) -> Check:
    known = {name.lower() for name in gmail.labels()}
    missing = [name for name in COLOURS if f"{settings.labels.prefix}/{name}".lower() not in known]
    if not missing:
        return Check("labels", "well", f"all {len(COLOURS)} stand ready under {settings.labels.prefix}")
    return Check(
        "labels", "warning", f"{len(missing)} of {len(COLOURS)} are missing under {settings.labels.prefix}", "the next pass makes them: `replydue once`"
    )


def _kept(settings: Settings, now: datetime) -> Iterator[Check]:
    file = file_of(settings.store)
    if file and not file.exists():
        yield Check("store", "warning", "nothing is known of your mailbox yet", "`replydue once` takes the first look")
        return
    try:
        with closing(open_store(settings.store)) as store:
            yield _integrity(store)
            yield _lease(store, now)
            yield from _aside(store)
    except ReplydueError as error:
        yield ill("store", error)


def _integrity(store: Store) -> Check:
    broken = store.damage()
    if broken:
        return Check("store", "ill", f"the database is damaged ({broken})", "move it away; replydue reads the mailbox anew", 1)
    return Check("store", "well", f"sound; {len(store.known_threads())} threads of {store.address() or 'a mailbox not looked at yet'}")


def _lease(store: Store, now: datetime) -> Check:
    holder = store.holder(now)
    return (
        Check("daemon", "well", f"runs: {holder}") if holder else Check("daemon", "warning", "none is running", "`replydue run`, or `replydue service install`")
    )


def _aside(store: Store) -> Iterator[Check]:
    aside = [kept for kept in store.wanting() if kept.aside]
    if aside:
        yield Check("conversations", "warning", f"{len(aside)} set aside: {aside[0].aside}", "`replydue status` names them; they are tried again by themselves")


def _notifications(settings: Settings) -> Iterator[Check]:
    """Nothing is sent: whether somebody hears is theirs to say."""
    if not settings.notify:
        return
    try:
        wrong = [f"number {place + 1} {what}" for place, what in wrong_addresses(settings.notify)]
    except ReplydueError as error:
        yield ill("notifications", error)
        return
    if wrong:
        yield Check("notifications", "ill", "; ".join(wrong), "mend `notify` in the configuration", 2)
    else:
        yield Check("notifications", "well", f"to {len(settings.notify)} address{'' if len(settings.notify) == 1 else 'es'}")


def service() -> Check:
    """How systemd's service fares."""
    service = Service()
    try:
        fares = service.fares()
    except ReplydueError as error:
        return Check("service", "warning", error.problem, error.mend)
    if fares.runs:
        return Check("service", "well", fares.said or "runs")
    if fares.installed:
        return Check("service", "ill", f"installed, but {fares.state}", f"`{service.log_command}` says why", 1)
    return Check("service", "warning", "not installed", "`replydue service install`")
