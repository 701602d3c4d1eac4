"""Headers that keep pages safe, and the nonce that our own scripts carry."""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit

from flask import Response, current_app, g, make_response

SELF = "'self'"
# On every answer, whatever it is.
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    # No other site may take what we answer into its own pages.
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
# A year, in which a browser that was here once asks for nothing without TLS.
ONLY_WITH_TLS = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}
# What no answer of ours is for: plugins, another address to start from, a frame of another site.
NEVER = "object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
# A file of ours, such as a drawing, that somebody opens by itself: it runs nothing.
FILE_POLICY = f"default-src 'none'; style-src 'unsafe-inline'; {NEVER}"
# A file that somebody sent us does nothing, even when it is opened by itself.
SENT_POLICY = f"default-src 'none'; sandbox; {NEVER}"


def csp_nonce() -> str:
    """The word of this answer that lets our own scripts run."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def let_play(kind: str, origin: str) -> None:
    """Let this one page show a recording of one other site, when somebody asks for it.

    `kind` is frame for the site's own player, and media for a file; `origin` is a checked
    https address without a path, or SELF for a recording that is kept here.
    """
    g.csp_more = f"; {kind}-src {origin}"


def let_forms_leave() -> None:
    """Let a form of this one page end on another site: a browser counts where it is led on to."""
    g.csp_forms = "'self' https: http:"


def always(*, secure: bool) -> dict[str, str]:
    """What stands on every answer; `secure`: people reach us over HTTPS."""
    return {**ALWAYS, **ONLY_WITH_TLS} if secure else ALWAYS


def private_page(page: str, status: int = 200) -> Response:
    """A page whose address is the key to it: nobody keeps it, lists it, or hears the address."""
    answer = make_response(page, status)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def let_forms_lead_to(address: str) -> None:
    """Let a form of this one page lead on to the host of this one address."""
    parts = urlsplit(address)
    g.csp_forms = f"'self' {parts.scheme}://{parts.netloc}"


def add_headers(response: Response) -> Response:
    """Put the security headers on every answer."""
    nonce = g.get("csp_nonce")
    script = f"'self' 'nonce-{nonce}'" if nonce else "'self'"
    headers = response.headers
    headers.setdefault(
        "Content-Security-Policy",
        f"default-src 'none'; script-src {script}; style-src 'self'; img-src 'self'; "
        f"font-src 'self'; connect-src 'self'; form-action {g.get('csp_forms', SELF)}; "
        f"{NEVER}; require-trusted-types-for 'script'{g.get('csp_more', '')}",
    )
    for name, value in always(secure=current_app.config["SESSION_COOKIE_SECURE"]).items():
        headers.setdefault(name, value)
    if "Cache-Control" not in headers:
        headers["Cache-Control"] = "no-store"
    return response
