"""A wrong setting stops the start with one sentence that names it."""

from __future__ import annotations

import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.kit.errors import WrongSetting
from app.settings import read_settings


def test_nothing_needs_to_be_set(tmp_path: Path) -> None:
    settings = read_settings({"DLP_DATA_DIR": str(tmp_path / "new")})
    assert settings.database_url is None
    assert settings.mail_url == f"maildir:{tmp_path / 'new' / 'mail'}"
    assert settings.base_url == "http://localhost:8000"


def test_the_secret_key_is_made_once_and_only_its_user_can_read_it(tmp_path: Path) -> None:
    def read(_: int) -> str:
        return read_settings({"DLP_DATA_DIR": str(tmp_path / "new")}).secret_key

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(read, range(8)))) == 1
    mode = (tmp_path / "new" / "secret_key").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DLP_DATABASE_URL", "not an address"),
        ("DLP_DATABASE_URL", "sqlite:///x.db"),
        ("DLP_DATABASE_URL", "mysql://host/db"),
        ("DLP_REDIS_URL", "http://host"),
        ("DLP_MAIL_URL", "pigeon://host"),
        ("DLP_MAIL_URL", "smtp://"),
        ("DLP_MAIL_URL", "smtp://host:port"),
        ("DLP_MAIL_URL", "smtp://host:99999"),
        ("DLP_MAIL_URL", "maildir:"),
        ("DLP_BASE_URL", "learning.example"),
        ("DLP_BASE_URL", "ftp://learning.example"),
        ("DLP_SECRET_KEY", "short"),
        ("DLP_WORKERS", "many"),
        ("DLP_WORKERS", "0"),
        ("DLP_WORKERS", "-1"),
        ("DLP_WORKERS", "²"),
        ("DLP_PROXIES", "99"),
        ("DLP_WORRY_HOURS", "0"),
        ("DLP_WORRY_HOURS", "169"),
        ("DLP_KEEP_YEARS", "0"),
        ("DLP_KEEP_YEARS", "three"),
        ("DLP_LOG", "shout"),
        ("DLP_DATA_DIR", "/proc/nowhere"),
        ("DLP_DATA_DIR", "/dev/null"),
    ],
)
def test_a_wrong_value_is_one_sentence_that_names_the_setting(
    tmp_path: Path, name: str, value: str
) -> None:
    with pytest.raises(WrongSetting) as wrong:
        read_settings({"DLP_DATA_DIR": str(tmp_path), name: value})
    sentence = str(wrong.value)
    assert sentence.startswith(f"{name}: ")
    assert "\n" not in sentence
    assert sentence.endswith(".")


def test_the_command_says_it_without_a_traceback(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "app.cli", "up"],
        env={"DLP_DATA_DIR": str(tmp_path), "DLP_MAIL_URL": "pigeon://x", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert ran.stderr.startswith("DLP_MAIL_URL: ")
    assert "Traceback" not in ran.stderr


def test_a_file_beside_it_fills_what_is_not_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DLP_WORKERS", raising=False)
    monkeypatch.setenv("DLP_LOG", "error")
    (tmp_path / ".env").write_text('# ours\nDLP_WORKERS="3"\nDLP_LOG=debug\n', encoding="utf-8")
    settings = read_settings()
    assert (settings.workers, settings.log) == (3, "error")
    (tmp_path / ".env").write_text("DLP_WORKERS\n", encoding="utf-8")
    with pytest.raises(WrongSetting, match="line 1"):
        read_settings()
