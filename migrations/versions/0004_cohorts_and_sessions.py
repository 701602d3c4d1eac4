"""Cohorts and sessions: ways in, places, series, registers, calendars, and letters by other channels.

Adding columns reads no table; the checks and indexes of letters do, about seven seconds for each
million, and only pages about letters wait meanwhile. Code from before cannot add people without
an e-mail address any more, so start the new code soon after.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0004_cohorts_and_sessions'
down_revision = '0003_publishing'


# Words that a column may hold: before, and from now on.
WIDER = (
    ("letter", "known_state",
     "state IN ('due','claimed','sending','sent','lapsed','refused')",
     "state IN ('due','claimed','sending','listed','sent','lapsed','refused')"),
    ("letter", "known_channel",
     "channel IN ('email')",
     "channel IN ('email','text','call','post')"),
    ("attendance", "known_way",
     "how IN ('in_person','online','phone')",
     "how IN ('in_person','online','phone','apologies','missed')"),
    ("enrolment", "known_state",
     "state IN ('invited','joined','declined','left')",
     "state IN ('asked','waiting','offered','invited','joined','declined','left','withdrawn')"),
)
NEW_CHECKS = (
    ("cohort", "capacity_is_positive", "capacity > 0"),
    ("cohort", "offers_last", "offer_hours > 0"),
    ("gathering", "capacity_is_positive", "capacity > 0"),
    ("person", "known_channel", "channel IN ('email','text','call','post')"),
    ("person", "can_be_reached",
     "(channel <> 'email' OR email IS NOT NULL) AND (channel NOT IN ('text','call') OR phone IS NOT NULL)"),
)


def upgrade() -> None:
    """Go forward."""
    op.create_table('calendar_feed',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_calendar_feed_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_calendar_feed'))
    )
    op.create_index('uq_calendar_feed_open', 'calendar_feed', ['person_id'], unique=True, postgresql_where='ended_at IS NULL')
    op.create_table('letter_choice',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('topic', sa.Text(), nullable=False),
    sa.Column('choice', sa.Text(), nullable=False),
    sa.Column('chosen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('chosen_by_id', sa.Uuid(), nullable=True),
    sa.CheckConstraint("choice IN ('weekly','none')", name=op.f('ck_letter_choice_known_choice')),
    sa.ForeignKeyConstraint(['chosen_by_id'], ['person.id'], name=op.f('fk_letter_choice_chosen_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_letter_choice_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letter_choice')),
    sa.UniqueConstraint('person_id', 'topic', name=op.f('uq_letter_choice_person_id_topic'))
    )
    op.create_table('place',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('ods_code', sa.Text(), nullable=True),
    sa.Column('made_by_id', sa.Uuid(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("kind IN ('pcn','practice','neighbourhood','other')", name=op.f('ck_place_known_kind')),
    sa.ForeignKeyConstraint(['made_by_id'], ['person.id'], name=op.f('fk_place_made_by_id_person'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_place')),
    sa.UniqueConstraint('ods_code', name=op.f('uq_place_ods_code'))
    )
    op.create_index('uq_place_name_lower', 'place', [sa.literal_column('lower(name)')], unique=True)
    op.create_table('cohort_place',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('cohort_id', sa.Uuid(), nullable=False),
    sa.Column('place_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_cohort_place_cohort_id_cohort'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['place_id'], ['place.id'], name=op.f('fk_cohort_place_place_id_place'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cohort_place')),
    sa.UniqueConstraint('cohort_id', 'place_id', name=op.f('uq_cohort_place_cohort_id_place_id'))
    )
    op.create_index(op.f('ix_cohort_place_place_id'), 'cohort_place', ['place_id'], unique=False)
    op.create_table('gathering_series',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('cohort_id', sa.Uuid(), nullable=False),
    sa.Column('made_by_id', sa.Uuid(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('request_key', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_gathering_series_cohort_id_cohort'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['made_by_id'], ['person.id'], name=op.f('fk_gathering_series_made_by_id_person'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_gathering_series')),
    sa.UniqueConstraint('request_key', name=op.f('uq_gathering_series_request_key'))
    )
    op.create_index(op.f('ix_gathering_series_cohort_id'), 'gathering_series', ['cohort_id'], unique=False)
    op.create_table('join_key',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('cohort_id', sa.Uuid(), nullable=False),
    sa.Column('word', sa.Text(), nullable=False),
    sa.Column('standing', sa.Text(), nullable=False),
    sa.Column('place_id', sa.Uuid(), nullable=True),
    sa.Column('asks_first', sa.Boolean(), nullable=False),
    sa.Column('cap', sa.Integer(), nullable=True),
    sa.Column('used', sa.Integer(), server_default='0', nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('made_by_id', sa.Uuid(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('request_key', sa.Uuid(), nullable=False),
    sa.CheckConstraint('cap > 0', name=op.f('ck_join_key_cap_is_positive')),
    sa.CheckConstraint('used >= 0 AND (cap IS NULL OR used <= cap)', name=op.f('ck_join_key_used_within_cap')),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_join_key_cohort_id_cohort'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['made_by_id'], ['person.id'], name=op.f('fk_join_key_made_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['place_id'], ['place.id'], name=op.f('fk_join_key_place_id_place'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_join_key')),
    sa.UniqueConstraint('request_key', name=op.f('uq_join_key_request_key')),
    sa.UniqueConstraint('word', name=op.f('uq_join_key_word'))
    )
    op.create_index(op.f('ix_join_key_cohort_id'), 'join_key', ['cohort_id'], unique=False)
    op.create_table('opening_words',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('cohort_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_by_id', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['changed_by_id'], ['person.id'], name=op.f('fk_opening_words_changed_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_opening_words_cohort_id_cohort'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_opening_words')),
    sa.UniqueConstraint('cohort_id', 'kind', name=op.f('uq_opening_words_cohort_id_kind'))
    )
    op.create_table('roster_file',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('cohort_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.Column('choices', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('uploaded_by_id', sa.Uuid(), nullable=True),
    sa.Column('uploaded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('applied_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('applied_by_id', sa.Uuid(), nullable=True),
    sa.Column('counts', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    sa.ForeignKeyConstraint(['applied_by_id'], ['person.id'], name=op.f('fk_roster_file_applied_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_roster_file_cohort_id_cohort'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['uploaded_by_id'], ['person.id'], name=op.f('fk_roster_file_uploaded_by_id_person'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_roster_file'))
    )
    op.create_index(op.f('ix_roster_file_cohort_id'), 'roster_file', ['cohort_id'], unique=False)
    op.create_index('ix_roster_file_uploaded', 'roster_file', ['uploaded_at'], unique=False)
    op.create_table('contact_try',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('letter_id', sa.Uuid(), nullable=False),
    sa.Column('outcome', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), server_default='', nullable=False),
    sa.Column('tried_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('tried_by_id', sa.Uuid(), nullable=True),
    sa.Column('request_key', sa.Uuid(), nullable=False),
    sa.CheckConstraint("outcome IN ('done','no_answer','moved')", name=op.f('ck_contact_try_known_outcome')),
    sa.ForeignKeyConstraint(['letter_id'], ['letter.id'], name=op.f('fk_contact_try_letter_id_letter'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['tried_by_id'], ['person.id'], name=op.f('fk_contact_try_tried_by_id_person'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contact_try')),
    sa.UniqueConstraint('request_key', name=op.f('uq_contact_try_request_key'))
    )
    op.create_index(op.f('ix_contact_try_letter_id'), 'contact_try', ['letter_id'], unique=False)
    op.create_table('attendance_change',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('gathering_id', sa.Uuid(), nullable=False),
    sa.Column('enrolment_id', sa.Uuid(), nullable=False),
    sa.Column('before', sa.Text(), nullable=False),
    sa.Column('after', sa.Text(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_by_id', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['changed_by_id'], ['person.id'], name=op.f('fk_attendance_change_changed_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_attendance_change_enrolment_id_enrolment'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['gathering_id'], ['gathering.id'], name=op.f('fk_attendance_change_gathering_id_gathering'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attendance_change'))
    )
    op.create_index(op.f('ix_attendance_change_enrolment_id'), 'attendance_change', ['enrolment_id'], unique=False)
    op.create_index('ix_attendance_change_of', 'attendance_change', ['gathering_id', 'enrolment_id'], unique=False)
    op.create_table('catch_up',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('gathering_id', sa.Uuid(), nullable=False),
    sa.Column('enrolment_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.Text(), server_default='open', nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('changed_by_id', sa.Uuid(), nullable=True),
    sa.CheckConstraint("state IN ('open','done','not_needed')", name=op.f('ck_catch_up_known_state')),
    sa.ForeignKeyConstraint(['changed_by_id'], ['person.id'], name=op.f('fk_catch_up_changed_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_catch_up_enrolment_id_enrolment'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['gathering_id'], ['gathering.id'], name=op.f('fk_catch_up_gathering_id_gathering'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_catch_up')),
    sa.UniqueConstraint('gathering_id', 'enrolment_id', name=op.f('uq_catch_up_gathering_id_enrolment_id'))
    )
    op.create_index(op.f('ix_catch_up_enrolment_id'), 'catch_up', ['enrolment_id'], unique=False)
    op.create_table('follow_up',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('gathering_id', sa.Uuid(), nullable=False),
    sa.Column('enrolment_id', sa.Uuid(), nullable=False),
    sa.Column('owner_id', sa.Uuid(), nullable=True),
    sa.Column('state', sa.Text(), server_default='open', nullable=False),
    sa.Column('snoozed_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('reason', sa.Text(), server_default='', nullable=False),
    sa.Column('outcome', sa.Text(), server_default='', nullable=False),
    sa.Column('note', sa.Text(), server_default='', nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('changed_by_id', sa.Uuid(), nullable=True),
    sa.CheckConstraint("(state = 'snoozed') = (snoozed_until IS NOT NULL)", name=op.f('ck_follow_up_snooze_ends')),
    sa.CheckConstraint("state IN ('open','snoozed','done')", name=op.f('ck_follow_up_known_state')),
    sa.ForeignKeyConstraint(['changed_by_id'], ['person.id'], name=op.f('fk_follow_up_changed_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_follow_up_enrolment_id_enrolment'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['gathering_id'], ['gathering.id'], name=op.f('fk_follow_up_gathering_id_gathering'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['owner_id'], ['person.id'], name=op.f('fk_follow_up_owner_id_person'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_follow_up')),
    sa.UniqueConstraint('gathering_id', 'enrolment_id', name=op.f('uq_follow_up_gathering_id_enrolment_id'))
    )
    op.create_index(op.f('ix_follow_up_enrolment_id'), 'follow_up', ['enrolment_id'], unique=False)
    op.create_index(op.f('ix_follow_up_owner_id'), 'follow_up', ['owner_id'], unique=False)
    op.create_table('session_proposal',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('cohort_id', sa.Uuid(), nullable=False),
    sa.Column('proposed_by_id', sa.Uuid(), nullable=True),
    sa.Column('proposed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('about', sa.Text(), nullable=False),
    sa.Column('suits', sa.Text(), nullable=False),
    sa.Column('how', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), server_default='proposed', nullable=False),
    sa.Column('answer', sa.Text(), server_default='', nullable=False),
    sa.Column('gathering_id', sa.Uuid(), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_by_id', sa.Uuid(), nullable=True),
    sa.Column('request_key', sa.Uuid(), nullable=False),
    sa.CheckConstraint("how IN ('online','in_person','blended')", name=op.f('ck_session_proposal_known_way')),
    sa.CheckConstraint("state IN ('proposed','planned','not_taken_up')", name=op.f('ck_session_proposal_known_state')),
    sa.ForeignKeyConstraint(['answered_by_id'], ['person.id'], name=op.f('fk_session_proposal_answered_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_session_proposal_cohort_id_cohort'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['gathering_id'], ['gathering.id'], name=op.f('fk_session_proposal_gathering_id_gathering'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['proposed_by_id'], ['person.id'], name=op.f('fk_session_proposal_proposed_by_id_person'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_session_proposal')),
    sa.UniqueConstraint('request_key', name=op.f('uq_session_proposal_request_key'))
    )
    op.create_index('ix_session_proposal_of', 'session_proposal', ['cohort_id', 'proposed_at'], unique=False)
    op.create_index(op.f('ix_session_proposal_proposed_by_id'), 'session_proposal', ['proposed_by_id'], unique=False)
    op.create_index(op.f('ix_session_proposal_gathering_id'), 'session_proposal', ['gathering_id'], unique=False)
    op.create_table('gathering_role',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('gathering_id', sa.Uuid(), nullable=False),
    sa.Column('role', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.CheckConstraint("role IN ('chair','speaker','panel','lived_experience')", name=op.f('ck_gathering_role_known_role')),
    sa.ForeignKeyConstraint(['gathering_id'], ['gathering.id'], name=op.f('fk_gathering_role_gathering_id_gathering'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_gathering_role_person_id_person'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_gathering_role')),
    sa.UniqueConstraint('gathering_id', 'role', 'name', name=op.f('uq_gathering_role_gathering_id_role_name'))
    )
    op.create_index(op.f('ix_gathering_role_person_id'), 'gathering_role', ['person_id'], unique=False)
    op.create_table('gathering_change',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('gathering_id', sa.Uuid(), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('told', sa.Boolean(), nullable=False),
    sa.Column('batch_id', sa.Uuid(), nullable=True),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_by_id', sa.Uuid(), nullable=True),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('how', sa.Text(), nullable=False),
    sa.Column('place', sa.Text(), nullable=False),
    sa.Column('link', sa.Text(), nullable=False),
    sa.Column('phone', sa.Text(), nullable=False),
    sa.Column('about', sa.Text(), nullable=False),
    sa.Column('access', sa.Text(), nullable=False),
    sa.Column('capacity', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['changed_by_id'], ['person.id'], name=op.f('fk_gathering_change_changed_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['gathering_id'], ['gathering.id'], name=op.f('fk_gathering_change_gathering_id_gathering'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_gathering_change')),
    sa.UniqueConstraint('gathering_id', 'sequence', name=op.f('uq_gathering_change_gathering_id_sequence'))
    )
    op.create_index(op.f('ix_gathering_change_batch_id'), 'gathering_change', ['batch_id'], unique=False)
    op.create_table('join_click',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('gathering_id', sa.Uuid(), nullable=False),
    sa.Column('enrolment_id', sa.Uuid(), nullable=False),
    sa.Column('first_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_join_click_enrolment_id_enrolment'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['gathering_id'], ['gathering.id'], name=op.f('fk_join_click_gathering_id_gathering'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_join_click')),
    sa.UniqueConstraint('gathering_id', 'enrolment_id', name=op.f('uq_join_click_gathering_id_enrolment_id'))
    )
    op.create_index(op.f('ix_join_click_enrolment_id'), 'join_click', ['enrolment_id'], unique=False)
    op.create_table('reply',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('gathering_id', sa.Uuid(), nullable=False),
    sa.Column('enrolment_id', sa.Uuid(), nullable=False),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('access_needs', sa.Text(), server_default='', nullable=False),
    sa.Column('waiting_since', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answered_by_id', sa.Uuid(), nullable=True),
    sa.CheckConstraint("answer IN ('coming','waiting','sorry')", name=op.f('ck_reply_known_answer')),
    sa.ForeignKeyConstraint(['answered_by_id'], ['person.id'], name=op.f('fk_reply_answered_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_reply_enrolment_id_enrolment'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['gathering_id'], ['gathering.id'], name=op.f('fk_reply_gathering_id_gathering'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reply')),
    sa.UniqueConstraint('gathering_id', 'enrolment_id', name=op.f('uq_reply_gathering_id_enrolment_id'))
    )
    op.create_index(op.f('ix_reply_enrolment_id'), 'reply', ['enrolment_id'], unique=False)
    # Letters are many, so they come first: no page waits for the other tables meanwhile.
    op.add_column('letter', sa.Column('cohort_id', sa.Uuid(), nullable=True))
    op.add_column('letter', sa.Column('calendar', sa.Text(), nullable=True))
    op.add_column('letter', sa.Column('provider_id', sa.Text(), nullable=True))
    op.add_column('letter', sa.Column('arrived_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('letter', sa.Column('bounced_at', sa.DateTime(timezone=True), nullable=True))
    op.drop_index(op.f('ix_letter_due'), table_name='letter', postgresql_where="(state = 'due'::text)")
    op.create_index('ix_letter_due', 'letter', ['channel', 'due_at'], unique=False, postgresql_where="state = 'due'")
    op.create_index('ix_letter_cohort', 'letter', ['cohort_id', 'due_at'], unique=False)
    op.create_index('ix_letter_listed', 'letter', ['cohort_id'], unique=False, postgresql_where="state = 'listed'")
    op.create_index('ix_letter_unheard', 'letter', ['channel', 'sent_at'], unique=False, postgresql_where="state = 'sent' AND provider_id IS NOT NULL AND arrived_at IS NULL AND bounced_at IS NULL")
    op.create_foreign_key(op.f('fk_letter_cohort_id_cohort'), 'letter', 'cohort', ['cohort_id'], ['id'], ondelete='CASCADE')
    for table, name, before, after in WIDER:
        op.drop_constraint(op.f(f"ck_{table}_{name}"), table, type_="check")
        op.create_check_constraint(op.f(f"ck_{table}_{name}"), table, after)
    op.add_column('cohort', sa.Column('capacity', sa.Integer(), nullable=True))
    op.add_column('cohort', sa.Column('offer_hours', sa.Integer(), server_default='48', nullable=False))
    op.add_column('cohort', sa.Column('reminders', sa.ARRAY(sa.Text()), server_default=sa.text("'{week_before,day_before,hour_before,catch_up,release}'"), nullable=False))
    op.add_column('enrolment', sa.Column('asked_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('enrolment', sa.Column('waiting_since', sa.DateTime(timezone=True), nullable=True))
    op.add_column('enrolment', sa.Column('offered_until', sa.DateTime(timezone=True), nullable=True))
    op.add_column('enrolment', sa.Column('offers', sa.Integer(), server_default='0', nullable=False))
    op.add_column('enrolment', sa.Column('join_key_id', sa.Uuid(), nullable=True))
    op.add_column('enrolment', sa.Column('place_id', sa.Uuid(), nullable=True))
    op.add_column('enrolment', sa.Column('left_by_id', sa.Uuid(), nullable=True))
    op.add_column('enrolment', sa.Column('moved_to_id', sa.Uuid(), nullable=True))
    op.create_index('ix_enrolment_offered', 'enrolment', ['offered_until'], unique=False, postgresql_where="state = 'offered'")
    op.create_index(op.f('ix_enrolment_place_id'), 'enrolment', ['place_id'], unique=False)
    op.create_index('ix_enrolment_waiting', 'enrolment', ['cohort_id', 'waiting_since'], unique=False, postgresql_where="state = 'waiting'")
    op.create_foreign_key(op.f('fk_enrolment_moved_to_id_enrolment'), 'enrolment', 'enrolment', ['moved_to_id'], ['id'], ondelete='SET NULL')
    op.create_foreign_key(op.f('fk_enrolment_place_id_place'), 'enrolment', 'place', ['place_id'], ['id'], ondelete='SET NULL')
    op.create_foreign_key(op.f('fk_enrolment_join_key_id_join_key'), 'enrolment', 'join_key', ['join_key_id'], ['id'], ondelete='SET NULL')
    op.create_foreign_key(op.f('fk_enrolment_left_by_id_person'), 'enrolment', 'person', ['left_by_id'], ['id'], ondelete='SET NULL')
    op.add_column('gathering', sa.Column('access', sa.Text(), server_default='', nullable=False))
    op.add_column('gathering', sa.Column('capacity', sa.Integer(), nullable=True))
    op.add_column('gathering', sa.Column('series_id', sa.Uuid(), nullable=True))
    op.add_column('gathering', sa.Column('sequence', sa.Integer(), server_default='0', nullable=False))
    op.add_column('gathering', sa.Column('changed_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('gathering', sa.Column('moves', sa.Integer(), server_default='0', nullable=False))
    op.add_column('gathering', sa.Column('recording', sa.Text(), server_default='', nullable=False))
    op.add_column('gathering', sa.Column('transcript', sa.Text(), server_default='', nullable=False))
    op.add_column('gathering', sa.Column('catch_up', sa.Text(), server_default='', nullable=False))
    op.create_index(op.f('ix_gathering_series_id'), 'gathering', ['series_id'], unique=False)
    op.create_foreign_key(op.f('fk_gathering_series_id_gathering_series'), 'gathering', 'gathering_series', ['series_id'], ['id'], ondelete='SET NULL')
    op.add_column('person', sa.Column('phone', sa.Text(), nullable=True))
    op.add_column('person', sa.Column('post_address', sa.Text(), server_default='', nullable=False))
    op.add_column('person', sa.Column('channel', sa.Text(), server_default='email', nullable=False))
    op.add_column('person', sa.Column('time_zone', sa.Text(), server_default='Europe/London', nullable=False))
    op.add_column('person', sa.Column('quiet_from', sa.Time(), server_default='21:00', nullable=False))
    op.add_column('person', sa.Column('quiet_until', sa.Time(), server_default='08:00', nullable=False))
    op.add_column('person', sa.Column('contact_changed_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('person', sa.Column('contact_changed_by_id', sa.Uuid(), nullable=True))
    op.create_foreign_key(op.f('fk_person_contact_changed_by_id_person'), 'person', 'person', ['contact_changed_by_id'], ['id'], ondelete='SET NULL')
    op.create_index('ix_person_phone', 'person', ['phone'], unique=False)
    # People without e-mail were given their letters in the room; so they are until they say more.
    op.execute("UPDATE person SET channel = 'post' WHERE email IS NULL")
    for table, name, condition in NEW_CHECKS:
        op.create_check_constraint(op.f(f"ck_{table}_{name}"), table, condition)


def downgrade() -> None:
    """Go back; what the older tables have no word for is told in the nearest they have, or goes."""
    op.execute("DELETE FROM letter WHERE channel <> 'email' OR state = 'listed'")
    op.execute("DELETE FROM attendance WHERE how IN ('apologies','missed')")
    # Nobody has said yes to those who only asked, and an invitation would let them in.
    op.execute("UPDATE enrolment SET state = 'left', left_at = coalesce(left_at, now()) WHERE state IN ('asked','withdrawn')")
    op.execute("UPDATE enrolment SET state = 'invited', invited_at = coalesce(invited_at, added_at) WHERE state IN ('waiting','offered')")
    for table, name, _ in NEW_CHECKS:
        op.drop_constraint(op.f(f"ck_{table}_{name}"), table, type_="check")
    for table, name, before, after in WIDER:
        op.drop_constraint(op.f(f"ck_{table}_{name}"), table, type_="check")
        op.create_check_constraint(op.f(f"ck_{table}_{name}"), table, before)
    op.drop_index('ix_person_phone', table_name='person')
    op.drop_constraint(op.f('fk_person_contact_changed_by_id_person'), 'person', type_='foreignkey')
    op.drop_column('person', 'contact_changed_by_id')
    op.drop_column('person', 'contact_changed_at')
    op.drop_column('person', 'quiet_until')
    op.drop_column('person', 'quiet_from')
    op.drop_column('person', 'time_zone')
    op.drop_column('person', 'channel')
    op.drop_column('person', 'post_address')
    op.drop_column('person', 'phone')
    op.drop_constraint(op.f('fk_letter_cohort_id_cohort'), 'letter', type_='foreignkey')
    op.drop_index('ix_letter_unheard', table_name='letter', postgresql_where="state = 'sent' AND provider_id IS NOT NULL AND arrived_at IS NULL AND bounced_at IS NULL")
    op.drop_index('ix_letter_listed', table_name='letter', postgresql_where="state = 'listed'")
    op.drop_index('ix_letter_cohort', table_name='letter')
    op.drop_index('ix_letter_due', table_name='letter', postgresql_where="state = 'due'")
    op.create_index(op.f('ix_letter_due'), 'letter', ['due_at'], unique=False, postgresql_where="(state = 'due'::text)")
    op.drop_column('letter', 'bounced_at')
    op.drop_column('letter', 'arrived_at')
    op.drop_column('letter', 'provider_id')
    op.drop_column('letter', 'calendar')
    op.drop_column('letter', 'cohort_id')
    op.drop_constraint(op.f('fk_gathering_series_id_gathering_series'), 'gathering', type_='foreignkey')
    op.drop_index(op.f('ix_gathering_series_id'), table_name='gathering')
    op.drop_column('gathering', 'catch_up')
    op.drop_column('gathering', 'transcript')
    op.drop_column('gathering', 'recording')
    op.drop_column('gathering', 'moves')
    op.drop_column('gathering', 'changed_at')
    op.drop_column('gathering', 'sequence')
    op.drop_column('gathering', 'series_id')
    op.drop_column('gathering', 'capacity')
    op.drop_column('gathering', 'access')
    op.drop_constraint(op.f('fk_enrolment_left_by_id_person'), 'enrolment', type_='foreignkey')
    op.drop_constraint(op.f('fk_enrolment_join_key_id_join_key'), 'enrolment', type_='foreignkey')
    op.drop_constraint(op.f('fk_enrolment_place_id_place'), 'enrolment', type_='foreignkey')
    op.drop_constraint(op.f('fk_enrolment_moved_to_id_enrolment'), 'enrolment', type_='foreignkey')
    op.drop_index('ix_enrolment_waiting', table_name='enrolment', postgresql_where="state = 'waiting'")
    op.drop_index(op.f('ix_enrolment_place_id'), table_name='enrolment')
    op.drop_index('ix_enrolment_offered', table_name='enrolment', postgresql_where="state = 'offered'")
    op.drop_column('enrolment', 'moved_to_id')
    op.drop_column('enrolment', 'left_by_id')
    op.drop_column('enrolment', 'place_id')
    op.drop_column('enrolment', 'join_key_id')
    op.drop_column('enrolment', 'offers')
    op.drop_column('enrolment', 'offered_until')
    op.drop_column('enrolment', 'waiting_since')
    op.drop_column('enrolment', 'asked_at')
    op.drop_column('cohort', 'reminders')
    op.drop_column('cohort', 'offer_hours')
    op.drop_column('cohort', 'capacity')
    op.drop_index(op.f('ix_reply_enrolment_id'), table_name='reply')
    op.drop_table('reply')
    op.drop_index(op.f('ix_join_click_enrolment_id'), table_name='join_click')
    op.drop_table('join_click')
    op.drop_index(op.f('ix_gathering_change_batch_id'), table_name='gathering_change')
    op.drop_table('gathering_change')
    op.drop_index(op.f('ix_gathering_role_person_id'), table_name='gathering_role')
    op.drop_table('gathering_role')
    op.drop_index(op.f('ix_session_proposal_gathering_id'), table_name='session_proposal')
    op.drop_index(op.f('ix_session_proposal_proposed_by_id'), table_name='session_proposal')
    op.drop_index('ix_session_proposal_of', table_name='session_proposal')
    op.drop_table('session_proposal')
    op.drop_index(op.f('ix_follow_up_owner_id'), table_name='follow_up')
    op.drop_index(op.f('ix_follow_up_enrolment_id'), table_name='follow_up')
    op.drop_table('follow_up')
    op.drop_index(op.f('ix_catch_up_enrolment_id'), table_name='catch_up')
    op.drop_table('catch_up')
    op.drop_index('ix_attendance_change_of', table_name='attendance_change')
    op.drop_index(op.f('ix_attendance_change_enrolment_id'), table_name='attendance_change')
    op.drop_table('attendance_change')
    op.drop_index(op.f('ix_contact_try_letter_id'), table_name='contact_try')
    op.drop_table('contact_try')
    op.drop_index('ix_roster_file_uploaded', table_name='roster_file')
    op.drop_index(op.f('ix_roster_file_cohort_id'), table_name='roster_file')
    op.drop_table('roster_file')
    op.drop_table('opening_words')
    op.drop_index(op.f('ix_join_key_cohort_id'), table_name='join_key')
    op.drop_table('join_key')
    op.drop_index(op.f('ix_gathering_series_cohort_id'), table_name='gathering_series')
    op.drop_table('gathering_series')
    op.drop_index(op.f('ix_cohort_place_place_id'), table_name='cohort_place')
    op.drop_table('cohort_place')
    op.drop_index('uq_place_name_lower', table_name='place')
    op.drop_table('place')
    op.drop_table('letter_choice')
    op.drop_index('uq_calendar_feed_open', table_name='calendar_feed', postgresql_where='ended_at IS NULL')
    op.drop_table('calendar_feed')
