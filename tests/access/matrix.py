"""Who gets past the guard of each address and method, as the application itself answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from sqlalchemy.orm import Session
from werkzeug.routing import Rule

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
            may = frozenset(
                who
                for who in ROLES
                if any(self._passes(db, view, people[who], at) for at in _addresses(rule, values))
            )
        room = rule.endpoint.partition(".")[0]
        methods = [method for method in METHODS if method in (rule.methods or ())]
        self.rooms.setdefault(room, []).extend(Line(one, rule.rule, may) for one in methods)

    def _passes(
        self, db: Session, view: object, person: Person | None, at: dict[str, object]
    ) -> bool:
        with self.scene.app.test_request_context():
            try:
                return lets_in(view, db, person, at)
            except Refusal:
                return False


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
