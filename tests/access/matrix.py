"""Who gets past the guard of each address and method, as the application itself answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session
from werkzeug.routing import Rule
from werkzeug.test import create_environ

from app.kit.errors import Refusal
from app.people.models import Person
from app.web.guard import guard_of, lets_in
from tests.reflections.privacy.scene import PrivateScene
from tests.reflections.privacy.values import Values
from tests.reflections.privacy.walk import NAMES

LINES = Path(__file__).parent / "who_may"
METHODS = ("DELETE", "GET", "PATCH", "POST", "PUT")
NOBODY = "signed out"
# Who stands for a role, in the order in which lines name them.
ROLES = (
    NOBODY,
    "outsider",
    "helper",
    "facilitator of another cohort",
    "participant",
    "author",
    "mentor",
    "facilitator",
    "programme lead",
    "safeguarding lead",
    "safeguarding deputy",
    "mentoring coordinator",
)
SIGNED_IN = frozenset(ROLES[1:])
# What a line says instead of naming all of them.
SHORT = {frozenset(ROLES): "everyone", SIGNED_IN: "signed in", frozenset[str](): "none"}


ROLES_OF = {words: roles for roles, words in SHORT.items()}


@dataclass(frozen=True)
class Line:
    """One address with one method, and the roles for which at least one such address opens."""

    method: str
    rule: str
    roles: frozenset[str]

    def __str__(self) -> str:
        """The line as it stands in a file."""
        names = ", ".join(role for role in ROLES if role in self.roles)
        return f"{self.method} {self.rule}: {SHORT.get(self.roles, names)}"


@dataclass
class Matrix:
    """Asks every guard about everybody; the scene has one of each thing that has an address."""

    scene: PrivateScene
    rooms: dict[str, list[Line]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Ask; nothing is written, since no view runs."""
        values = Values(self.scene)
        self.environ = create_environ(base_url=self.scene.platform.settings.base_url)
        # What was asked: many addresses are guarded by the same questions about the same words.
        self.answers: dict[tuple[object, ...], bool] = {}
        with self.scene.platform.sessions() as db:
            people = {who: db.get(Person, one.id) for who, one in self.scene.people.items()}
            people[NOBODY] = None
            for rule in self.scene.app.url_map.iter_rules():
                if not rule.build_only:
                    self._ask(db, rule, people, values)

    def _ask(
        self, db: Session, rule: Rule, people: Mapping[str, Person | None], values: Values
    ) -> None:
        view = self.scene.app.view_functions[rule.endpoint]
        if (guard_of(view) or "open").startswith("open"):
            may = frozenset(ROLES)
        else:
            asked, addresses = _asked(view), list(_addresses(rule, values))

            def passes(who: str, at: dict[str, object]) -> bool:
                key = (asked, who, *sorted(at.items(), key=str))
                if key not in self.answers:
                    self.answers[key] = self._passes(db, view, people[who], at)
                return self.answers[key]

            may = frozenset(who for who in ROLES if any(passes(who, at) for at in addresses))
        room = rule.endpoint.partition(".")[0]
        methods = [method for method in METHODS if method in (rule.methods or ())]
        self.rooms.setdefault(room, []).extend(Line(one, rule.rule, may) for one in methods)

    def _passes(
        self, db: Session, view: object, person: Person | None, at: dict[str, object]
    ) -> bool:
        # A request of its own, so that no guard remembers anything of another.
        with self.scene.app.request_context(dict(self.environ)):
            try:
                return lets_in(view, db, person, at)
            except Refusal:
                return False


def _asked(view: object) -> tuple[object, ...]:
    """What a guard asks: the same for each view that is guarded by the same functions."""
    admits = getattr(view, "__admits__")  # noqa: B009 - set by the guard
    # A guard made of two functions keeps them in a third.
    for one in _kept_in(admits):
        if getattr(one, "__name__", "") == "facts_for":
            return (one.__code__, *_kept_in(one))
    return (admits.__code__, *_kept_in(admits))


def _kept_in(function: Any) -> tuple[Any, ...]:
    return tuple(cell.cell_contents for cell in function.__closure__ or ())


def _addresses(rule: Rule, values: Values) -> Iterator[dict[str, object]]:
    names = NAMES.findall(rule.rule)
    for found in product(*(values.of(rule, name) for name in names)):
        yield {
            name: rule._converters[name].to_python(value)
            for name, value in zip(names, found, strict=True)
        }


def read_line(text: str) -> Line:
    """A line as it stands in a file."""
    address, _, names = text.rpartition(": ")
    method, _, rule = address.partition(" ")
    return Line(method, rule, ROLES_OF.get(names) or frozenset(names.split(", ")) - {"none"})


def lines_of(room: str) -> list[str]:
    """The lines that stand in the file of a room, in their order."""
    file = LINES / f"{room}.txt"
    return file.read_text(encoding="utf-8").splitlines() if file.is_file() else []


def opened_by_line(who: str) -> set[str]:
    """The addresses that can be read (GET), as far as the lines of all rooms let this role."""
    lines = [read_line(text) for file in LINES.glob("*.txt") for text in lines_of(file.stem)]
    return {line.rule for line in lines if line.method == "GET" and who in line.roles}
