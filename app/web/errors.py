"""Error pages in plain English; none tells what a person may not know."""

from __future__ import annotations

import re
import traceback
from pathlib import Path

import structlog
from flask import Flask, Response, g, render_template, request
from flask_login import AnonymousUserMixin
from flask_wtf.csrf import CSRFError
from redis.exceptions import ConnectionError as RedisLost
from redis.exceptions import ResponseError as RedisRefuses
from redis.exceptions import TimeoutError as RedisSlow
from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    InterfaceError,
    InternalError,
    OperationalError,
)
from sqlalchemy.exc import TimeoutError as PoolEmpty
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from app.kit.errors import Refusal
from app.web.context import undo

log = structlog.get_logger()

PAGES = {400, 403, 404, 413, 422, 429, 500, 503}
UNKEEPABLE = (
    "There is a character in what you sent that we cannot keep. Take it out and send it again."
)
CHANGED_MEANWHILE = (
    "Something that this belongs to was changed or taken away at the same moment, so we did not "
    "save what you sent. Open the page again, look at what is there now, and send it once more."
)
# What PostgreSQL calls it: it takes no writes now, such as when its disk is full; and a row that
# another one needs, or that may be there once only, went or came at the same moment.
TAKES_NO_WRITES = {"25006"}
MEANWHILE = {"23503", "23505"}
# Never shown back: these are not writing, and some are secret.
NOT_WRITING = {"csrf_token", "password", "new_password", "request_key", "credential"}
# Boxes in which people write; given back however few the words are. A test holds this against all
# forms: which fields there are is known to the rooms above only.
WRITING = {
    *(
        "about",
        "access",
        "answer",
        "boundaries",
        "changed",
        "description",
        "gained",
        "learned",
        "lines",
    ),
    *(
        "more_access",
        "needs",
        "note",
        "offer_words",
        "offers",
        "other",
        "post_address",
        "purpose",
        "reason",
        "reply",
    ),
    *("differed", "instead", "piece", "said"),
    *("task", "text", "title", "transcript", "what", "what_i_bring", "why"),
    *("wish", "wish_words", "words"),
}
# Of these a page may have many: `text-0`, `text-1` and so on, each a line or a row.
BY_NUMBER = {"text", "title"}
NUMBERED = re.compile(rf"({'|'.join(sorted(BY_NUMBER))})-(\d{{1,5}})")
# Hidden fields carry ids and hashes.
AN_ID = re.compile(r"[0-9a-f-]{32,64}")

# Seconds after which a page that we could not give is worth asking for again.
AGAIN_AFTER = 30
Answer = tuple[str, int]
AnswerWithHeaders = tuple[str, int, list[tuple[str, str]]]
OURS = str(Path(__file__).parents[1])


def page(status: int, **facts: object) -> Answer:
    """The page for a status; unknown ones read as the nearest we have.

    A fault of ours tells the request's id, by which its lines are found in the log.
    """
    if status >= 500:  # noqa: PLR2004 - our own fault: the page must not ask the stores who is here
        facts["reference"] = g.get("request_id")
        g._login_user = AnonymousUserMixin()  # noqa: SLF001 - flask-login reads it
    else:
        # Nothing of a refused request is kept, and the page can still read who is here.
        undo()
    name = status if status in PAGES else (500 if status >= 500 else 400)  # noqa: PLR2004
    return render_template(f"errors/{name}.html", **facts), status


def refused(error: Refusal) -> Answer:
    """A refusal, with its own status and sentence."""
    return page(error.status, sentence=error.sentence, kept=what_was_written())


def form_expired(_error: CSRFError) -> Answer:
    """A form that came too late or from elsewhere; what was written is given back."""
    return page(400, kept=what_was_written(), form_expired=True)


def http(error: HTTPException) -> AnswerWithHeaders:
    """Any other answer of the web itself; a wrong method is told the right ones."""
    headers = [(name, value) for name, value in error.get_headers() if name == "Allow"]
    return (*page(error.code or 500), headers)


def store_lost(error: Exception) -> Answer:
    """The database or Redis is away or full: nothing was saved, and it is safe to send again."""
    log.error("store_lost", error=type(error).__name__)
    return page(503, kept=what_was_written())


def cannot_write(error: InternalError) -> Answer:
    """A database that only lets itself be read at the moment is as good as lost."""
    return store_lost(error) if _state_of(error) in TAKES_NO_WRITES else broken(error)


def collided(error: IntegrityError | StaleDataError) -> Answer:
    """Two windows at the same thing: one took away what the other needed; its words come back."""
    if isinstance(error, IntegrityError) and _state_of(error) not in MEANWHILE:
        return broken(error)
    log.warning("collided", error=type(error).__name__, where=_frames(error))
    return page(409, sentence=CHANGED_MEANWHILE, kept=what_was_written())


def unkeepable(error: DataError) -> Answer:
    """A character that the database cannot hold, such as the one with number nought."""
    del error
    if request.method != "POST":
        return page(404)
    return page(422, sentence=UNKEEPABLE, kept=what_was_written())


def broken(error: Exception) -> Answer:
    """A fault of ours."""
    log.error("broken", error=type(error).__name__, where=_frames(error))
    return page(500, kept=what_was_written())


def _state_of(error: DBAPIError) -> str | None:
    """The five letters with which the database says what was wrong."""
    return getattr(error.orig, "sqlstate", None)


def _frames(error: Exception) -> list[str]:
    """Where it broke, without the error's own words: those may hold what a person wrote.

    The last places in our own code, and where in somebody else's it ended.
    """
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames[:-2] if frame.filename.startswith(OURS)]
    told = [*ours[-6:], *frames[-2:]]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in told]


def what_was_written() -> list[tuple[str, str]]:
    """What the person wrote in this form, to copy or send again."""
    if request.method != "POST":
        return []
    long_enough = 20
    return [
        (_label(name), value)
        for name, value in request.form.items()
        if name not in NOT_WRITING
        and (len(value) >= long_enough or (_is_writing(name) and value.strip()))
        and not AN_ID.fullmatch(value)
    ]


def _is_writing(name: str) -> bool:
    """Whether people write in a field; one for each of several things is named after a point."""
    return name.partition(".")[0] in WRITING or bool(NUMBERED.fullmatch(name))


def _label(name: str) -> str:
    """A field's name as a label; numbered ones are counted from one, as on their page."""
    if numbered := NUMBERED.fullmatch(name):
        return f"{numbered[1].capitalize()} {int(numbered[2]) + 1}"
    return name.replace("_", " ").replace(".", ": ").capitalize()


def say_when(response: Response) -> Response:
    """Tell programs when to ask again."""
    if response.status_code == 503:  # noqa: PLR2004 - not now
        response.headers.setdefault("Retry-After", str(AGAIN_AFTER))
    return response


def register(app: Flask) -> None:
    """Give the application its error pages."""
    app.after_request(say_when)
    app.register_error_handler(Refusal, refused)
    app.register_error_handler(CSRFError, form_expired)
    app.register_error_handler(HTTPException, http)
    lost = (OperationalError, InterfaceError, PoolEmpty, RedisLost, RedisSlow, RedisRefuses)
    for one in lost:
        app.register_error_handler(one, store_lost)
    app.register_error_handler(InternalError, cannot_write)
    app.register_error_handler(IntegrityError, collided)
    app.register_error_handler(StaleDataError, collided)
    app.register_error_handler(DataError, unkeepable)
    app.register_error_handler(Exception, broken)
