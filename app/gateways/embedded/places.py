"""Where a store keeps its data and its socket, so that the user it runs as can reach them."""

from __future__ import annotations

import hashlib
import os
import pwd
import re
import secrets
import shutil
import stat
from contextlib import suppress
from pathlib import Path

from app.gateways.embedded.leftovers import end_server_in
from app.gateways.embedded.process import Owner, run_as
from app.gateways.embedded.refusals import CannotStart

# A socket's whole path must fit in 107 bytes, with its file name.
LONGEST_FOLDER = 80
PLAIN = re.compile(r"[A-Za-z0-9/._-]+")
POINTER = "where-the-database-is"
NOTE = "belongs-to"
KEPT_ROOTS = (Path("/var/lib"), Path("/var/tmp"))  # noqa: S108 - only new folders
PASSING_ROOTS = (Path("/var/tmp"), Path("/tmp"))  # noqa: S108 - as above


def make_data_dir(path: Path) -> Path:
    """The folder with its real path, made when it is missing.

    Raises: CannotStart when it cannot be made or written.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError:
        message = f"DLP_DATA_DIR: we cannot make a folder at {path}."
        raise CannotStart(message) from None
    if not os.access(path, os.W_OK | os.X_OK):
        message = f"DLP_DATA_DIR: we cannot write in {path}."
        raise CannotStart(message)
    return path.resolve()


def unprivileged(data: Path) -> Owner | None:
    """Who runs a server that refuses root: the owner of its data, else nobody; None for us."""
    if os.geteuid() != 0:
        return None
    if data.exists() and data.stat().st_uid != 0:
        found = data.stat()
        return Owner(found.st_uid, found.st_gid)
    with suppress(KeyError):
        nobody = pwd.getpwnam("nobody")
        return Owner(nobody.pw_uid, nobody.pw_gid)
    return Owner(65534, 65534)


def reachable(owner: Owner | None, folder: Path) -> bool:
    """Whether `owner` can go into the folder and read it; tried, not guessed from modes."""
    if owner is None:
        return True
    look = 'cd "$0" && ls . >/dev/null'
    return run_as(owner, ["/bin/sh", "-c", look, str(folder)], {"PATH": "/usr/bin:/bin"}) == ""


def home_for(data_dir: Path, owner: Owner | None, *, durable: bool) -> Path:
    """The folder whose `postgres` holds the data: `data_dir`, or one that `owner` can reach.

    The second is named in a pointer file in `data_dir`, so that it is found again after a move.
    """
    pointer = data_dir / POINTER
    if owner is None:
        return data_dir
    if pointer.is_file():
        home = Path(pointer.read_text(encoding="utf-8").strip())
        if _is_ours(home, data_dir):
            return home
    elif reachable(owner, data_dir):
        return data_dir
    home = _new_home(data_dir, KEPT_ROOTS if durable else PASSING_ROOTS)
    if (data_dir / "postgres").is_dir():
        shutil.move(data_dir / "postgres", home / "postgres")
    pointer.write_text(f"{home}\n", encoding="utf-8")
    return home


def _is_ours(home: Path, data_dir: Path) -> bool:
    """Whether the pointed folder is this data folder's own, and not that of one it is a copy of."""
    note = home / NOTE
    if not note.is_file() or note.stat().st_uid != os.geteuid():
        return False
    told = Path(note.read_text(encoding="utf-8").strip())
    if told != data_dir and (told / POINTER).is_file():
        return False
    note.write_text(f"{data_dir}\n", encoding="utf-8")
    return True


def _sweep(root: Path) -> None:
    """Remove what belonged to passing folders that are gone, as after a killed test run.

    Any other folder may only be away, on a disk that is not there just now.
    """
    for note in root.glob(f"dlp-*/{NOTE}"):
        with suppress(OSError):
            told = Path(note.read_text(encoding="utf-8").strip())
            passing = any(told.is_relative_to(place) for place in PASSING_ROOTS)
            if passing and note.stat().st_uid == os.geteuid() and not told.exists():
                end_server_in(note.parent / "postgres")
                shutil.rmtree(note.parent, ignore_errors=True)


def _new_home(data_dir: Path, roots: tuple[Path, ...]) -> Path:
    for root in roots:
        _sweep(root)
        home = root / f"dlp-{secrets.token_hex(6)}"
        with suppress(OSError):
            home.mkdir()
            # Others may pass through it to what they own, and see no names.
            home.chmod(0o711)
            (home / NOTE).write_text(f"{data_dir}\n", encoding="utf-8")
            return home
    message = "PostgreSQL must not run as root, and no other user can reach DLP_DATA_DIR."
    raise CannotStart(message)


def socket_folder(home: Path, store: str) -> Path:
    """Where the socket lies: in the data when the path is short and plain, else in /tmp."""
    inside = home / "sockets" / store
    if len(os.fsencode(inside)) <= LONGEST_FOLDER and PLAIN.fullmatch(str(inside)):
        return inside
    mark = hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
    # Not TMPDIR: two commands with different environments must find the same socket.
    return PASSING_ROOTS[1] / f"dlp-{os.geteuid()}-{mark}-{store}"


def make_private(folder: Path, owner: Owner | None) -> None:
    """Make a folder that only `owner` can enter, empty of what an earlier run left.

    Raises: CannotStart when somebody else made it first.
    """
    ours = {os.geteuid(), owner.uid if owner else os.geteuid()}
    folder.parent.mkdir(exist_ok=True)
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in ours:
        message = f"{folder} belongs to somebody else. Remove it, or choose another DLP_DATA_DIR."
        raise CannotStart(message)
    for left in folder.iterdir():
        left.unlink()
    folder.chmod(0o700)
    if owner:
        os.chown(folder, owner.uid, owner.gid)
