"""A small browser: keeps connections and cookies, and looks at every answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import Self
from urllib.parse import urlencode

HOST = "127.0.0.1"
AT_ONCE = 4
_token = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class WrongAnswerError(Exception):
    """An answer was not what a person would have to see, so measuring it would mean nothing."""


@dataclass(frozen=True)
class Answer:
    """What came back; the body is as it was sent, so perhaps packed."""

    status: int
    body: bytes
    leads_to: str
    cookies: Sequence[str]

    @property
    def text(self) -> str:
        """The body of an answer that was not packed."""
        return self.body.decode()


@dataclass(frozen=True)
class Ask:
    """One request, and what its answer must be for the measurement to count."""

    method: str
    path: str
    cookie: str
    status: int
    # Each must be in the body.
    sentences: Sequence[str] = ()
    form: bytes | None = None
    # How the address must begin that the answer leads to.
    leads_to: str = ""
    # What kind of answer is wanted, where it is not a page.
    accept: str = ""


class Line:
    """One kept-alive connection, made when it is first used."""

    def __init__(self, port: int) -> None:
        self._http = HTTPConnection(HOST, port, timeout=30)

    def __enter__(self) -> Self:
        """Nothing to do yet."""
        return self

    def __exit__(self, *_: object) -> None:
        """Hang up."""
        self._http.close()

    def send(
        self, method: str, path: str, headers: dict[str, str], form: bytes | None = None
    ) -> Answer:
        """Send one request; a page is asked for again when the server had just hung up."""
        if form is not None:
            headers = {**headers, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            return self._send(method, path, headers, form)
        except (HTTPException, ConnectionError):
            self._http.close()
            if form is not None:
                raise
            return self._send(method, path, headers, form)

    def ask(self, ask: Ask) -> Answer:
        """Send one request and look at its answer.

        Raises: WrongAnswerError.
        """
        headers = {"Cookie": ask.cookie, **({"Accept": ask.accept} if ask.accept else {})}
        answer = self.send(ask.method, ask.path, headers, ask.form)
        missing = [words for words in ask.sentences if words.encode() not in answer.body]
        there = answer.leads_to.startswith(ask.leads_to)
        if answer.status != ask.status or missing or not there:
            message = f"{ask.method} {ask.path}: {answer.status} {answer.leads_to}, not {missing}"
            raise WrongAnswerError(message)
        return answer

    def _send(self, method: str, path: str, headers: dict[str, str], form: bytes | None) -> Answer:
        self._http.request(method, path, form, headers)
        response = self._http.getresponse()
        body = response.read()
        cookies = response.headers.get_all("Set-Cookie") or []
        return Answer(response.status, body, response.headers.get("Location", ""), cookies)


class Browser:
    """One person's cookies on one server."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._cookies: dict[str, str] = {}

    @property
    def cookie(self) -> str:
        """The cookies as a request carries them."""
        return "; ".join(f"{name}={value}" for name, value in self._cookies.items())

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self._go("GET", path, None)

    def post(self, path: str, fields: dict[str, str], *, form_at: str) -> Answer:
        """Send the form that stands on the page `form_at`."""
        fields = {**fields, "csrf_token": self.token(form_at)}
        return self._go("POST", path, urlencode(fields).encode())

    def token(self, path: str) -> str:
        """The word that the forms of a page carry."""
        found = _token.search(self.get(path).text)
        if found is None:
            message = f"GET {path}: no form"
            raise WrongAnswerError(message)
        return found[1]

    def _go(self, method: str, path: str, form: bytes | None) -> Answer:
        with Line(self.port) as line:
            answer = line.send(method, path, {"Cookie": self.cookie}, form)
        for cookie in answer.cookies:
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        return answer


def ask_all(port: int, asks: Sequence[Ask]) -> None:
    """Send all, four at once, each four over connections that are kept.

    Raises: WrongAnswerError when one answer is not as it must be.
    """

    def run(some: Sequence[Ask]) -> None:
        with Line(port) as line:
            for ask in some:
                line.ask(ask)

    with ThreadPoolExecutor(AT_ONCE) as threads:
        for done in [threads.submit(run, asks[start::AT_ONCE]) for start in range(AT_ONCE)]:
            done.result()
