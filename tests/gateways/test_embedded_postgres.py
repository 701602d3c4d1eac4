"""The PostgreSQL that comes with us starts anywhere, keeps its data, and leaves nothing running."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from app.gateways.embedded.places import make_private
from app.gateways.embedded.postgres import EmbeddedPostgres
from app.gateways.embedded.refusals import CannotStart
from tests.gateways.ordinary import as_ordinary_user, fresh_folder
from tests.launch.waiting import gone, running, until

SOCKET_LIMIT = 107


@pytest.fixture
def folder() -> Iterator[Path]:
    """A data folder that others cannot enter."""
    with fresh_folder("data") as found:
        yield found


def ask(url: str, question: str) -> object:
    """The answer to one question, kept if it changes anything."""
    engine = create_engine(url)
    with engine.begin() as connection:
        answer = connection.execute(text(question))
        found = answer.scalar() if answer.returns_rows else None
    engine.dispose()
    return found


def test_what_was_written_is_there_after_a_stop_and_a_start(folder: Path) -> None:
    with EmbeddedPostgres(folder) as postgres:
        ask(postgres.url, "CREATE TABLE kept AS SELECT 7 AS n")
        pid = postgres.pid
    assert gone(pid)
    with EmbeddedPostgres(folder) as postgres:
        assert ask(postgres.url, "SELECT n FROM kept") == 7
        assert ask(postgres.url, "SHOW fsync") == "on"
        assert ask(postgres.url, "SHOW server_encoding") == "UTF8"
        assert ask(postgres.url, "SHOW listen_addresses") == ""


def test_it_comes_back_after_its_process_was_killed(folder: Path) -> None:
    postgres = EmbeddedPostgres(folder)
    postgres.start()
    ask(postgres.url, "CREATE TABLE kept AS SELECT 7 AS n")
    os.kill(postgres.pid, signal.SIGKILL)
    postgres.stop()
    with EmbeddedPostgres(folder) as postgres:
        assert ask(postgres.url, "SELECT n FROM kept") == 7


def test_it_ends_with_the_process_that_started_it_and_starts_again(folder: Path) -> None:
    starter = (
        "import sys; from pathlib import Path; "
        "from app.gateways.embedded.postgres import EmbeddedPostgres; "
        "p = EmbeddedPostgres(Path(sys.argv[1])); p.start(); print(p.pid, flush=True); "
        "sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", starter, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        pid = int(process.stdout.readline())
        process.kill()
    with EmbeddedPostgres(folder) as postgres:
        assert postgres.pid != pid
        assert ask(postgres.url, "SELECT 1") == 1
        until(lambda: gone(pid), "the first server ends")


def test_a_process_number_that_went_to_another_program_does_not_stop_it(folder: Path) -> None:
    postgres = EmbeddedPostgres(folder)
    postgres.start()
    pid_file = Path(str(ask(postgres.url, "SHOW data_directory"))) / "postmaster.pid"
    lines = pid_file.read_text().split("\n")
    os.kill(postgres.pid, signal.SIGKILL)
    postgres.stop()
    with subprocess.Popen(["/bin/sh", "-c", "read line"], stdin=subprocess.PIPE) as other:
        pid_file.write_text("\n".join([str(other.pid), *lines[1:]]))
        with EmbeddedPostgres(folder) as again:
            assert ask(again.url, "SELECT 1") == 1
        assert other.poll() is None
        other.communicate()


def test_a_second_start_on_the_same_folder_is_refused_in_a_sentence(folder: Path) -> None:
    with EmbeddedPostgres(folder, durable=False) as first:
        with pytest.raises(CannotStart, match=r"is running already\. Stop it first"):
            EmbeddedPostgres(folder, durable=False).start()
        assert ask(first.url, "SELECT 1") == 1


def test_a_long_path_with_spaces_still_has_a_short_socket() -> None:
    with fresh_folder(f"with a space/{'long' * 36}/data") as folder:
        with EmbeddedPostgres(folder, durable=False) as postgres:
            assert ask(postgres.url, "SELECT 1") == 1
            path = ask(postgres.url, "SHOW unix_socket_directories")
            assert len(f"{path}/.s.PGSQL.5432") < SOCKET_LIMIT
            assert Path(str(path)).stat().st_mode & 0o777 == 0o700
        assert not Path(str(path)).exists()
        assert not running(str(folder))


def test_an_ordinary_user_can_start_it() -> None:
    def work(data: Path) -> None:
        assert os.geteuid() != 0
        with EmbeddedPostgres(data, durable=False) as postgres:
            assert ask(postgres.url, "SELECT 1") == 1

    as_ordinary_user(work)


def test_a_database_is_copied_from_a_template_and_removed(folder: Path) -> None:
    with EmbeddedPostgres(folder, durable=False) as postgres:
        ask(postgres.create_database("one"), "CREATE TABLE kept AS SELECT 7 AS n")
        assert ask(postgres.create_database("two", "one"), "SELECT n FROM kept") == 7
        postgres.drop_database("two")
        count = "SELECT count(*) FROM pg_database WHERE datname IN ('one', 'two')"
        assert ask(postgres.url, count) == 1


def test_tests_leave_no_data(folder: Path) -> None:
    with EmbeddedPostgres(folder, durable=False) as postgres:
        data = Path(str(ask(postgres.url, "SHOW data_directory")))
        assert data.exists()
    assert not data.exists()
    assert not (folder / "where-the-database-is").exists()


def test_a_copied_folder_does_not_share_the_database_of_the_first(folder: Path) -> None:
    with EmbeddedPostgres(folder) as first:
        where = ask(first.url, "SHOW data_directory")
    copy = folder.parent / "copy"
    subprocess.run(["cp", "-a", str(folder), str(copy)], check=True)
    with EmbeddedPostgres(copy) as second:
        assert ask(second.url, "SHOW data_directory") != where


def test_a_moved_folder_keeps_its_database(folder: Path) -> None:
    with EmbeddedPostgres(folder) as first:
        ask(first.url, "CREATE TABLE kept AS SELECT 7 AS n")
    moved = folder.rename(folder.parent / "moved")
    with EmbeddedPostgres(moved) as second:
        assert ask(second.url, "SELECT n FROM kept") == 7


def test_what_a_killed_test_run_left_is_swept_by_the_next_one(folder: Path) -> None:
    left = EmbeddedPostgres(folder, durable=False)
    left.start()
    shutil.rmtree(folder)
    with EmbeddedPostgres(folder.with_name("next"), durable=False) as postgres:
        assert ask(postgres.url, "SELECT 1") == 1
        until(
            lambda: postgres.home == postgres.data_dir or not left.home.exists(),
            "the first one is swept",
        )
    left.stop()


def test_a_file_in_the_way_is_told_in_a_sentence(folder: Path) -> None:
    folder.write_text("not a folder")
    with pytest.raises(CannotStart, match="DLP_DATA_DIR: we cannot make a folder"):
        EmbeddedPostgres(folder)


def test_a_socket_folder_that_somebody_else_prepared_is_refused(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "sockets").symlink_to(tmp_path / "theirs")
    with pytest.raises(CannotStart, match="belongs to somebody else"):
        make_private(tmp_path / "sockets", None)


def test_a_damaged_database_is_told_with_its_last_words(folder: Path) -> None:
    with EmbeddedPostgres(folder) as postgres:
        data = Path(str(ask(postgres.url, "SHOW data_directory")))
    (data / "PG_VERSION").write_text("9.6\n")
    with pytest.raises(CannotStart, match=r"PostgreSQL did not start\. It said:"):
        EmbeddedPostgres(folder).start()
