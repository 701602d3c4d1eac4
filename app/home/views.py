"""The start page, one's own first page, and the pages about this service."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.home.kept import KEPT
from app.home.queries import home_page
from app.rights.processing import helpers
from app.rights.rules.processing import HEADINGS
from app.web.context import actor, db, now, platform
from app.web.guard import open_to_all, signed_in

bp = Blueprint("home", __name__, template_folder="templates")


@bp.get("/")
@open_to_all("says what this is to whoever comes")
def start() -> ResponseReturnValue:
    """What this is; people who are signed in go to their own page."""
    if current_user.is_authenticated:
        return redirect(url_for("home.home"))
    return render_template("home/start.html")


@bp.get("/home")
@signed_in
def home() -> ResponseReturnValue:
    """What matters now to the person who is here."""
    return render_template("home/home.html", page=home_page(db(), actor(), now=now()))


@bp.get("/about")
@open_to_all("says what this is")
def about() -> ResponseReturnValue:
    """What this service is for."""
    return render_template("home/about.html")


@bp.get("/accessibility")
@open_to_all("says how everyone can use it")
def accessibility() -> ResponseReturnValue:
    """How everyone can use this service."""
    return render_template("home/accessibility.html")


@bp.get("/privacy")
@open_to_all("says what is kept about people")
def privacy() -> ResponseReturnValue:
    """What is kept about people and who sees it."""
    return render_template(
        "home/privacy.html",
        kept=KEPT,
        purposes=HEADINGS,
        helpers=helpers(platform().settings),
    )
