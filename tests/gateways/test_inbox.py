"""Texts that people send to us, as GOV.UK Notify tells them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from app.gateways.ports.receipts import Unheard
from app.gateways.texts import text_inbox_for
from tests.clock import NOON
from tests.notify_server import KEY, NotifyServer, notify_server


@pytest.fixture
def notify() -> Iterator[NotifyServer]:
    with notify_server() as running:
        yield running


def test_texts_since_a_moment_are_told_over_many_pages(notify: NotifyServer) -> None:
    for number in range(7):
        notify.receive("447700900101", f"text {number}", NOON + timedelta(minutes=number))
    inbox = text_inbox_for(notify.url())
    assert inbox is not None
    told = list(inbox.since(NOON + timedelta(minutes=2)))
    assert [one.words for one in told] == [f"text {number}" for number in (6, 5, 4, 3, 2)]
    assert len({one.provider_id for one in told}) == 5
    assert told[0].phone == "447700900101"
    assert told[0].received_at == NOON + timedelta(minutes=6)
    assert len(list(inbox.since(NOON - timedelta(days=7)))) == 7


def test_an_account_without_texts_has_none(notify: NotifyServer) -> None:
    inbox = text_inbox_for(notify.url())
    assert inbox is not None
    assert list(inbox.since(NOON)) == []


def test_a_key_that_is_not_taken_is_no_fault_of_ours(notify: NotifyServer) -> None:
    inbox = text_inbox_for(notify.url(key=KEY.replace("2222", "3333")))
    assert inbox is not None
    with pytest.raises(Unheard):
        list(inbox.since(NOON))


def test_where_nobody_carries_texts_none_come_in() -> None:
    assert text_inbox_for("") is None
