"""A web application that one test after another uses is to each of them as a new one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from flask import Flask

from app.factory import create_app
from app.settings import read_settings
from app.wiring import Platform
from tests.apps import Apps


def lend(apps: Apps, on: Platform) -> Flask:
    """One that is given back at once."""
    with apps.lent(on) as app:
        return app


def test_the_next_one_has_its_own_platform_and_the_settings_of_a_new_one(
    platform: Platform, tmp_path: Path
) -> None:
    apps = Apps()
    with apps.lent(platform) as first:
        as_new = dict(first.config)
        first.config["WTF_CSRF_ENABLED"] = False
        first.config["HERS"] = "hers alone"
    # The next test has a folder and a database of its own, and all that lies in them.
    environ = {
        "DLP_DATA_DIR": str(tmp_path / "hers"),
        "DLP_DATABASE_URL": "postgresql+psycopg://hers@localhost/hers",
        "DLP_REDIS_URL": platform.settings.redis_url or "",
        "DLP_BASE_URL": platform.settings.base_url,
        "DLP_SECRET_KEY": platform.settings.secret_key,
        "DLP_VAULT_KEYS": ",".join(platform.settings.given_vault_keys),
    }
    other = replace(platform, settings=read_settings(environ))
    with apps.lent(other) as second:
        assert second is first
        assert second.extensions["platform"] is other
        assert second.config == as_new


def test_a_page_that_was_opened_changes_nothing(platform: Platform) -> None:
    apps = Apps()
    with apps.lent(platform) as first:
        assert first.test_client().get("/").status_code == 200
        assert first.test_client().get("/nowhere").status_code == 404
        assert first.test_client().get("/outputs/").status_code == 200
    assert lend(apps, platform) is first


def test_two_at_once_are_two(platform: Platform) -> None:
    apps = Apps()
    with apps.lent(platform) as one, apps.lent(platform) as other:
        assert one is not other


def test_what_a_test_changed_is_used_by_nobody_else(platform: Platform) -> None:
    apps = Apps()
    with apps.lent(platform) as page:
        page.add_url_rule("/hers", view_func=str)
    with apps.lent(platform) as word:
        assert word is not page
        word.jinja_env.globals["hers"] = "hers alone"
    with apps.lent(platform) as hook:
        assert hook is not word
        hook.before_request(lambda: None)
    assert lend(apps, platform) is not hook


def test_other_settings_or_another_new_one_make_a_new_one(platform: Platform) -> None:
    apps = Apps()
    first = lend(apps, platform)
    behind = replace(platform, settings=replace(platform.settings, proxies=1))
    second = lend(apps, behind)
    assert second is not first
    # Where tries are counted is Flask-Limiter's, and follows the application made last.
    create_app(behind)
    assert lend(apps, behind) is not second
