"""The reference: a minimal Flask application on the same stores, as bare as it can be written.

A user load by flask-login, three indexed queries and a page of 14 KB; a journal page of twenty
entries; a form with a token and one insert. What the product costs above this is what we added.
"""

from __future__ import annotations

from flask import Flask, g, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user, login_required, login_user
from flask_wtf import FlaskForm
from flask_wtf.csrf import CSRFProtect
from sqlalchemy import and_, case, create_engine, func, literal, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session, sessionmaker
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from tests.bench.bare_tables import COLUMNS, ENTRIES, Done, Entry, Item, User


class EntryForm(FlaskForm):  # type: ignore[misc]
    """A line to be written."""

    text = TextAreaField(validators=[DataRequired(), Length(max=10_000)])


def make_app(database_url: str) -> Flask:
    """The bare application on a database that was seeded."""
    app = Flask(__name__, static_folder=None)
    app.config.update(SECRET_KEY="bare", SESSION_COOKIE_NAME="bare")
    app.extensions["bare_sessions"] = sessionmaker(create_engine(database_url))
    login = LoginManager(app)
    CSRFProtect(app)
    app.teardown_request(_close)

    @login.user_loader  # type: ignore[untyped-decorator]
    def load(word: str) -> User | None:
        return _db(app).get(User, int(word))

    _reading(app)
    _grid(app)
    _writing(app)
    return app


def _db(app: Flask) -> Session:
    if "db" not in g:
        g.db = app.extensions["bare_sessions"]()
    opened: Session = g.db
    return opened


def _close(_error: BaseException | None) -> None:
    if "db" in g:
        g.db.close()


def _reading(app: Flask) -> None:
    @app.get("/in/<int:number>")
    def enter(number: int) -> ResponseReturnValue:
        login_user(_db(app).get_one(User, number))
        return "in"

    @app.get("/page")
    @login_required  # type: ignore[untyped-decorator]
    def page() -> str:
        db = _db(app)
        mine = select(Entry).where(Entry.user_id == current_user.id)
        items = db.scalars(select(Item).where(Item.group == 1).order_by(Item.id)).all()
        last = db.scalars(mine.order_by(Entry.made_at.desc()).limit(3)).all()
        first = db.scalars(mine.order_by(Entry.made_at).limit(1)).one()
        return render_template("bare_page.html", items=items, last=last, first=first)

    @app.get("/journal")
    @login_required  # type: ignore[untyped-decorator]
    def journal() -> str:
        mine = select(Entry).where(Entry.user_id == current_user.id)
        entries = _db(app).scalars(mine.order_by(Entry.made_at.desc()).limit(ENTRIES)).all()
        return render_template("bare_journal.html", entries=entries)


def _grid(app: Flask) -> None:
    @app.get("/grid")
    @login_required  # type: ignore[untyped-decorator]
    def grid() -> str:
        """Everybody's cells, each row joined by the database; no dates, no links, no locks."""
        cell = case((Done.done_at.is_(None), "<td>"), else_="<td>Done")
        rows = _db(app).execute(
            select(User.name, func.string_agg(cell, aggregate_order_by(literal(""), Item.id)))
            .join(Item, Item.id <= COLUMNS)
            .outerjoin(Done, and_(Done.user_id == User.id, Done.item_id == Item.id))
            .group_by(User.id)
            .order_by(User.name)
        )
        return render_template("bare_grid.html", rows=rows.all())


def _writing(app: Flask) -> None:
    @app.post("/entries")
    @login_required  # type: ignore[untyped-decorator]
    def write() -> ResponseReturnValue:
        form = EntryForm()
        if not form.validate_on_submit():
            return "Please write something.", 422
        db = _db(app)
        db.add(Entry(user_id=current_user.id, made_at=func.now(), text=form.text.data))
        db.commit()
        return redirect("/journal")
