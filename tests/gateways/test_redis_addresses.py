"""One address of Redis, as each library that uses it wants it written."""

from __future__ import annotations

from app.gateways.redis import limiter_url, redbeat_url, socket_path

SOCKET = "redis+socket:///run/dlp/valkey.sock?virtual_host=3"
NETWORK = "rediss://user:word@queue.example:6380/3"


def test_a_socket_keeps_its_path_and_its_database() -> None:
    assert socket_path(SOCKET) == ("/run/dlp/valkey.sock", 3)
    assert limiter_url(SOCKET) == "redis+unix:///run/dlp/valkey.sock?db=3"
    assert redbeat_url(SOCKET) == "unix:///run/dlp/valkey.sock?db=3"


def test_an_address_on_the_network_is_the_same_for_all() -> None:
    assert socket_path(NETWORK) is None
    assert limiter_url(NETWORK) == redbeat_url(NETWORK) == NETWORK
