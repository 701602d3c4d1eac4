"""A launch with tiny parts instead of ours: `python -m tests.launch.stand_in FOLDER PORT KIND`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from app.launch.crew import Part
from app.launch.up import Step, up
from app.settings import Settings, read_settings

# Answers /healthz and does nothing else.
WEB = """
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
class Alive(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
    def log_message(self, *parts):
        pass
HTTPServer(("127.0.0.1", int(sys.argv[1])), Alive).serve_forever()
"""
# Has a child of its own, as a worker has, which does not listen to a kind word.
WORKER = 'sh -c \'trap "" TERM; while read x; do :; done\' "$0" < "$1" & wait'
FAKE = {"DLP_DATABASE_URL": "postgresql://nowhere/x", "DLP_REDIS_URL": "redis://nowhere/0"}


def parts(settings: Settings, port: int) -> Sequence[Part]:
    """Web and worker, with the data folder in their command lines to be found by."""
    folder = str(settings.data_dir)
    pipe = settings.data_dir / "pipe"
    pipe.unlink(missing_ok=True)
    os.mkfifo(pipe)
    return [
        Part("web", [sys.executable, "-c", WEB, str(port), folder], port),
        Part("worker", ["/bin/sh", "-c", WORKER, folder, str(pipe)], after=port),
        Part(
            "schedule", ["/bin/sh", "-c", 'echo "$DLP_REDIS_URL"; read x < "$1"', folder, str(pipe)]
        ),
    ]


def main(folder: str, port: str, kind: str) -> int:
    """`kind` is `stores` for the embedded ones, or `fake` for addresses that nobody uses."""
    fake = FAKE if kind == "fake" else {}
    settings = read_settings({"DLP_DATA_DIR": folder, **fake}, port=int(port))
    Path(folder).mkdir(exist_ok=True)
    return up(
        settings,
        int(port),
        os.environ,
        steps=[Step("Loading", lambda ready: f"into {ready.database_url}")],
        greeting=lambda ready: [f"Open {ready.base_url}"],
        parts=parts,
    )


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
