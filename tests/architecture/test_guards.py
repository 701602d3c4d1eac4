"""Every view says who may open it, and asks people who are not signed in to sign in."""

from __future__ import annotations

from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from app.web.guard import guard_of


def _rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if not rule.build_only]


def _address(app: Flask, rule: Rule) -> str:
    values: dict[str, object] = {}
    for name in rule.arguments:
        kind = type(rule._converters[name]).__name__
        values[name] = {"UUIDConverter": uuid4(), "IntegerConverter": 1}.get(kind, "nothing")
    with app.test_request_context():
        built = rule.build(values)
    assert built is not None
    return built[1]


def test_every_view_has_a_guard(app: Flask) -> None:
    bare = [
        f"{rule.rule} ({rule.endpoint})"
        for rule in _rules(app)
        if guard_of(app.view_functions[rule.endpoint]) is None
    ]
    assert bare == []


def test_a_view_is_open_to_all_only_where_this_list_says_so(app: Flask) -> None:
    opened = {
        rule.endpoint
        for rule in _rules(app)
        if (guard_of(app.view_functions[rule.endpoint]) or "").startswith("open")
    }
    assert opened == {
        "health.alive",
        "health.ready",
        "health.figures",
        "people.sign_in",
        "people.try_sign_in",
        "people.link_sent",
        "people.open_link",
        "people.confirm_link",
        "people.open_new_email",
        "people.confirm_new_email",
        "people.open_old_email",
        "people.answer_old_email",
        "people.sign_out",
        "people.by_text",
        "people.send_code",
        "people.type_code",
        "people.try_code",
        "people.who_of_phone",
        "people.choose_who",
        "people.second_step",
        "people.go_elsewhere",
        "people.back_from_elsewhere",
        "people.ask_to_show",
        "people.show_passkey",
        "people.try_second_step",
        "reflections.offline",
        "reflections.service_worker",
        "post.stopping",
        "post.stop",
        "post.start",
        "gatherings.feed",
        "cohorts.join_word",
        "cohorts.join",
        "cohorts.come_in",
        "cohorts.way_in_sent",
        "home.start",
        "home.about",
        "home.accessibility",
        "home.privacy",
        "certificates.public_keys",
        "certificates.public_key",
        "certificates.issuer",
        "certificates.achievement",
        "certificates.badge_status",
        "certificates.check",
        "certificates.checked",
        "certificates.check_name",
        "outputs.outputs",
        "outputs.newest_edition",
        "outputs.issues",
        "outputs.feed",
        "outputs.output_feed",
        "outputs.edition",
        "outputs.retold",
        "outputs.edition_card",
        "outputs.edition_file",
        "outputs.came_of_it",
        "outputs.edition_picture",
        "outputs.edition_tree",
        "outputs.edition_manifest",
        "outputs.told_words",
        "outputs.told_story",
        "outputs.your_words",
        "outputs.answer_by_link",
        "outputs.your_picture",
        # Whether two accounts are one person's: the address of a letter answers one question.
        "rights.same_person",
        "rights.say_by_link",
        # The address of a letter keeps one account from ending, and lets nobody in.
        "rights.keep_page",
        "rights.keep_by_link",
    }


def test_whoever_is_not_signed_in_is_asked_to_sign_in_everywhere_else(
    app: Flask, client: FlaskClient
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    for rule in _rules(app):
        guard = guard_of(app.view_functions[rule.endpoint]) or ""
        if guard.startswith("open"):
            continue
        for method in (rule.methods or set()) & {"GET", "POST", "PUT", "DELETE", "PATCH"}:
            answer = client.open(_address(app, rule), method=method)
            assert answer.status_code == 302, f"{method} {rule.rule}: {answer.status_code}"
            assert answer.location.startswith("/sign-in"), f"{method} {rule.rule}"


@pytest.mark.parametrize("method", ["POST"])
def test_every_form_needs_its_token(app: Flask, client: FlaskClient, method: str) -> None:
    for rule in _rules(app):
        # Mail programs send to this one, and its address is a key that only one person has.
        if method in (rule.methods or set()) and rule.endpoint != "post.stop":
            answer = client.open(_address(app, rule), method=method)
            assert answer.status_code == 400, f"{method} {rule.rule}: {answer.status_code}"
