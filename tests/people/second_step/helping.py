"""What a person does with the page that sets up an app."""

from __future__ import annotations

import re

from flask.testing import FlaskClient

from tests.browser_like import post
from tests.make.second_steps import App

OWN = "/account/second-step/"


def app_on_page(client: FlaskClient) -> App:
    """Begin to set up an app, and type the key that the page shows into it."""
    assert post(client, f"{OWN}app", page=OWN).location == f"{OWN}app"
    page = client.get(f"{OWN}app").get_data(as_text=True)
    key = re.search(r'class="dlp-key">([A-Z2-7 ]+)<', page)
    assert key
    return App(key[1])
