"""A mail server that takes every letter and tells how many came; a process of its own."""

from __future__ import annotations

import asyncio
import sys
from collections import Counter

END = b"\r\n.\r\n"
ANSWERS = {
    b"EHLO": b"250 sink\r\n",
    b"HELO": b"250 sink\r\n",
    b"MAIL": b"250 OK\r\n",
    b"RCPT": b"250 OK\r\n",
    b"DATA": b"354 Go on\r\n",
    b"RSET": b"250 OK\r\n",
    b"NOOP": b"250 OK\r\n",
    b"QUIT": b"221 Bye\r\n",
}


class Sink(asyncio.Protocol):
    """One connection."""

    def __init__(self, came: Counter[bytes], sentence: bytes) -> None:
        """Counts letters by recipient; those without `sentence` count as nobody's."""
        self._came = came
        self._sentence = sentence
        self._seen = b""
        self._to = b""
        self._in_text = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        """Answer each whole line or letter."""
        self._seen += data
        while (end := self._seen.find(END if self._in_text else b"\r\n")) >= 0:
            piece, self._seen = self._seen[:end], self._seen[end + (5 if self._in_text else 2) :]
            self._transport.write(self._letter(piece) if self._in_text else self._line(piece))

    def _letter(self, text: bytes) -> bytes:
        self._in_text = False
        self._came[self._to if self._sentence in text else b""] += 1
        return b"250 Taken\r\n"

    def _line(self, line: bytes) -> bytes:
        word = line[:4].upper()
        if word == b"RCPT":
            self._to = line
        self._in_text = word == b"DATA"
        return ANSWERS.get(word, b"500 What\r\n")


async def main(sentence: bytes) -> None:
    """Say the port; then, for each line that comes, how many letters and people since the last."""
    came: Counter[bytes] = Counter()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Sink(came, sentence), "127.0.0.1", 0)
    _say(server.sockets[0].getsockname()[1])
    while await loop.run_in_executor(None, sys.stdin.readline):
        wrong = came.pop(b"", 0)
        _say(f"{came.total()} {len(came)} {wrong}")
        came.clear()


def _say(word: object) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1].encode()))
