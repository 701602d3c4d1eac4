"""The only place that chooses adapters: settings in, a working platform out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from redis import Redis
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from app.certificates.kinds import CertificateKind
from app.cohorts.kinds import InvitationKind
from app.cohorts.kinds.seats import (
    AskedKind,
    InLineKind,
    MovedPersonKind,
    OfferKind,
    TakenOutKind,
    WithdrawnKind,
)
from app.cohorts.kinds.way_in import WayInKind
from app.correspondence.kinds import DigestKind
from app.gateways.bell import CeleryBell
from app.gateways.mail import carrier_for
from app.gateways.notify.chosen import receipts_for
from app.gateways.oidc import provider_for
from app.gateways.ports.bell import Bell
from app.gateways.ports.certificates import CertificatePress
from app.gateways.ports.inbox import Inbox
from app.gateways.ports.press import BookletPress, Press
from app.gateways.ports.provider import Provider
from app.gateways.press import TypstBookletPress, TypstPress
from app.gateways.press.certificates import TypstCertificatePress
from app.gateways.redis import connect_redis
from app.gateways.texts import text_carrier_for, text_inbox_for
from app.gatherings.kinds import CancelledKind, ReminderKind
from app.gatherings.kinds.catch_up import CatchUpKind
from app.gatherings.kinds.changed import MovedKind, SeriesCancelledKind, SeriesMovedKind
from app.gatherings.kinds.feeds import FeedSource, SessionsInFeed
from app.gatherings.kinds.planned import SessionKind, SessionsKind
from app.gatherings.kinds.proposals import ProposalKind
from app.gatherings.kinds.seat import SeatKind
from app.helping.kinds import HelpingCodeKind, HelpingKind
from app.insights.kinds.messages import MessageKind
from app.kit.clock import Clock, SystemClock
from app.kit.db import connect, session_maker
from app.kit.errors import WrongSetting
from app.kit.links import LinkSigner
from app.kit.sealing import MasterKeys
from app.mentoring.kinds.agreements import AgreementSignedKind, AgreementToSignKind
from app.mentoring.kinds.check_ins import CheckInKind
from app.mentoring.kinds.endings import PairClosedKind, PairClosingKind, PairMissedKind
from app.mentoring.kinds.feed import MeetingsInFeed
from app.mentoring.kinds.meetings import (
    MeetingCancelledKind,
    MeetingChangedKind,
    MeetingPlannedKind,
    MeetingReminderKind,
)
from app.mentoring.kinds.pauses import PairBackKind, PairPausedKind
from app.mentoring.kinds.proposals import PairAgreedKind, PairNotNowKind, PairProposedKind
from app.mentoring.kinds.recognition import PaymentMadeKind, PaymentOfferedKind
from app.mentoring.kinds.worries import (
    RoleEmptyKind,
    WorryEscalatedKind,
    WorryOpenedKind,
    WorryWaitingKind,
)
from app.outputs.kinds import (
    ApprovalKind,
    ApprovalReminderKind,
    CameOfItKind,
    PlacedKind,
    PublishedKind,
    RedactionKind,
    ReplyKind,
    RetoldKind,
    TakenDownKind,
    WrittenDownKind,
)
from app.participation.kinds import AssetCheckKind
from app.participation.kinds.support import SupportSharedKind
from app.people.kinds import SignInKind
from app.people.kinds.all_kinds import WAYS_IN_KINDS
from app.post.kinds import LetterKind
from app.post.languages import read_tongues
from app.post.office import Office
from app.practice.kinds.pledges import PledgeKind
from app.progress.kinds import ReleaseKind
from app.reflections.kinds.log_openings import LogAskedKind, LogOpenedKind
from app.reflections.kinds.shares import CommentedKind, SharedKind
from app.rights.actions.places import Places, folders_of
from app.rights.kinds import RIGHTS_KINDS
from app.settings import Settings


@dataclass(frozen=True)
class Platform:
    """Everything that the web, the worker and the command line stand on."""

    settings: Settings
    engine: Engine
    sessions: sessionmaker[Session]
    redis: Redis
    clock: Clock
    links: LinkSigner
    keys: MasterKeys
    office: Office
    press: Press
    booklets: BookletPress
    certificates: CertificatePress
    bell: Bell
    feeds: Sequence[FeedSource]
    # Where texts come in; None where people cannot answer by text.
    inbox: Inbox | None
    # With whose accounts people may sign in; None: with nobody's.
    provider: Provider | None

    @property
    def places(self) -> Places:
        """Where, beside the database, something about a person may lie."""
        on = self.settings
        return Places(on.data_dir, folders_of(on.mail_url, on.text_url))

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """One unit of work: committed at the end, rolled back when anything goes wrong."""
        with self.sessions() as db, db.begin():
            yield db


def build(settings: Settings, *, clock: Clock | None = None) -> Platform:
    """The platform for these settings.

    Raises: WrongSetting when the stores are not named.
    """
    if settings.database_url is None or settings.redis_url is None:
        message = (
            "DLP_DATABASE_URL and DLP_REDIS_URL: name both, or start everything with `dlp up`."
        )
        raise WrongSetting(message)
    engine = connect(settings.database_url)
    links = LinkSigner(settings.secret_key)
    keys = MasterKeys(settings.vault_keys)
    return Platform(
        settings=settings,
        engine=engine,
        sessions=session_maker(engine, keys),
        redis=connect_redis(settings.redis_url),
        clock=clock or SystemClock(),
        links=links,
        keys=keys,
        office=_office(settings, links),
        press=TypstPress(),
        booklets=TypstBookletPress(),
        certificates=TypstCertificatePress(),
        bell=CeleryBell(settings.redis_url),
        feeds=(SessionsInFeed(), MeetingsInFeed()),
        inbox=text_inbox_for(settings.text_url),
        provider=provider_for(settings.provider),
    )


def _office(settings: Settings, links: LinkSigner) -> Office:
    """The post office, with a carrier for each channel that has one."""
    sender = f"no-reply@{urlsplit(settings.base_url).hostname}"
    carriers = {
        "email": carrier_for(settings.mail_url, sender),
        "text": text_carrier_for(settings.text_url),
    }
    receipts = {
        "email": receipts_for(settings.mail_url, "DLP_MAIL_URL", "email"),
        "text": receipts_for(settings.text_url, "DLP_TEXT_URL", "text"),
    }
    return Office(
        carriers={channel: carrier for channel, carrier in carriers.items() if carrier},
        kinds={kind.name: kind for kind in letter_kinds()},
        links=links,
        site=settings.base_url,
        receipts={channel: asked for channel, asked in receipts.items() if asked},
        tongues=read_tongues(),
    )


def letter_kinds() -> list[LetterKind]:
    """Every kind of letter that the rooms write."""
    kinds = _kinds_of_rooms()
    return [*kinds, DigestKind(kinds)]


def _kinds_of_rooms() -> list[LetterKind]:
    return [
        SignInKind(),
        *WAYS_IN_KINDS,
        *(HelpingKind(), HelpingCodeKind()),
        InvitationKind(),
        InLineKind(),
        OfferKind(),
        AskedKind(),
        TakenOutKind(),
        WithdrawnKind(),
        MovedPersonKind(),
        WayInKind(),
        SessionKind(),
        SessionsKind(),
        ProposalKind(),
        ReminderKind(),
        CancelledKind(),
        MovedKind(),
        SeriesMovedKind(),
        SeriesCancelledKind(),
        SeatKind(),
        CatchUpKind(),
        ReleaseKind(),
        ApprovalKind(),
        ApprovalReminderKind(),
        ReplyKind(),
        RedactionKind(),
        PublishedKind(),
        CameOfItKind(),
        TakenDownKind(),
        CertificateKind(),
        RetoldKind(),
        PlacedKind(),
        WrittenDownKind(),
        PledgeKind(),
        AssetCheckKind(),
        SupportSharedKind(),
        SharedKind(),
        CommentedKind(),
        LogAskedKind(),
        LogOpenedKind(),
        WorryWaitingKind(),
        WorryEscalatedKind(),
        WorryOpenedKind(),
        RoleEmptyKind(),
        MeetingPlannedKind(),
        MeetingChangedKind(),
        MeetingCancelledKind(),
        MeetingReminderKind(),
        CheckInKind(),
        PaymentOfferedKind(),
        PaymentMadeKind(),
        PairProposedKind(),
        PairAgreedKind(),
        PairNotNowKind(),
        AgreementToSignKind(),
        AgreementSignedKind(),
        PairPausedKind(),
        PairBackKind(),
        PairClosingKind(),
        PairClosedKind(),
        PairMissedKind(),
        *RIGHTS_KINDS,
        MessageKind(),
    ]
