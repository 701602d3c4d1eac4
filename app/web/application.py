"""A Flask application in which one request is one transaction."""

from __future__ import annotations

from collections.abc import MutableMapping
from io import BytesIO
from typing import Any, NoReturn
from urllib.parse import urlsplit, urlunsplit

from flask import Flask, Request, g
from flask.templating import Environment
from flask.typing import ResponseReturnValue
from werkzeug.routing import RequestRedirect

FIRST_ERROR_STATUS = 400


class Templates(Environment):
    """Templates that read the words all of them know from one dict.

    Jinja would lay an empty dict of each template's own over it. Looking through both is slow, and
    is done for every word with every template and every import of macros.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The words that every template knows."""
        return super().make_globals(d) if d else self.globals


class InMemory(Request):
    """Keeps files that somebody sends off every disk: what they hold may be private.

    No request is larger than MAX_CONTENT_LENGTH.
    """

    def _get_file_stream(self, *_facts: Any, **_more: Any) -> BytesIO:
        return BytesIO()


class Application(Flask):
    """Commits after the view and before the answer; anything else rolls back."""

    request_class = InMemory

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
        if "db" in g:
            g.db.commit()
        for call in g.pop("after_commit", []):
            call()


def close_session(_error: BaseException | None) -> None:
    """End the request's database session; what was not committed is rolled back."""
    session = g.pop("db", None)
    if session is not None:
        session.close()
