"""Web applications that one test after another uses: a process makes one, and not one a test."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flask import Flask

from app.factory import create_app
from app.settings import Settings
from app.web.limits import limiter
from app.wiring import Platform
from tests.templates import TRANSLATED

NOWHERE = Path("/nowhere")


@dataclass
class Kept:
    """An application, what it was made for, and what it was when it was new."""

    app: Flask
    settings: Settings
    config: dict[str, Any]
    parts: list[object]
    counted_in: object


class Apps:
    """Lends the application of this process, each time on the platform of another test.

    An application holds no state of its own: the platform has the stores, the clock and the
    carriers. One that a test changed, by its settings or its pages, is used by nobody else.
    """

    def __init__(self) -> None:
        self._idle: Kept | None = None

    @contextmanager
    def lent(self, on: Platform) -> Iterator[Flask]:
        """An application on this platform, as a new one would be."""
        kept, self._idle = self._idle, None
        if kept is None or not _fits(kept, on):
            kept = _made(on)
        kept.app.extensions["platform"] = on
        yield kept.app
        kept.app.config.clear()
        kept.app.config.update(kept.config)
        if _parts_of(kept.app) == kept.parts:
            self._idle = kept


def new_app(on: Platform) -> Flask:
    """One that nobody used before, such as for a test that gives it a page of its own."""
    made = create_app(on)
    made.testing = True
    made.jinja_env.bytecode_cache = TRANSLATED
    return made


def _made(on: Platform) -> Kept:
    app = new_app(on)
    return Kept(app, _of_all(on.settings), dict(app.config), _parts_of(app), limiter.limiter)


def _fits(kept: Kept, on: Platform) -> bool:
    """Whether it was made for such settings, and nobody made another one since.

    Flask-Limiter counts in the store of the application that was made last.
    """
    return kept.settings == _of_all(on.settings) and kept.counted_in is limiter.limiter


def _of_all(settings: Settings) -> Settings:
    """The settings without what each test has of its own; no application looks at that."""
    return replace(
        settings,
        data_dir=NOWHERE,
        scales_dir=NOWHERE,
        database_url=None,
        mail_url="",
        text_url="",
    )


def _parts_of(app: Flask) -> list[object]:
    """What somebody may have added to an application, or put in the place of something."""
    env = app.jinja_env
    hooks = (app.before_request_funcs, app.after_request_funcs, app.teardown_request_funcs)
    return [
        *(app.wsgi_app, app.session_interface, app.json, app.testing, env.loader),
        *(dict(app.view_functions), len(list(app.url_map.iter_rules()))),
        *(dict(env.globals), dict(env.filters), dict(env.tests)),
        *(_filled(one) for one in (*hooks, app.template_context_processors)),
        _handlers_of(app),
    ]


def _filled(calls: Mapping[Any, list[Any]]) -> dict[Any, list[Any]]:
    """What is called for whom; Flask makes an empty list for whom it only looked up."""
    return {name: list(several) for name, several in calls.items() if several}


def _handlers_of(app: Flask) -> dict[Any, dict[Any, Any]]:
    spec = app.error_handler_spec
    return {
        (name, code): dict(kept)
        for name, by_code in spec.items()
        for code, kept in by_code.items()
        if kept
    }
