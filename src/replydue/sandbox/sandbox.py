"""The sandbox as its users hold it: one mailbox that speaks Gmail's API, and hands on it."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from replydue.errors import ReplydueError
from replydue.sandbox import head
from replydue.sandbox.api import Api, Observer, Request
from replydue.sandbox.clock import Clock
from replydue.sandbox.control import Control
from replydue.sandbox.faults import Fault, Faults
from replydue.sandbox.load import LoadReport, load
from replydue.sandbox.mailbox import Mailbox
from replydue.sandbox.quota import Meter
from replydue.sandbox.server import Application, Server
from replydue.sandbox.sign_in import SignIns
from replydue.sandbox.sign_in_pages import Pages, client_file
from replydue.sandbox.user import User


@dataclass(frozen=True)
class Held:
    """One message as it lies in the mailbox. `labels` are names, not ids; `received` is in UTC."""

    id: str
    thread_id: str
    labels: frozenset[str]
    received: datetime
    raw: bytes


class Sandbox:
    """A Gmail look-alike. me, name: the account. aliases: further (address, name) pairs it sends as. units_per_minute: its quota; None is without limit.

    `with Sandbox("sam@example.com") as box:` serves at `box.endpoint`. All methods may be called from any thread.
    """

    def __init__(
        self,
        me: str,
        name: str = "",
        aliases: Iterable[tuple[str, str]] = (),
        clock: Clock | None = None,
        units_per_minute: int | None = None,
    ) -> None:
        self.clock = clock or Clock()
        self._box = Mailbox(((me, name), *aliases), self.clock)
        self._meter = Meter(units_per_minute)
        self._faults = Faults()
        self.sign_ins = SignIns(self.clock)
        self._api = Api(self._box, self._meter, self._faults, time.sleep, self.sign_ins)
        self._server: Server | None = None
        self._host = ""
        self.user = User(self._box)

    # --- serving

    def start(self, port: int = 0, host: str = "127.0.0.1") -> str:
        """Serves; gives the address to point a Gmail client at. port 0: any free one. Raises ReplydueError: port in use; UsageError: not the loopback."""
        if self._server is not None:
            raise ReplydueError("the sandbox serves already", "stop it first")
        self._server = Server(Application(self._api, Control(self), Pages(self.sign_ins, self._box.own[0][0])), host, port)
        self._host = host
        return self.endpoint

    @property
    def endpoint(self) -> str:
        """Where it serves, such as http://127.0.0.1:8025. Raises ReplydueError if it does not."""
        if self._server is None:
            raise ReplydueError("the sandbox does not serve yet", "start it first")
        return f"http://{f'[{self._host}]' if ':' in self._host else self._host}:{self._server.port}"

    def stop(self) -> None:
        """Stops serving; the mailbox stays. Does nothing if it does not serve."""
        if self._server is not None:
            self._server.stop()
            self._server = None

    def __enter__(self) -> "Sandbox":
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    # --- mail

    def load(self, path: str | Path) -> LoadReport:
        """Puts saved mail in, as mail that was there before. Raises MailError if there is nothing at `path`; broken mail is set aside."""
        with self._box.lock:
            return load(self._box, Path(path))

    def receive(self, raw: bytes, *, thread_id: str | None = None, labels: Iterable[str] = ("INBOX", "UNREAD")) -> str:
        """A mail arrives; gives its message id. Threaded as Gmail does, unless a thread is named. `labels` are label ids."""
        with self._box.lock:
            return self._box.add(raw, labels, thread_id=thread_id or self._box.thread_for(head.fields(raw))).id

    def thread_of(self, message_id: str) -> str:
        """The thread of a message."""
        with self._box.lock:
            return self._box.mail(message_id).thread_id

    def sent(self) -> list[bytes]:
        """All mail that went out, the oldest first."""
        with self._box.lock:
            return [mail.raw for mail in sorted(self._box.labelled("SENT"), key=lambda mail: mail.order)]

    def drafts(self) -> list[tuple[str, str, bytes]]:
        """(draft id, thread id, bytes) of all drafts."""
        with self._box.lock:
            return [(draft_id, mail.thread_id, mail.raw) for draft_id, mail in self._box.drafts().items()]

    def threads(self) -> list[str]:
        """The ids of all threads, in the order they began to be."""
        with self._box.lock:
            return self._box.thread_ids()

    def labels_of(self, thread_id: str) -> set[str]:
        """The names of all labels that some message of the thread bears, as the web page shows them on a conversation."""
        return {name for held in self.messages_of(thread_id) for name in held.labels}

    def messages_of(self, thread_id: str) -> list[Held]:
        """All messages of a thread, the oldest first, drafts among them."""
        with self._box.lock:
            return [self._held(id_) for id_ in (mail.id for mail in self._box.thread(thread_id))]

    def _held(self, id_: str) -> Held:
        mail = self._box.mail(id_)
        names = frozenset(self._box.labels.get(label).name for label in mail.labels)
        return Held(mail.id, mail.thread_id, names, mail.received, mail.raw)

    # --- the log of calls

    @property
    def requests(self) -> list[Request]:
        """All calls so far, the parts of a batch one by one."""
        with self._box.lock:
            return list(self._api.log)

    @property
    def units(self) -> int:
        """The quota units spent so far."""
        return self._meter.spent

    def reset_log(self) -> None:
        """Forgets the calls and the units spent so far; the minute's quota stays spent."""
        with self._box.lock:
            self._api.log.clear()
            self._meter.spent = 0

    def observe(self, observer: Observer) -> None:
        """Calls `observer(request, response)` after each call whose answer goes out as JSON, from the thread that answers."""
        self._api.observers.append(observer)

    # --- what can go wrong

    def fault(self, fault: Fault) -> None:
        """Something to go wrong with calls to come."""
        with self._box.lock:
            self._faults.add(fault)

    def clear_faults(self) -> None:
        """Takes back all that was still to go wrong."""
        with self._box.lock:
            self._faults.clear()

    def expire_history(self) -> None:
        """Every history id handed out so far is too old from now on: history.list answers 404."""
        with self._box.lock:
            self._box.history.expire()

    def client_file(self) -> dict[str, Any]:
        """What Google's console gives for download: a client of type "Desktop app", through which one can sign in here."""
        return client_file(self.endpoint)

    def revoke(self) -> None:
        """The user withdraws the permission: every sign-in ends, and calls are answered with 401, until somebody signs in anew."""
        with self._box.lock:
            self.sign_ins.revoke_all()
            self.sign_ins.others = False

    def permit(self) -> None:
        """The user gives the permission again: tokens that were not issued here are good again."""
        self.sign_ins.others = True
