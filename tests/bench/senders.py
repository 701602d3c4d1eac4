"""One sending process: sends all that is due each time it is told to, and says how many."""

from __future__ import annotations

import smtplib
import sys
from collections.abc import Callable

import psycopg

from app.post.actions.send import send_due
from app.settings import read_settings
from app.wiring import build
from tests.bench.client import HOST

CLAIM = """
UPDATE bare_letter SET state = 'sending' WHERE id = (
    SELECT id FROM bare_letter WHERE state = 'due' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
) RETURNING id, to_address, subject, body
"""
RECORD = "UPDATE bare_letter SET state = 'sent' WHERE id = %s"
SENDER = "no-reply@bare.example"


def product() -> Callable[[], int]:
    """The product's own action on the platform that the settings name."""
    on = build(read_settings())

    def send() -> int:
        sent = 0
        while True:
            report = send_due(on.sessions, on.office, clock=on.clock)
            sent += report.sent
            if not report.handled:
                return sent

    return send


def bare(database_url: str, mail_port: int) -> Callable[[], int]:
    """Claim, commit, send, record, commit: raw SQL and smtplib, one connection each."""
    db = psycopg.connect(database_url.replace("+psycopg", ""))

    def send() -> int:
        sent = 0
        with smtplib.SMTP(HOST, mail_port, local_hostname="bare.example") as smtp:
            while True:
                found = db.execute(CLAIM).fetchone()
                db.commit()
                if found is None:
                    return sent
                number, to_address, subject, body = found
                head = f"From: {SENDER}\r\nTo: {to_address}\r\nSubject: {subject}\r\n"
                text = f"{head}Message-ID: <{number}@bare.example>\r\n\r\n{body}"
                smtp.sendmail(SENDER, [to_address], text)
                db.execute(RECORD, [number])
                db.commit()
                sent += 1

    return send


def main(argv: list[str]) -> None:
    """`product`, or `bare DATABASE_URL MAIL_PORT`; each line that comes is an order to send."""
    send = product() if argv[0] == "product" else bare(argv[1], int(argv[2]))
    _say("ready")
    while sys.stdin.readline():
        _say(send())


def _say(word: object) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
