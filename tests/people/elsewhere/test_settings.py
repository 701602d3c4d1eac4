"""Which service it is: a wrong setting is named, and without one there is no such page."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from app.kit.errors import WrongSetting
from app.kit.provider_settings import read_provider
from tests.browser_like import post

GOOD = {"DLP_OIDC_ISSUER": "https://login.example", "DLP_OIDC_CLIENT_ID": "a"}
GOOD["DLP_OIDC_CLIENT_SECRET"] = "b"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DLP_OIDC_ISSUER", "http://login.example"),
        ("DLP_OIDC_ISSUER", "http://localhost:9"),
        ("DLP_OIDC_ISSUER", "https://"),
        ("DLP_OIDC_ISSUER", "https://[login"),
        ("DLP_OIDC_ISSUER", "https://a:b@login.example"),
        ("DLP_OIDC_CLIENT_ID", ""),
        ("DLP_OIDC_CLIENT_SECRET", ""),
        ("DLP_OIDC_NAME", "x" * 41),
    ],
)
def test_a_wrong_setting_is_named(name: str, value: str) -> None:
    with pytest.raises(WrongSetting, match=name):
        read_provider({**GOOD, name: value}, tries_out=False)
    assert read_provider({}, tries_out=False) is None
    found = read_provider(GOOD, tries_out=False)
    assert found is not None
    assert found.name == "login.example"
    assert "secret" not in repr(found)


def test_without_a_service_there_is_no_such_page(client: FlaskClient) -> None:
    assert "Sign in with Riv" not in client.get("/sign-in").get_data(as_text=True)
    assert post(client, "/sign-in/elsewhere", page="/sign-in").status_code == 404
