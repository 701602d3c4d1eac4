"""A walk to every address there is, with everything filled in that it can be about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import product

from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.reflections.privacy.asking import NOTES
from tests.reflections.privacy.marks import SEARCHED, marks_in
from tests.reflections.privacy.scene import PrivateScene
from tests.reflections.privacy.typed import typed_in
from tests.reflections.privacy.values import Values

NAMES = re.compile(r"<(?:[^:<>]+:)?(\w+)>")
# Where whoever must sign in first is led to; that is no opening.
SIGN_IN = "/sign-in"
# What changes who is at this browser; everything else is asked for.
ENDS_THE_VISIT = {"people.sign_out"}
# These say that whoever asks may not, and whatever was begun is undone.
REFUSED = {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
# Each kind of letter has an address, and is nothing that anybody wrote. Whom the guard refuses need
# not ask for all: `tests.access.matrix` asks the guard about each, for every role.
EACH_KIND = "/cohorts/<slug>/letters/kinds/<kind>"
# Lists take words to search for and days to look between.
ASKED = {
    **dict.fromkeys(("q", "word", "words", "text", "name", "search"), SEARCHED),
    "page": "1",
    "show": "all",
    "from": "2027-01-01",
    "to": "2027-12-31",
    "until": "2027-12-31",
}


@dataclass
class Found:
    """What a walk came upon: places by the address that showed them, and how each was answered."""

    where: dict[str, list[str]] = field(default_factory=dict)
    opened: set[str] = field(default_factory=set)
    asked: int = 0

    def look(self, address: str, rule: Rule, answer: TestResponse) -> None:
        """Look at all of an answer."""
        self.asked += 1
        for place in marks_in(answer.data) | marks_in(str(answer.headers).encode()):
            self.where.setdefault(place, []).append(address)
        if answer.status_code < 400 and not answer.headers.get("Location", "").startswith(SIGN_IN):
            self.opened.add(rule.rule)


@dataclass
class Walker:
    """Goes to every address that there is."""

    scene: PrivateScene

    def __post_init__(self) -> None:
        """Look up the values, and make one more of everything that has an address."""
        self.values = Values(self.scene)

    def addresses(self, method: str, *, each_kind: bool = True) -> Iterator[tuple[Rule, str]]:
        """Every rule that takes this method, with each address that it stands for."""
        for rule in self.scene.app.url_map.iter_rules():
            if method in (rule.methods or ()) and rule.endpoint not in ENDS_THE_VISIT:
                names = NAMES.findall(rule.rule)
                combined = product(*(self.values.of(rule, name) for name in names))
                for values in combined if each_kind or rule.rule != EACH_KIND else [next(combined)]:
                    left = iter(values)
                    yield rule, NAMES.sub(lambda _, left=left: next(left), rule.rule)  # type: ignore[misc]

    def get_all(self, client: FlaskClient, *, each_kind: bool) -> Found:
        """Open every page and file; again with words to search for, where it reads a question."""
        found = Found()
        for rule, address in self.addresses("GET", each_kind=each_kind):
            read: list[bool] = []
            answer = client.get(address, environ_overrides={NOTES: read})
            found.look(address, rule, answer)
            if read and answer.status_code == HTTPStatus.OK:
                found.look(f"{address}?…", rule, client.get(address, query_string=ASKED))
        for address in self._asked_about():
            root = address.partition("?")[0]
            rule = next(one for one in self.scene.app.url_map.iter_rules() if one.rule == root)
            found.look(address, rule, client.get(address))
        return found

    def _asked_about(self) -> Iterator[str]:
        """Addresses that say behind a question mark which of the author's words they are about."""
        assert marks_in(self.scene.found.encode()) == set()
        yield self.scene.found
        for entry in self.scene.entries.values():
            yield f"/contributions/new?reflection={entry}"
            yield f"/contributions/new?reflection={entry}&version=1&pick=0"
            yield f"/cpd/records/new?reflection={entry}"

    def post_all(self, who: str, *, each_kind: bool) -> Found:
        """Send every form, filled in with the ids of what the author wrote."""
        found, scene = Found(), self.scene
        client = scene.client_of(who)
        for number, (rule, address) in enumerate(self.addresses("POST", each_kind=each_kind)):
            entries = list(scene.entries.values())
            fields = typed_in(scene) | {"reflection": entries[number % len(entries)]}
            answer = client.post(address, data=fields)
            found.look(address, rule, answer)
            if answer.status_code not in REFUSED:
                # What a form does may sign this person out or end their account.
                client = scene.client_of(who)
        return found
