"""Letters through GOV.UK Notify: what is handed over, and what its answers mean."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.gateways.mail import carrier_for
from app.gateways.notify.account import HOST, read_notify_url
from app.gateways.notify.carrier import NO_ENTRY, NOBODY, TEAM_ONLY
from app.gateways.ports.carrier import Carrier, InDoubt, Message, NeverAgain, NotNow
from app.gateways.texts import text_carrier_for
from app.kit.errors import WrongSetting
from tests.clock import NOON
from tests.notify_server import KEY, SECRET, TEMPLATE, NotifyServer, notify_server

LETTER = Message(
    message_id="<abc@learning.example>",
    written_at=NOON,
    to_name="Amina Example",
    to_address="amina@learning.example",
    subject="Tomorrow at 10am",
    body="Hello Amina",
    stop_address="https://learning.example/letters/stop/x",
)


@pytest.fixture
def notify() -> Iterator[NotifyServer]:
    """A running stand-in."""
    with notify_server() as running:
        yield running


def send(carrier: Carrier | None, message: Message = LETTER) -> str | None:
    """One letter on a journey of its own."""
    assert carrier is not None
    with carrier.round() as journey:
        return journey.send(message)


def mail(notify: NotifyServer) -> Carrier:
    """The carrier of e-mail."""
    return carrier_for(notify.url(), "no-reply@learning.example")


def test_an_e_mail_carries_its_words_its_reference_and_the_way_to_stop(
    notify: NotifyServer,
) -> None:
    provider_id = send(mail(notify))
    (kept,) = notify.taken
    assert provider_id == kept["id"]
    assert (kept["type"], kept["email_address"]) == ("email", "amina@learning.example")
    assert kept["template_id"] == TEMPLATE
    assert kept["personalisation"] == {"subject": "Tomorrow at 10am", "body": "Hello Amina"}
    assert kept["reference"] == "<abc@learning.example>"
    assert kept["one_click_unsubscribe_url"] == "https://learning.example/letters/stop/x"


def test_a_text_goes_to_the_number_without_a_subject(notify: NotifyServer) -> None:
    send(text_carrier_for(notify.url()), Message("<t@x>", NOON, "Amina", "+447700900123", "S", "B"))
    (kept,) = notify.taken
    assert (kept["type"], kept["phone_number"]) == ("sms", "+447700900123")
    assert kept["personalisation"] == {"body": "B"}


def test_a_letter_in_doubt_is_asked_for_by_its_reference_and_not_sent_twice(
    notify: NotifyServer,
) -> None:
    carrier = mail(notify)
    notify.answer = lambda _: "drop"
    with pytest.raises(InDoubt):
        send(carrier)
    assert len(notify.taken) == 1
    notify.answer = lambda _: "take"
    again = Message(**{**vars(LETTER), "is_again": True})
    assert send(carrier, again) == notify.taken[0]["id"]
    assert (len(notify.taken), notify.asked) == (1, ["<abc@learning.example>"])


def test_a_letter_in_doubt_that_was_lost_is_sent(notify: NotifyServer) -> None:
    carrier = mail(notify)
    notify.answer = lambda _: "lose"
    with pytest.raises(InDoubt):
        send(carrier)
    assert notify.taken == []
    notify.answer = lambda _: "take"
    send(carrier, Message(**{**vars(LETTER), "is_again": True}))
    assert len(notify.taken) == 1


@pytest.mark.parametrize(
    ("code", "said", "error", "reason"),
    [
        (400, "email_address Not a valid email address", NeverAgain, NOBODY),
        (400, "phone_number Too many digits", NeverAgain, NOBODY),
        (400, "Can't send to this recipient using a team-only API key", NotNow, TEAM_ONLY),
        (400, "Missing personalisation: body", NeverAgain, "refused this letter"),
        (403, "Invalid token", NotNow, NO_ENTRY),
        (429, "Exceeded rate limit for key type LIVE", NotNow, "no more letters"),
        (500, "Internal server error", InDoubt, "fell silent"),
        (503, "Service unavailable", InDoubt, "fell silent"),
    ],
)
def test_each_refusal_has_its_consequence(
    notify: NotifyServer, code: int, said: str, error: type[Exception], reason: str
) -> None:
    notify.answer = lambda _: (code, said)
    with pytest.raises(error) as caught:
        send(mail(notify))
    assert type(caught.value) is error
    assert reason in str(caught.value)


@pytest.mark.parametrize("code", [302, 303, 307, 308])
def test_nobody_who_leads_us_elsewhere_gets_a_letter(notify: NotifyServer, code: int) -> None:
    with notify_server() as elsewhere:
        notify.leads_to = f"http://127.0.0.1:{elsewhere.port}/v2/notifications/email"
        notify.answer = lambda _: (code, "Moved")
        with pytest.raises(NotNow) as caught:
            send(mail(notify))
        assert type(caught.value) is NotNow
        assert (elsewhere.taken, elsewhere.asked) == ([], [])


def test_nothing_is_in_doubt_when_nobody_was_there() -> None:
    with notify_server() as gone:
        carrier = mail(gone)
    with pytest.raises(NotNow) as caught:
        send(carrier)
    assert type(caught.value) is NotNow


def test_the_doctor_sees_whether_key_and_template_are_known(notify: NotifyServer) -> None:
    mail(notify).check()
    with pytest.raises(NotNow, match="did not accept our key"):
        carrier_for(notify.url(key=KEY.replace(SECRET, SECRET[::-1])), "no-reply@x.example").check()
    unknown = "44444444-4444-4444-4444-444444444444"
    with pytest.raises(NotNow):
        carrier_for(notify.url(template=unknown), "no-reply@x.example").check()


def test_the_setting_is_a_key_and_a_template() -> None:
    account = read_notify_url(f"notify:{KEY}?template={TEMPLATE}", "DLP_MAIL_URL")
    assert (account.key, account.template_id) == (KEY, TEMPLATE)
    assert account.base_url == f"https://{HOST}"


@pytest.mark.parametrize("url", ["notify:", "notify:key?template=x", f"notify:{KEY}"])
def test_a_wrong_setting_is_named(url: str) -> None:
    with pytest.raises(WrongSetting, match="DLP_TEXT_URL: write it as notify:KEY"):
        read_notify_url(url, "DLP_TEXT_URL")
