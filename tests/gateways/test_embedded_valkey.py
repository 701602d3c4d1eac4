"""The Valkey that comes with us starts anywhere, keeps its keys, and leaves nothing running."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from kombu import Connection

from app.gateways.embedded.refusals import CannotStart
from app.gateways.embedded.valkey import EmbeddedValkey
from app.gateways.redis import connect_redis, socket_path
from tests.gateways.ordinary import as_ordinary_user, fresh_folder
from tests.launch.waiting import LIMIT

SOCKET_LIMIT = 107


@pytest.fixture
def folder() -> Iterator[Path]:
    """A data folder that others cannot enter."""
    with fresh_folder("data") as found:
        yield found


def socket_of(valkey: EmbeddedValkey) -> Path:
    """Its socket, read from the address that clients use."""
    found = socket_path(valkey.url)
    assert found is not None
    return Path(found[0])


def test_keys_are_there_after_its_process_was_killed(folder: Path) -> None:
    valkey = EmbeddedValkey(folder)
    valkey.start()
    with connect_redis(valkey.url) as client:
        client.set("kept", "7")
    os.kill(valkey.pid, signal.SIGKILL)
    valkey.stop()
    with EmbeddedValkey(folder) as again, connect_redis(again.url) as client:
        assert client.get("kept") == b"7"
        assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}


def test_celery_reads_its_address(folder: Path) -> None:
    with EmbeddedValkey(folder, durable=False) as valkey:
        with Connection(valkey.url) as connection:
            queue = connection.SimpleQueue("letters")
            queue.put({"id": 7})
            assert queue.get(timeout=LIMIT).payload == {"id": 7}
            queue.close()
        with connect_redis(valkey.url) as client:
            client.set("same", "server")
    assert not socket_of(valkey).exists()


def test_a_long_path_with_spaces_still_has_a_short_socket() -> None:
    with (
        fresh_folder(f"with a space/{'long' * 36}/data") as folder,
        EmbeddedValkey(folder, durable=False) as valkey,
    ):
        assert len(os.fsencode(socket_of(valkey))) < SOCKET_LIMIT
        assert socket_of(valkey).parent.stat().st_mode & 0o777 == 0o700
        with connect_redis(valkey.url) as client:
            assert client.ping()


def test_a_second_start_on_the_same_folder_is_refused_in_a_sentence(folder: Path) -> None:
    with EmbeddedValkey(folder, durable=False) as first:
        with pytest.raises(CannotStart, match=r"is running already\. Stop it first"):
            EmbeddedValkey(folder, durable=False).start()
        with connect_redis(first.url) as client:
            assert client.ping()


def test_a_server_that_a_killed_run_left_is_ended_first(folder: Path) -> None:
    left = EmbeddedValkey(folder)
    left.start()
    # The lock goes with the process that held it; the server stays where nothing ends it.
    (folder / "valkey.lock").unlink()
    with EmbeddedValkey(folder) as again, connect_redis(again.url) as client:
        assert client.ping()
        assert client.info("server")["process_id"] == again.pid != left.pid
        left.stop()


def test_an_ordinary_user_can_start_it(folder: Path) -> None:
    with EmbeddedValkey(folder, durable=False) as valkey:
        # Only whoever started it can talk to it.
        assert socket_of(valkey).stat().st_mode & 0o077 == 0

    def work(data: Path) -> None:
        assert os.geteuid() != 0
        with EmbeddedValkey(data, durable=False) as valkey, connect_redis(valkey.url) as c:
            assert c.ping()

    as_ordinary_user(work)
