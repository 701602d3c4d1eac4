"""A stand-in for GOV.UK Notify that keeps what it is given, and can be told to be difficult."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

from tests.clock import NOON

SERVICE = "11111111-1111-1111-1111-111111111111"
SECRET = "22222222-2222-2222-2222-222222222222"
KEY = f"our-key-{SERVICE}-{SECRET}"
TEMPLATE = "33333333-3333-3333-3333-333333333333"
TEXTS_TO_A_PAGE = 3
LEADS_ON = {301, 302, 303, 307, 308}

# What to do with a request to send: a status and a message, or a word: "take" (201), "lose" (hang
# up without keeping it), "drop" (keep it, then hang up without a word).
Answer = Callable[[dict[str, Any]], "tuple[int, str] | str"]


class NotifyServer:
    """Listens on a free port of this machine."""

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []
        self.asked: list[str] = []
        self.received: list[dict[str, str]] = []
        self.answer: Answer = lambda _: "take"
        # Where an answer that leads elsewhere leads to.
        self.leads_to = ""
        self._server = Listener(self)
        self.port = self._server.server_address[1]

    def url(self, template: str = TEMPLATE, key: str = KEY) -> str:
        """Its address for `DLP_MAIL_URL` or `DLP_TEXT_URL`."""
        return f"notify://{key}@127.0.0.1:{self.port}?template={template}&tls=no"

    def run(self) -> None:
        """Serve until it is stopped."""
        self._server.serve_forever(poll_interval=0.01)

    def stop(self) -> None:
        """End."""
        self._server.shutdown()
        self._server.server_close()

    def keep(self, kind: str, facts: dict[str, Any]) -> dict[str, Any]:
        """Take a letter."""
        kept = {
            **facts,
            "id": str(uuid4()),
            "type": kind,
            "status": "created",
            "created_at": NOON.isoformat(),
            "completed_at": None,
        }
        self.taken.insert(0, kept)
        return kept

    def receive(self, phone: str, words: str, at: datetime) -> None:
        """Somebody sends a text."""
        facts = {"id": str(uuid4()), "user_number": phone, "content": words}
        self.received.insert(0, {**facts, "created_at": at.isoformat()})

    def received_before(self, older_than: str) -> list[dict[str, str]]:
        """A short page of texts, newest first, from behind one of them."""
        ids = [one["id"] for one in self.received]
        first = ids.index(older_than) + 1 if older_than else 0
        return self.received[first : first + TEXTS_TO_A_PAGE]

    def settle(self, reference: str, status: str, at: datetime = NOON) -> None:
        """Say what became of a letter."""
        for kept in self.taken:
            if kept["reference"] == reference:
                kept.update(status=status, completed_at=at.astimezone(UTC).isoformat())


@contextmanager
def notify_server() -> Iterator[NotifyServer]:
    """A running one."""
    server = NotifyServer()
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join(10)


class Listener(ThreadingHTTPServer):
    """The socket of a stand-in."""

    def __init__(self, notify: NotifyServer) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.notify = notify


class Handler(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"

    @property
    def notify(self) -> NotifyServer:
        """Whom it is for."""
        return cast("Listener", self.server).notify

    def do_GET(self) -> None:
        """A question."""
        parts = urlsplit(self.path)
        if not self._may_enter():
            self._say(403, {"errors": [{"message": "Invalid token: service not found"}]})
        elif parts.path == f"/v2/template/{TEMPLATE}":
            self._say(200, {"id": TEMPLATE})
        elif parts.path == "/v2/notifications":
            self._list({name: values[-1] for name, values in parse_qs(parts.query).items()})
        elif parts.path == "/v2/received-text-messages":
            older_than = parse_qs(parts.query).get("older_than", [""])[-1]
            page = self.notify.received_before(older_than)
            self._say(200, {"received_text_messages": page, "links": {}})
        else:
            self._say(404, {"errors": [{"message": "No result found"}]})

    def _list(self, asked: dict[str, str]) -> None:
        self.notify.asked.append(asked.get("reference", ""))
        failed = {"permanent-failure", "temporary-failure", "technical-failure"}
        wanted = failed if asked.get("status") == "failed" else {asked.get("status")}
        found = [
            kept
            for kept in self.notify.taken
            if asked.get("reference") in (None, kept["reference"])
            and ("status" not in asked or kept["status"] in wanted)
            and asked.get("template_type") in (None, kept["type"])
        ]
        if "older_than" in asked:
            found = []
        address = f"/v2/notifications?older_than={uuid4()}"
        self._say(200, {"notifications": found, "links": {"next": address}})

    def do_POST(self) -> None:
        """A letter."""
        facts = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        kind = urlsplit(self.path).path.rpartition("/")[2]
        if not self._may_enter():
            self._say(403, {"errors": [{"message": "Invalid token: service not found"}]})
            return
        answer = self.notify.answer(facts)
        if isinstance(answer, tuple):
            self._say(answer[0], {"errors": [{"message": answer[1]}]})
        elif answer == "lose":
            self.close_connection = True
        else:
            kept = self.notify.keep(kind, facts)
            if answer == "drop":
                self.close_connection = True
            else:
                self._say(201, {"id": kept["id"], "reference": kept["reference"]})

    def _may_enter(self) -> bool:
        kind, _, token = self.headers.get("Authorization", "").partition(" ")
        return kind == "Bearer" and _issuer(token) == SERVICE

    def _say(self, code: int, what: dict[str, Any]) -> None:
        data = json.dumps(what).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        if code in LEADS_ON:
            self.send_header("Location", self.notify.leads_to)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _issuer(token: str) -> str | None:
    """Who signed a token with our secret; None when it was signed with another."""
    import jwt  # noqa: PLC0415 - comes with Notify's client, and is only needed here

    try:
        return str(jwt.decode(token, SECRET, algorithms=["HS256"])["iss"])
    except jwt.InvalidTokenError:
        return None
