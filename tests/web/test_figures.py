"""Figures and log lines tell routes and counts, and nothing about a person."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from structlog.testing import capture_logs

from app.web.guard import open_to_all
from app.wiring import Platform
from tests.apps import new_app
from tests.browser_like import post
from tests.conftest import SignIn
from tests.make.people import make_person


def test_metrics_count_requests_by_route_and_letters_by_state(
    client: FlaskClient, db: Session
) -> None:
    make_person(db, email="amina@learning.example")
    db.commit()
    post(client, "/sign-in", {"email": "amina@learning.example"}, page="/sign-in")
    client.get("/sign-in/link/a-secret-word")
    figures = client.get("/metrics").get_data(as_text=True)
    assert 'dlp_letters{state="due"} 1' in figures
    assert 'route="/sign-in/link/<word>"' in figures
    assert "a-secret-word" not in figures
    assert "amina" not in figures


@pytest.mark.parametrize(
    "asked",
    [
        {"headers": {"X-Forwarded-For": "203.0.113.9"}},
        {"headers": {"X-Forwarded-For": "127.0.0.1"}},
        {"headers": {"Forwarded": "for=203.0.113.9"}},
        {"headers": {"X-Real-IP": "203.0.113.9"}},
        {"environ_base": {"REMOTE_ADDR": "8.8.8.8"}},
        {"environ_base": {"REMOTE_ADDR": "2001:4860:4860::8888"}},
        {"environ_base": {"REMOTE_ADDR": "unix:"}},
    ],
)
def test_nobody_outside_counts_letters_to_find_out_who_has_an_account(
    client: FlaskClient, asked: dict[str, Any]
) -> None:
    answer = client.get("/metrics", **asked)
    assert answer.status_code == 404
    assert "dlp_letters" not in answer.text


@pytest.mark.parametrize("near", ["127.0.0.1", "::1", "10.0.0.7", "172.18.0.4"])
def test_figures_are_for_machines_of_our_own(client: FlaskClient, near: str) -> None:
    answer = client.get("/metrics", environ_base={"REMOTE_ADDR": near})
    assert "dlp_requests" in answer.text


def test_the_figures_of_two_web_workers_are_added_up(tmp_path: Path) -> None:
    count = "from app.web.metrics import seen; seen('GET', '/x', 200, 0.1)"
    read = "from app.web.metrics import exposition; print(exposition({}, 0).decode())"
    env = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    for program in (count, count):
        subprocess.run([sys.executable, "-c", program], env=env, check=True)
    told = subprocess.run(
        [sys.executable, "-c", read], env=env, check=True, capture_output=True, text=True
    ).stdout
    assert 'dlp_requests_total{method="GET",route="/x",status="200"} 2.0' in told


def test_log_lines_are_json() -> None:
    program = (
        "from app.kit.logs import configure_logging; import structlog; "
        "configure_logging('info'); structlog.get_logger().info('request', route='/x', ms=1.0)"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    ).stderr
    line = json.loads(told)
    assert (line["event"], line["level"], line["route"]) == ("request", "info", "/x")


def test_log_lines_name_a_request_and_its_route_and_nothing_a_person_gave(
    client: FlaskClient, db: Session, sign_in: SignIn
) -> None:
    person = make_person(db, name="Amina Verysecret", email="verysecret@learning.example")
    db.commit()
    sign_in(client, person)
    with capture_logs() as lines:
        words = "A verysecret reflection that nobody else may read."
        post(client, "/account/", {"name": "Amina Verysecret", "what_i_bring": words})
        client.post("/account/", data={"what_i_bring": words})
        client.get("/verysecret?q=verysecret")
        client.get("/sign-in/link/verysecret")
    assert {line["route"] for line in lines} >= {"/account/", "/sign-in/link/<word>", "unknown"}
    assert "verysecret" not in json.dumps(lines, default=str).lower()


def test_a_fault_of_ours_is_logged_without_its_words(platform: Platform) -> None:
    app = new_app(platform)

    def broken() -> str:
        message = "the verysecret words of a person"
        raise ValueError(message)

    app.add_url_rule("/broken", view_func=open_to_all("for this test")(broken))
    with capture_logs() as lines:
        answer = app.test_client().get("/broken")
    assert answer.status_code == 500
    assert "verysecret" not in answer.get_data(as_text=True)
    assert "verysecret" not in json.dumps(lines, default=str)
    (fault,) = [line for line in lines if line["event"] == "broken"]
    assert fault["error"] == "ValueError"
    assert "test_figures.py" in fault["where"][-1]
