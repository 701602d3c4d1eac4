"""Makes the web application from a platform: rooms, sign-in, errors, transaction."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from wsgiref.headers import Headers

from flask import Flask
from flask_compress import Compress
from flask_login import LoginManager, current_user
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from app import blueprints
from app.gateways.redis import limiter_url
from app.kit import times
from app.kit.db import new_id
from app.kit.logs import configure_logging
from app.kit.memory import set_aside, share_arenas
from app.people.phones import say_phone_number
from app.people.rules import reading_classes
from app.people.rules.sign_ins import ENDS_SOON, SHARED_UNUSED, UNUSED, may_stay, seconds_left
from app.people.views.signed_in import forget_what_is_over, who_is_signed_in
from app.recording import record_request
from app.settings import read_settings
from app.web import errors, log
from app.web.addresses import remember_addresses
from app.web.application import Application, close_session
from app.web.context import acting_for, now, sign_in
from app.web.forgery import csrf
from app.web.known_browsers import write_known
from app.web.limits import limiter
from app.web.navigation import footer_links, navigation
from app.web.phones import unbroken
from app.web.security import FILE_POLICY, add_headers, always, csp_nonce
from app.web.signed_in_cookie import SignedInCookie
from app.wiring import Platform, build

STATIC = Path(__file__).parent / "web" / "static"
# The largest file, and the form around it.
UPLOAD_LIMIT = 10 * 1024 * 1024
FORM_AROUND = 64 * 1024
SHARED_SECONDS = int(SHARED_UNUSED.total_seconds())


def web() -> Flask:
    """The application that a web server starts, from the settings of its environment."""
    share_arenas()
    settings = read_settings()
    configure_logging(settings.log)
    app = create_app(build(settings))
    # Else each worker would put its addresses in order at its first request.
    app.url_map.update()
    set_aside()
    return app


def create_app(on: Platform) -> Flask:
    """The application on a platform; it owns no state of its own."""
    app = Application("app.web", static_folder=None)
    app.extensions["platform"] = on
    app.session_interface = SignedInCookie()
    _configure(app, on)
    csrf.init_app(app)
    Compress(app)
    limiter.init_app(app)
    _sign_in(app)
    app.before_keeping = record_request
    _templates(app)
    log.register(app)
    app.after_request(add_headers)
    app.teardown_request(close_session)
    errors.register(app)
    for blueprint in blueprints.ALL:
        app.register_blueprint(blueprint)
    _static_files(app)
    if on.settings.proxies:
        count = on.settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count)  # type: ignore[method-assign]
    return app


def _configure(app: Flask, on: Platform) -> None:
    redis_url = on.settings.redis_url or ""
    app.config.update(
        SECRET_KEY=on.settings.secret_key,
        MAX_CONTENT_LENGTH=UPLOAD_LIMIT + FORM_AROUND,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        PERMANENT_SESSION_LIFETIME=UNUSED,
        # Over HTTPS the name itself makes browsers keep it to this host alone.
        SESSION_COOKIE_NAME="__Host-dlp_session" if on.settings.secure else "dlp_session",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=on.settings.secure,
        # A form stays good for as long as the sign-in does: people write slowly, and that is fine.
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        RATELIMIT_STORAGE_URI=limiter_url(redis_url),
        COMPRESS_ALGORITHM=["gzip"],
        COMPRESS_LEVEL=5,
        COMPRESS_MIMETYPES=["text/html", "text/plain", "image/svg+xml", "application/json"],
    )


def _sign_in(app: Flask) -> None:
    manager = LoginManager(app)
    manager.login_view = "people.sign_in"
    manager.login_message = "Please sign in to go on."
    manager.session_protection = None

    manager.user_loader(who_is_signed_in)
    app.after_request(forget_what_is_over)
    app.after_request(write_known)


def _templates(app: Flask) -> None:
    app.jinja_env.globals.update(
        new_key=new_id,
        the_time=now,
        say_day=times.say_day,
        say_date=times.say_date,
        say_month=times.say_month,
        say_short_date=times.say_short_date,
        say_zone=times.say_zone,
        say_clock=times.say_clock,
        say_clocks=times.say_clocks,
        say_span=times.say_span,
        say_change_of_clocks=times.say_change_of_clocks,
        say_moment=times.say_moment,
        say_length=times.say_length,
        in_zone=times.in_zone,
        say_phone_number=say_phone_number,
    )
    app.jinja_env.filters["unbroken"] = unbroken

    remember_addresses(app)
    version = app.config["ASSETS_VERSION"] = _version_of(STATIC)

    @app.context_processor
    def furniture() -> dict[str, object]:
        person = current_user if current_user.is_authenticated else None
        return {
            "navigation": navigation(),
            "footer_links": footer_links(),
            "csp_nonce": csp_nonce(),
            "assets_version": version,
            "signed_in_as": person.name if person else None,
            "acting_for": acting_for(),
            "on_shared_computer": SHARED_SECONDS if person and sign_in().is_shared else None,
            "shared_left": seconds_left(sign_in().ends_at, now()) if person else None,
            "shared_ends_soon": bool(person) and sign_in().ends_at - now() <= ENDS_SOON,
            "shared_stays": bool(person) and may_stay(sign_in().began_at, sign_in().ends_at),
            "reading_classes": person
            and reading_classes(text_size=person.text_size, spacing=person.spacing),
        }


def _version_of(folder: Path) -> str:
    """Changes with any static file, so that browsers may keep each version for ever."""
    digest = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _static_files(app: Flask) -> None:
    app.add_url_rule("/static/<path:filename>", endpoint="static", build_only=True)
    files = WhiteNoise(
        app.wsgi_app,
        root=STATIC,
        prefix="static/",
        max_age=31536000,
        # No other site has a need of them.
        allow_all_origins=False,
        mimetypes={".svg": "image/svg+xml; charset=utf-8"},
        # These answers pass by the application and so by its headers.
        add_headers_function=_headers_of_files(secure=app.config["SESSION_COOKIE_SECURE"]),
    )
    app.wsgi_app = files  # type: ignore[method-assign]


def _headers_of_files(*, secure: bool) -> Callable[[Headers, str, str], None]:
    """What stands on every static file."""
    fixed = {**always(secure=secure), "Content-Security-Policy": FILE_POLICY}

    def add(headers: Headers, _path: str, _url: str) -> None:
        for name, value in fixed.items():
            headers[name] = value

    return add
