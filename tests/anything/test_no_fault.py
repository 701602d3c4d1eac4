"""Every form and every address, filled in with whatever there is: no answer is a fault."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from io import BytesIO
from traceback import extract_tb
from typing import Any

import pytest
import schemathesis
from flask import g
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy
from schemathesis import Case, GenerationMode
from sqlalchemy import text

from app.web.limits import limiter
from tests.anything.described import address_of, body_of, describe, question, words_of
from tests.anything.forms import ASKED, LOOKS, Collected, Found, who_may
from tests.reflections.privacy.conftest import scene
from tests.reflections.privacy.scene import PrivateScene
from tests.reflections.privacy.typed import typed_in
from tests.reflections.privacy.walk import NAMES, Walker

__all__ = ["scene"]

# So often each address is asked and each form is sent; `make hostile` does it far more often.
USUAL = 2
EXAMPLES = int(os.environ.get("DLP_TEST_EXAMPLES", USUAL))
# What would end the visit, and so all that comes after it.
NEVER = {"/sign-out"}
# A word in an address that can be any text; others are numbers or ids, or are not found.
TYPED_WORD = re.compile(r"<(?!uuid:|int)[^>]+>")


@dataclass
class House:
    """The application with everything in it; whatever is sent to it, it stays as it is."""

    scene: PrivateScene
    known: Mapping[str, dict[str, list[str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Look up the addresses, and let everybody come in."""
        self.walker = Walker(self.scene)
        self.clients = {who: self.scene.client_of(who) for who in ASKED}
        self.cookies = {who: dict(client._cookies or {}) for who, client in self.clients.items()}
        self.known = self._known()

    def client(self, who: str) -> FlaskClient:
        """The browser of this person as it was at first."""
        client = self.clients[who]
        client._cookies = dict(self.cookies[who])
        return client

    def collect(self) -> Collected:
        """Open all pages, each as some of those who may, and take in their forms."""
        found, may = Collected(), who_may("GET")
        routes = self.scene.app.url_map.bind("localhost")
        for rule, address in self.walker.addresses("GET"):
            for who in may.get(rule.rule, [])[:LOOKS]:
                found.read(routes, address, self.client(who))
        return found

    def _known(self) -> dict[str, dict[str, list[str]]]:
        return {
            rule.rule: {
                name: self.walker.values.of(rule, name) for name in NAMES.findall(rule.rule)
            }
            for rule in self.scene.app.url_map.iter_rules()
            if not rule.build_only
        }

    @staticmethod
    def look_and_forget() -> None:
        """What would be kept is written, so that the database can say no; then it is undone."""
        if "db" in g:
            g.db.flush()
            g.db.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
            # What is streamed later keeps what it read, as after a commit.
            g.db.expunge_all()
            g.db.rollback()
        g.pop("after_commit", None)


@pytest.fixture
def house(scene: PrivateScene, monkeypatch: pytest.MonkeyPatch) -> House:
    """Nothing that is written stays; limits would hide what comes after them."""
    made = House(scene)
    monkeypatch.setattr(scene.app, "_keep", House.look_and_forget)
    monkeypatch.setattr(limiter, "enabled", False)
    return made


OFTEN = settings(
    max_examples=EXAMPLES,
    # A long run looks where none has looked.
    derandomize=EXAMPLES == USUAL,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@dataclass
class Attack:
    """Sends what is made up by one method, and notes every fault; none is tried smaller."""

    house: House
    method: str
    sent: int = 0
    faults: list[str] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    def on(self, paths: Mapping[str, dict[str, Any]]) -> None:
        """Ask all of these, each as the first of those who may."""
        may, method = who_may(self.method), self.method
        described = schemathesis.openapi.from_dict(
            describe({address_of(rule): {method.lower(): one} for rule, one in paths.items()})
        )
        for rule in paths:
            made_up = described[address_of(rule)][method].as_strategy(
                generation_mode=GenerationMode.POSITIVE
            )
            self._try(made_up, rule, may[rule][0])

    def _try(self, made_up: SearchStrategy[Case[Any]], rule: str, who: str) -> None:
        @OFTEN
        @given(case=made_up)
        def send(case: Case[Any]) -> None:
            self._send(rule, who, case)

        send()

    def _send(self, rule: str, who: str, case: Case[Any]) -> None:
        self.sent += 1
        try:
            status = self._ask(self.house.client(who), case)
        except Exception as fault:  # noqa: BLE001 - whatever it is, it is a fault
            self._note(f"{rule} as {who}: {fault!r} at {_where(fault)}", case)
        else:
            if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                self._note(f"{rule} as {who}: {status}", case)

    def _note(self, what: str, case: Case[Any]) -> None:
        body = str(case.body)[:2000]
        self.faults.append(f"{self.method} {what}\n  {case.path_parameters} {case.query} {body}")

    def _ask(self, client: FlaskClient, case: Case[Any]) -> int:
        body: Any = case.body if isinstance(case.body, Mapping) else {}
        fields: dict[str, Any] = {
            name: (BytesIO(value), "a.csv") if isinstance(value, bytes) else value
            for name, value in body.items()
        }
        asked = dict(case.query or {})
        answer = client.open(
            case.formatted_path, method=self.method, query_string=asked, data=fields
        )
        self.statuses[answer.status_code] += 1
        return answer.status_code


def _where(fault: BaseException) -> str:
    """The last line of ours that it came through."""
    ours = [one for one in extract_tb(fault.__traceback__) if "/app/" in one.filename]
    return f"{ours[-1].filename.rpartition('/app/')[2]}:{ours[-1].lineno}" if ours else "?"


def forms(house: House, collected: Collected, *, strange: bool) -> dict[str, dict[str, Any]]:
    """Every address that takes forms; those whose form stands on no page take what many do."""
    generic = Found({name: {str(value)} for name, value in typed_in(house.scene).items()})
    return {
        rule: {
            "parameters": words_of(rule, house.known[rule]),
            "requestBody": body_of(collected.posted.get(rule, generic), strange=strange),
            "responses": {"default": {"description": "A page"}},
        }
        for rule, roles in who_may("POST").items()
        if roles and rule not in NEVER
    }


def pages(house: House, collected: Collected, *, strange: bool) -> dict[str, dict[str, Any]]:
    """Every page and file, with the questions of forms and those that lists take."""
    usual = {name: {"1"} for name in ("page", "q", "show", "from", "to", "year", "step")}
    return {
        rule: {
            "parameters": [
                *words_of(rule, house.known[rule], strange=strange),
                *question({**usual, **collected.asked.get(rule, Found()).fields}),
            ],
            "responses": {"default": {"description": "A page"}},
        }
        for rule, roles in who_may("GET").items()
        if roles and not rule.startswith("/static/") and (TYPED_WORD.search(rule) or not strange)
    }


@pytest.mark.timeout(450 * EXAMPLES)
def test_no_answer_is_a_fault_whatever_is_sent(house: House) -> None:
    collected = house.collect()
    usual = forms(house, collected, strange=False)
    # Two thirds of the forms were found on a page.
    assert len(collected.posted.keys() & usual.keys()) > len(usual) * 2 / 3
    posted, asked = Attack(house, "POST"), Attack(house, "GET")
    posted.on(usual)
    # Not all of it stops at a door.
    assert posted.statuses[HTTPStatus.FOUND] > len(usual) / 4
    posted.on(forms(house, collected, strange=True))
    for strange in (False, True):
        asked.on(pages(house, collected, strange=strange))
    assert posted.faults + asked.faults == []
    assert asked.statuses[HTTPStatus.OK] > len(usual)
