"""What would another tool ask for? All is listed and all is fetched, as programs do that mirror a mailbox; on the mailbox of the first look."""

from __future__ import annotations

import json
import time
from typing import Any

from google.oauth2.credentials import Credentials
from googleapiclient.discovery import build_from_document
from googleapiclient.discovery_cache import get_static_doc
from googleapiclient.http import BatchHttpRequest

from bench import lieer
from bench.first_look import LIMIT, LOOKBACK, floor_of
from bench.mail import ME, MY_NAME, mailbox
from bench.row import Row, Size, beside
from bench.world import NOW, fill
from replydue.sandbox import Clock, Sandbox

_IN_ONE_BATCH = 100
_FOR_LIEER = 5_000  # messages


def pull(size: Size) -> list[Row]:
    """The whole mailbox, and the mails of the lookback alone."""
    with Sandbox(ME, MY_NAME, clock=Clock(NOW)) as box:
        tracked = fill(box, mailbox(4, NOW, messages=size.messages, recruiters=size.recruiters))
        floor = floor_of(box, tracked)
        rows = []
        for name, query in (("all is listed, all is fetched", ""), (f"  the same, of the last {LOOKBACK} days", f"newer_than:{LOOKBACK}d")):
            box.reset_log()
            begun = time.perf_counter()
            count = list_all_fetch_all(box.endpoint, query)
            took = time.perf_counter() - begun
            note = f"{count:,} messages, {took:.0f} s here; within Gmail's quota at least {box.units / LIMIT:,.0f} minutes; floor: that of the first look"
            rows.append(beside(name, box.units, "units", floor, note))
    return [*rows, _lieer(size)]


def _lieer(size: Size) -> Row:
    """lieer's own `gmi pull`, on a mailbox of a size that it gets through in minutes."""
    messages = min(size.messages, _FOR_LIEER)
    name = f"  lieer's first pull, of {messages:,} messages"
    if not lieer.is_installed():
        return beside(name, 0, "", note="left out: it is not installed (Debian: apt install lieer notmuch)")
    with Sandbox(ME, MY_NAME, clock=Clock(NOW)) as box:
        floor = floor_of(box, fill(box, mailbox(4, NOW, messages=messages, recruiters=size.recruiters)))
        box.reset_log()
        count = lieer.pull(box.endpoint)
        note = f"{count:,} messages in {len(box.requests):,} requests; within Gmail's quota at least {box.units / LIMIT:,.0f} minutes"
        return beside(name, box.units, "units", floor, note)


def list_all_fetch_all(endpoint: str, query: str) -> int:
    """The mirror of a mailbox, as small as can be. Returns how many messages it fetched."""
    document = {**json.loads(get_static_doc("gmail", "v1")), "rootUrl": f"{endpoint}/"}
    users = build_from_document(document, credentials=Credentials(token="bench")).users()  # type: ignore[no-untyped-call]  # noqa: S106  the sandbox takes any
    ids: list[str] = []
    request = users.messages().list(userId="me", q=query, maxResults=500)
    while request is not None:
        page = request.execute()
        ids += [message["id"] for message in page.get("messages", ())]
        request = users.messages().list_next(request, page)
    fetched: list[str] = []
    for first in range(0, len(ids), _IN_ONE_BATCH):
        batch = BatchHttpRequest(callback=lambda id, _answer, _error: fetched.append(id), batch_uri=f"{endpoint}/batch/gmail/v1")
        for id in ids[first : first + _IN_ONE_BATCH]:
            batch.add(users.messages().get(userId="me", id=id, format="full"), request_id=id)
        _: Any = batch.execute()
    return len(fetched)
