"""A Flask application in which one request is one transaction."""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping
from io import BytesIO
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import urlsplit, urlunsplit

from flask import Flask, Request, current_app, g, request
from flask.templating import Environment
from flask.typing import ResponseReturnValue
from werkzeug.routing import RequestRedirect

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

FIRST_ERROR_STATUS = 400
_indentation = re.compile(r"^[ \t]+", re.MULTILINE)


class Templates(Environment):
    """Templates that read the words all of them know from one dict, and send no indentation.

    Jinja would lay an empty dict of each template's own over it. Looking through both is slow, and
    is done for every word with every template and every import of macros. How far a line stands
    from the edge is for those who read the template; a page would be a tenth heavier with it.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The words that every template knows."""
        return super().make_globals(d) if d else self.globals

    def preprocess(self, source: str, name: str | None = None, filename: str | None = None) -> str:
        """The template as it is read; its lines stay as many, for the messages of faults."""
        source = super().preprocess(source, name, filename)
        return _indentation.sub("", source) if name and name.endswith(".html") else source


class Room:
    """How many bytes of files one request may still take in memory."""

    def __init__(self, left: int) -> None:
        """Room for `left` bytes, of all its files together."""
        self.left = left


class KeptFile(BytesIO):
    """A file in memory; what comes when there is no room any more is read, and dropped."""

    def __init__(self, room: Room) -> None:
        """A file that takes of this room."""
        super().__init__()
        self._room = room

    def write(self, data: Buffer, /) -> int:
        """Take what there is room for."""
        piece = memoryview(data)
        self._room.left -= super().write(piece[: max(0, self._room.left)])
        return len(piece)


class InMemory(Request):
    """Keeps files that somebody sends off every disk: what they hold may be private.

    All files of a request together take no more than MAX_CONTENT_LENGTH, also where a view lets
    more be sent so as to say on its form that it is too much; `keeps` is a limit of its own.
    """

    keeps: int | None = None
    _room: Room | None = None

    def _get_file_stream(self, *_facts: Any, **_more: Any) -> BytesIO:
        self._room = self._room or Room(self.keeps or current_app.config["MAX_CONTENT_LENGTH"])
        return KeptFile(self._room)


def keep_up_to(most: int) -> None:
    """Let this request bring files of so many bytes together; before its form is read."""
    if isinstance(request, InMemory):
        request.max_content_length = request.keeps = most


class Application(Flask):
    """Commits after the view and before the answer; anything else rolls back."""

    request_class = InMemory
    # What is called once a view is done and before its writes are kept, in the same transaction.
    before_keeping: Callable[[], None] | None = None

    jinja_environment = Templates
    # Every template is escaped, whatever its ending: Flask would leave those that end in .jinja,
    # as many libraries' macros do, as they are. Set here, since the environment is made early.
    jinja_options = {  # noqa: RUF012 - Flask declares it for instances
        "autoescape": True,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }

    def dispatch_request(self) -> ResponseReturnValue:
        """Run the view, then keep its writes unless it answered with an error."""
        answer = self.make_response(super().dispatch_request())
        if answer.status_code < FIRST_ERROR_STATUS:
            self._keep()
        return answer

    def raise_routing_exception(self, request: Request) -> NoReturn:
        """Lead to the address with its slash on the same host, whatever host the request named."""
        lost = request.routing_exception
        if isinstance(lost, RequestRedirect):
            parts = urlsplit(lost.new_url)
            lost.new_url = urlunsplit(("", "", "/" + parts.path.lstrip("/"), parts.query, ""))
        super().raise_routing_exception(request)

    def _keep(self) -> None:
        if self.before_keeping:
            self.before_keeping()
        if "db" in g:
            g.db.commit()
        for call in g.pop("after_commit", []):
            call()


def close_session(_error: BaseException | None) -> None:
    """End the request's database session; what was not committed is rolled back."""
    session = g.pop("db", None)
    if session is not None:
        session.close()
