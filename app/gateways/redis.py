"""Redis or Valkey: one address, and how each library that uses it writes it."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry


def socket_path(url: str) -> tuple[str, int] | None:
    """The socket and database number in a `redis+socket://` address, or None for a TCP one."""
    parts = urlsplit(url)
    if parts.scheme != "redis+socket":
        return None
    return parts.path, int(parse_qs(parts.query).get("virtual_host", ["0"])[0])


def connect_redis(url: str) -> Redis:
    """A client for `url` that gives up after two seconds rather than holding a page."""
    found = socket_path(url)
    # One try and no more: a person waits for the answer, and may send again.
    once = Retry(NoBackoff(), 0)
    if found is None:
        return Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2, retry=once)
    path, number = found
    return Redis(unix_socket_path=path, db=number, socket_timeout=2, retry=once)


def limiter_url(url: str) -> str:
    """The same address as the rate limiter writes it."""
    found = socket_path(url)
    return url if found is None else f"redis+unix://{found[0]}?db={found[1]}"


def redbeat_url(url: str) -> str:
    """The same address as RedBeat, which hands it to redis-py, writes it."""
    found = socket_path(url)
    return url if found is None else f"unix://{found[0]}?db={found[1]}"
