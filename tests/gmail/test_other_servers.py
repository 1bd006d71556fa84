"""What if another server is at the endpoint? One without profile and batches, and one that is not Gmail at all."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from werkzeug import Request, Response
from werkzeug.serving import make_server

from replydue.errors import GmailUnreachable
from replydue.gmail import Gmail, connect
from replydue.gmail.calls import Patience
from replydue.settings import Settings

THREADS = {"t1": "104857600000000000001", "t2": "104857600000000000002"}
ANSWERS: dict[str, Any] = {
    "settings/sendAs": {"sendAs": [{"sendAsEmail": "sam@example.com", "isPrimary": True}]},
    "threads": {"threads": [{"id": id, "historyId": history} for id, history in THREADS.items()]},
    **{f"threads/{id}": {"id": id, "historyId": history, "messages": []} for id, history in THREADS.items()},
}


class Other:
    """Answers what it knows, 404 in its own words to the rest; as a sign-in page it answers everything with a web page."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.sign_in_page = False

    def __call__(self, environ: Any, start_response: Any) -> Any:
        path = Request(environ).path.removeprefix("/gmail/v1/users/me/")
        self.asked.append(path)
        if self.sign_in_page:
            return Response("<html>Welcome to the hotel</html>", content_type="text/html")(environ, start_response)
        found = ANSWERS.get(path)
        return Response(json.dumps(found or {"message": "Not Found"}), 200 if found else 404, content_type="application/json")(environ, start_response)


@pytest.fixture
def other() -> Other:
    return Other()


@pytest.fixture
def gmail(other: Other, tmp_path: Path) -> Iterator[Gmail]:
    token = tmp_path / "token.json"
    token.write_text('{"token": "a-token"}')
    server = make_server("127.0.0.1", 0, other)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings = Settings.model_validate({"account": {"token": str(token)}, "gmail": {"endpoint": f"http://127.0.0.1:{server.server_port}"}})
    opened = connect(settings, patience=Patience(0.3, 0.01, 0.01))
    yield opened
    opened.close()
    server.shutdown()
    server.server_close()


def test_without_a_profile_the_primary_address_and_the_newest_thread_serve(gmail: Gmail) -> None:
    profile = gmail.profile()
    assert (profile.address, profile.history_id) == ("sam@example.com", THREADS["t2"])


def test_without_batches_the_threads_are_asked_for_singly_and_batches_not_again(gmail: Gmail, other: Other) -> None:
    assert [thread.id for thread in gmail.threads(["t1", "t2", "t3"])] == ["t1", "t2"]
    list(gmail.threads(["t1", "t2"]))
    assert other.asked.count("/batch/gmail/v1") == 1


def test_a_sign_in_page_is_not_gmail(gmail: Gmail, other: Other) -> None:
    other.sign_in_page = True
    with pytest.raises(GmailUnreachable, match="not Gmail"):
        gmail.profile()
