"""Peer mentoring: profiles, runs of the matching, pairings and all that hangs on them.

With two roles more, and the middle of a place, to tell how far two places are apart.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0018_mentoring'
down_revision = '0017_files_for_an_appraisal'

OLD_ROLES = "'programme_lead','safeguarding_lead'"
NEW_ROLES = "'safeguarding_deputy','mentoring_coordinator'"
# A log is written and never changed; only the names of people who are erased go from it.
APPEND_ONLY = """
CREATE FUNCTION only_names_go() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF to_jsonb(NEW) - 'actor_id' - 'for_id' = to_jsonb(OLD) - 'actor_id' - 'for_id' THEN
            RETURN NEW;
        END IF;
    -- Deeper than one: what it belongs to is deleted.
    ELSIF pg_trigger_depth() > 1 THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME;
END $$
"""
LOGS = ('pairing_change', 'worry_change')


def upgrade() -> None:
    """Go forward."""
    op.create_table('matching_run',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.Text(), server_default='asked', nullable=False),
    sa.Column('is_undecided', sa.Boolean(), server_default='true', nullable=False),
    sa.Column('asked_by_id', sa.Uuid(), nullable=True),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('claimed_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('done', sa.Integer(), server_default='0', nullable=False),
    sa.Column('total', sa.Integer(), server_default='0', nullable=False),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('digest', sa.Text(), server_default='', nullable=False),
    sa.Column('rules', sa.Text(), server_default='', nullable=False),
    sa.Column('revision', sa.Integer(), server_default='0', nullable=False),
    sa.Column('decided_by_id', sa.Uuid(), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('previous_id', sa.Uuid(), nullable=True),
    sa.Column('request_key', sa.Uuid(), nullable=False),
    sa.CheckConstraint("is_undecided = (state IN ('asked','running','proposed'))", name=op.f('ck_matching_run_undecided_by_state')),
    sa.CheckConstraint("state IN ('asked','running','proposed','approved','set_aside','failed')", name=op.f('ck_matching_run_known_state')),
    sa.ForeignKeyConstraint(['asked_by_id'], ['person.id'], name=op.f('fk_matching_run_asked_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['decided_by_id'], ['person.id'], name=op.f('fk_matching_run_decided_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['previous_id'], ['matching_run.id'], name=op.f('fk_matching_run_previous_id_matching_run'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_matching_run')),
    sa.UniqueConstraint('request_key', name=op.f('uq_matching_run_request_key'))
    )
    op.create_index('ix_matching_run_asked_at', 'matching_run', ['asked_at'], unique=False)
    op.create_index('uq_matching_run_undecided', 'matching_run', ['is_undecided'], unique=True, postgresql_where='is_undecided')
    op.create_table('mentoring_apart',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('other_id', sa.Uuid(), nullable=False),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by_id', sa.Uuid(), nullable=True),
    sa.CheckConstraint("why IN ('not_again','line_management')", name=op.f('ck_mentoring_apart_known_why')),
    sa.CheckConstraint('other_id <> person_id', name=op.f('ck_mentoring_apart_somebody_else')),
    sa.ForeignKeyConstraint(['made_by_id'], ['person.id'], name=op.f('fk_mentoring_apart_made_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['other_id'], ['person.id'], name=op.f('fk_mentoring_apart_other_id_person'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_mentoring_apart_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mentoring_apart')),
    sa.UniqueConstraint('person_id', 'other_id', 'why', name=op.f('uq_mentoring_apart_person_id_other_id_why'))
    )
    op.create_index(op.f('ix_mentoring_apart_other_id'), 'mentoring_apart', ['other_id'], unique=False)
    op.create_table('mentoring_choice',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('chosen_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint('chosen_id <> person_id', name=op.f('ck_mentoring_choice_somebody_else')),
    sa.CheckConstraint('position BETWEEN 1 AND 5', name=op.f('ck_mentoring_choice_few_choices')),
    sa.ForeignKeyConstraint(['chosen_id'], ['person.id'], name=op.f('fk_mentoring_choice_chosen_id_person'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_mentoring_choice_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('person_id', 'position', name=op.f('pk_mentoring_choice')),
    sa.UniqueConstraint('person_id', 'chosen_id', name=op.f('uq_mentoring_choice_person_id_chosen_id'))
    )
    op.create_index(op.f('ix_mentoring_choice_chosen_id'), 'mentoring_choice', ['chosen_id'], unique=False)
    op.create_table('recognition_rate',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('pence', sa.Integer(), nullable=False),
    sa.Column('pay_within_days', sa.Integer(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('made_by_id', sa.Uuid(), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('request_key', sa.Uuid(), nullable=False),
    sa.CheckConstraint("kind IN ('payment','expenses','travel','data')", name=op.f('ck_recognition_rate_known_kind')),
    sa.CheckConstraint('pay_within_days BETWEEN 0 AND 365', name=op.f('ck_recognition_rate_days_in_bounds')),
    sa.CheckConstraint('pence >= 0', name=op.f('ck_recognition_rate_pence_not_negative')),
    sa.CheckConstraint('valid_to >= valid_from', name=op.f('ck_recognition_rate_valid_in_order')),
    sa.ForeignKeyConstraint(['made_by_id'], ['person.id'], name=op.f('fk_recognition_rate_made_by_id_person'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recognition_rate')),
    sa.UniqueConstraint('request_key', name=op.f('uq_recognition_rate_request_key'))
    )
    op.create_table('worry',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('sealed_words', sa.LargeBinary(), nullable=False),
    sa.Column('raised_by_id', sa.Uuid(), nullable=True),
    sa.Column('entered_by_id', sa.Uuid(), nullable=True),
    sa.Column('via', sa.Text(), nullable=False),
    sa.Column('unsafe_to_tell', sa.Boolean(), server_default='false', nullable=False),
    sa.Column('raised_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('escalates_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('opened_by_id', sa.Uuid(), nullable=True),
    sa.Column('escalated_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('request_key', sa.Uuid(), nullable=False),
    sa.CheckConstraint("via IN ('page','phone')", name=op.f('ck_worry_known_way')),
    sa.ForeignKeyConstraint(['entered_by_id'], ['person.id'], name=op.f('fk_worry_entered_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['opened_by_id'], ['person.id'], name=op.f('fk_worry_opened_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['raised_by_id'], ['person.id'], name=op.f('fk_worry_raised_by_id_person'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_worry')),
    sa.UniqueConstraint('request_key', name=op.f('uq_worry_request_key'))
    )
    op.create_index('ix_worry_raised_at', 'worry', ['raised_at'], unique=False)
    op.create_index(op.f('ix_worry_raised_by_id'), 'worry', ['raised_by_id'], unique=False)
    op.create_index('ix_worry_unopened', 'worry', ['escalates_at'], unique=False, postgresql_where='opened_at IS NULL AND escalated_at IS NULL')
    op.create_table('mentoring_profile',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('side', sa.Text(), nullable=False),
    sa.Column('offers', sa.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('offer_words', sa.Text(), server_default='', nullable=False),
    sa.Column('wishes', sa.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('wish_words', sa.Text(), server_default='', nullable=False),
    sa.Column('contact_modes', sa.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('languages', sa.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('place_id', sa.Uuid(), nullable=True),
    sa.Column('furthest_km', sa.Integer(), nullable=True),
    sa.Column('times', sa.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('capacity', sa.Integer(), server_default='1', nullable=False),
    sa.Column('manager_email', sa.Text(), server_default='', nullable=False),
    sa.Column('sealed_characteristics', sa.LargeBinary(), nullable=True),
    sa.Column('characteristics_as_reason', sa.Boolean(), server_default='false', nullable=False),
    sa.Column('state', sa.Text(), server_default='open', nullable=False),
    sa.Column('rests_until', sa.Date(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('entered_by_id', sa.Uuid(), nullable=True),
    sa.CheckConstraint("contact_modes <@ ARRAY['in_person','phone','video','text']::text[]", name=op.f('ck_mentoring_profile_known_modes')),
    sa.CheckConstraint("side IN ('proposes','answers')", name=op.f('ck_mentoring_profile_known_side')),
    sa.CheckConstraint("state IN ('open','resting')", name=op.f('ck_mentoring_profile_known_state')),
    sa.CheckConstraint("times <@ ARRAY['mon_morning','mon_afternoon','mon_evening','tue_morning','tue_afternoon','tue_evening','wed_morning','wed_afternoon','wed_evening','thu_morning','thu_afternoon','thu_evening','fri_morning','fri_afternoon','fri_evening','sat_morning','sat_afternoon','sat_evening','sun_morning','sun_afternoon','sun_evening']::text[]", name=op.f('ck_mentoring_profile_known_times')),
    sa.CheckConstraint('capacity BETWEEN 0 AND 5', name=op.f('ck_mentoring_profile_capacity_in_bounds')),
    sa.CheckConstraint('furthest_km BETWEEN 0 AND 200', name=op.f('ck_mentoring_profile_distance_in_bounds')),
    sa.CheckConstraint('manager_email = lower(manager_email)', name=op.f('ck_mentoring_profile_manager_in_lower_case')),
    sa.ForeignKeyConstraint(['entered_by_id'], ['person.id'], name=op.f('fk_mentoring_profile_entered_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_mentoring_profile_person_id_person'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['place_id'], ['place.id'], name=op.f('fk_mentoring_profile_place_id_place'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_mentoring_profile'))
    )
    op.create_index('ix_mentoring_profile_open', 'mentoring_profile', ['person_id'], unique=False, postgresql_where="state = 'open'")
    op.create_index(op.f('ix_mentoring_profile_place_id'), 'mentoring_profile', ['place_id'], unique=False)
    op.create_table('pairing',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('one_id', sa.Uuid(), nullable=True),
    sa.Column('two_id', sa.Uuid(), nullable=True),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('origin', sa.Text(), nullable=False),
    sa.Column('reasons', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('run_id', sa.Uuid(), nullable=True),
    sa.Column('proposed_by_id', sa.Uuid(), nullable=True),
    sa.Column('proposed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answer_by', sa.DateTime(timezone=True), nullable=False),
    sa.Column('state_since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('held_from', sa.Text(), nullable=True),
    sa.Column('back_on', sa.Date(), nullable=True),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('closed_for', sa.Text(), nullable=True),
    sa.Column('last_met_on', sa.Date(), nullable=True),
    sa.Column('request_key', sa.Uuid(), nullable=False),
    sa.CheckConstraint("(state = 'closed') <= (closed_for IS NOT NULL)", name=op.f('ck_pairing_end_has_reason')),
    sa.CheckConstraint("(state = 'suspended') <= (held_from IS NOT NULL)", name=op.f('ck_pairing_hold_remembers')),
    sa.CheckConstraint("closed_for IS NULL OR closed_for IN ('taken_back','left_programme','no_room','no_way_to_reach','kept_apart','finished','one_wished','could_not_agree','absent','safety')", name=op.f('ck_pairing_known_reason')),
    sa.CheckConstraint("held_from IS NULL OR held_from IN ('agreeing','active','paused','closing')", name=op.f('ck_pairing_known_hold')),
    sa.CheckConstraint("origin IN ('stable','suggested','by_hand','again')", name=op.f('ck_pairing_known_origin')),
    sa.CheckConstraint("state IN ('proposed','declined','expired','withdrawn','agreeing','active','paused','closing','closed','suspended')", name=op.f('ck_pairing_known_state')),
    sa.CheckConstraint('one_id < two_id', name=op.f('ck_pairing_in_order')),
    sa.ForeignKeyConstraint(['one_id'], ['person.id'], name=op.f('fk_pairing_one_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['proposed_by_id'], ['person.id'], name=op.f('fk_pairing_proposed_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['run_id'], ['matching_run.id'], name=op.f('fk_pairing_run_id_matching_run'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['two_id'], ['person.id'], name=op.f('fk_pairing_two_id_person'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pairing')),
    sa.UniqueConstraint('request_key', name=op.f('uq_pairing_request_key'))
    )
    op.create_index('ix_pairing_answer_by', 'pairing', ['answer_by'], unique=False, postgresql_where="state = 'proposed'")
    op.create_index('ix_pairing_open_state', 'pairing', ['state', 'state_since'], unique=False, postgresql_where="state IN ('proposed','agreeing','active','paused','closing','suspended')")
    op.create_index(op.f('ix_pairing_run_id'), 'pairing', ['run_id'], unique=False)
    op.create_index(op.f('ix_pairing_two_id'), 'pairing', ['two_id'], unique=False)
    op.create_index('uq_pairing_open', 'pairing', ['one_id', 'two_id'], unique=True, postgresql_where="state IN ('proposed','agreeing','active','paused','closing','suspended')")
    op.create_table('recognition',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('rate_id', sa.Uuid(), nullable=False),
    sa.Column('task', sa.Text(), nullable=False),
    sa.Column('pence', sa.Integer(), nullable=False),
    sa.Column('offered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('offered_by_id', sa.Uuid(), nullable=True),
    sa.Column('state', sa.Text(), server_default='offered', nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_by_id', sa.Uuid(), nullable=True),
    sa.Column('prepaid', sa.Boolean(), server_default='false', nullable=False),
    sa.Column('task_done_on', sa.Date(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('paid_on', sa.Date(), nullable=True),
    sa.Column('request_key', sa.Uuid(), nullable=False),
    sa.CheckConstraint("(state = 'paid') = (paid_on IS NOT NULL)", name=op.f('ck_recognition_paid_on_a_day')),
    sa.CheckConstraint("state IN ('offered','accepted','declined','expenses_only','paid','withdrawn')", name=op.f('ck_recognition_known_state')),
    sa.CheckConstraint('pence >= 0', name=op.f('ck_recognition_pence_not_negative')),
    sa.ForeignKeyConstraint(['answered_by_id'], ['person.id'], name=op.f('fk_recognition_answered_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['offered_by_id'], ['person.id'], name=op.f('fk_recognition_offered_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_recognition_person_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['rate_id'], ['recognition_rate.id'], name=op.f('fk_recognition_rate_id_recognition_rate')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recognition')),
    sa.UniqueConstraint('request_key', name=op.f('uq_recognition_request_key'))
    )
    op.create_index('ix_recognition_due_on', 'recognition', ['due_on'], unique=False, postgresql_where='paid_on IS NULL')
    op.create_index('ix_recognition_of', 'recognition', ['person_id', 'offered_at'], unique=False)
    op.create_index(op.f('ix_recognition_rate_id'), 'recognition', ['rate_id'], unique=False)
    op.create_table('worry_change',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('worry_id', sa.Uuid(), nullable=False),
    sa.Column('what', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor_id', sa.Uuid(), nullable=True),
    sa.Column('sealed_words', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint("what IN ('raised','opened','noted','escalated','told','closed')", name=op.f('ck_worry_change_known_change')),
    sa.ForeignKeyConstraint(['actor_id'], ['person.id'], name=op.f('fk_worry_change_actor_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['worry_id'], ['worry.id'], name=op.f('fk_worry_change_worry_id_worry'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_worry_change'))
    )
    op.create_index('ix_worry_change_of', 'worry_change', ['worry_id', 'at'], unique=False)
    op.create_table('agreement',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('pairing_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('modes', sa.ARRAY(sa.Text()), nullable=False),
    sa.Column('how_often', sa.Text(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('sealed_boundaries', sa.LargeBinary(), nullable=False),
    sa.Column('limits', sa.Text(), nullable=False),
    sa.Column('made_by_id', sa.Uuid(), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("how_often IN ('weekly','fortnightly','monthly','as_it_suits')", name=op.f('ck_agreement_known_rhythm')),
    sa.CheckConstraint("modes <@ ARRAY['in_person','phone','video','text']::text[]", name=op.f('ck_agreement_known_modes')),
    sa.CheckConstraint('number > 0', name=op.f('ck_agreement_counted_from_one')),
    sa.ForeignKeyConstraint(['made_by_id'], ['person.id'], name=op.f('fk_agreement_made_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['pairing_id'], ['pairing.id'], name=op.f('fk_agreement_pairing_id_pairing'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agreement')),
    sa.UniqueConstraint('pairing_id', 'number', name=op.f('uq_agreement_pairing_id_number'))
    )
    op.create_table('check_in',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('pairing_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('asked_on', sa.Date(), nullable=False),
    sa.Column('state', sa.Text(), server_default='asked', nullable=False),
    sa.Column('answer', sa.Text(), nullable=True),
    sa.Column('wants_call', sa.Boolean(), server_default='false', nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('via', sa.Text(), nullable=True),
    sa.Column('entered_by_id', sa.Uuid(), nullable=True),
    sa.CheckConstraint("(state = 'answered') = (answer IS NOT NULL)", name=op.f('ck_check_in_answered_by_answer')),
    sa.CheckConstraint("answer IN ('well','mixed','low')", name=op.f('ck_check_in_known_answer')),
    sa.CheckConstraint("state IN ('asked','answered','missed','not_asked')", name=op.f('ck_check_in_known_state')),
    sa.CheckConstraint("via IN ('page','text','call','paper')", name=op.f('ck_check_in_known_channel')),
    sa.ForeignKeyConstraint(['entered_by_id'], ['person.id'], name=op.f('fk_check_in_entered_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['pairing_id'], ['pairing.id'], name=op.f('fk_check_in_pairing_id_pairing'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_check_in_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_check_in')),
    sa.UniqueConstraint('pairing_id', 'number', 'person_id', name=op.f('uq_check_in_pairing_id_number_person_id'))
    )
    op.create_index('ix_check_in_of', 'check_in', ['person_id', 'asked_on'], unique=False)
    op.create_index('ix_check_in_waiting', 'check_in', ['asked_on'], unique=False, postgresql_where="state = 'asked'")
    op.create_table('matching_line',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('run_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('other_id', sa.Uuid(), nullable=True),
    sa.Column('origin', sa.Text(), nullable=False),
    sa.Column('reasons', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('taken_out_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('taken_out_by_id', sa.Uuid(), nullable=True),
    sa.Column('pairing_id', sa.Uuid(), nullable=True),
    sa.CheckConstraint("(origin = 'left') = (other_id IS NULL)", name=op.f('ck_matching_line_nobody_when_left')),
    sa.CheckConstraint("origin IN ('stable','suggested','by_hand','left')", name=op.f('ck_matching_line_known_origin')),
    sa.CheckConstraint('person_id <> other_id', name=op.f('ck_matching_line_two_people')),
    sa.ForeignKeyConstraint(['other_id'], ['person.id'], name=op.f('fk_matching_line_other_id_person'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['pairing_id'], ['pairing.id'], name=op.f('fk_matching_line_pairing_id_pairing'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_matching_line_person_id_person'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['run_id'], ['matching_run.id'], name=op.f('fk_matching_line_run_id_matching_run'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['taken_out_by_id'], ['person.id'], name=op.f('fk_matching_line_taken_out_by_id_person'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_matching_line')),
    sa.UniqueConstraint('run_id', 'person_id', 'other_id', name=op.f('uq_matching_line_run_id_person_id_other_id'), postgresql_nulls_not_distinct=True)
    )
    op.create_index(op.f('ix_matching_line_other_id'), 'matching_line', ['other_id'], unique=False)
    op.create_index(op.f('ix_matching_line_pairing_id'), 'matching_line', ['pairing_id'], unique=False)
    op.create_index(op.f('ix_matching_line_person_id'), 'matching_line', ['person_id'], unique=False)
    op.create_table('mentoring_call',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('pairing_id', sa.Uuid(), nullable=True),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('raised_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('settled_by_id', sa.Uuid(), nullable=True),
    sa.CheckConstraint("why IN ('low','two_missed','wants_call','unread_text','no_way_to_reach','absent','no_answer_yet')", name=op.f('ck_mentoring_call_known_why')),
    sa.ForeignKeyConstraint(['pairing_id'], ['pairing.id'], name=op.f('fk_mentoring_call_pairing_id_pairing'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_mentoring_call_person_id_person'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['settled_by_id'], ['person.id'], name=op.f('fk_mentoring_call_settled_by_id_person'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mentoring_call'))
    )
    op.create_index(op.f('ix_mentoring_call_pairing_id'), 'mentoring_call', ['pairing_id'], unique=False)
    op.create_index('ix_mentoring_call_raised_at', 'mentoring_call', ['raised_at'], unique=False, postgresql_where='settled_at IS NULL')
    op.create_index('uq_mentoring_call_open', 'mentoring_call', ['person_id', 'pairing_id', 'why'], unique=True, postgresql_where='settled_at IS NULL', postgresql_nulls_not_distinct=True)
    op.create_table('mentoring_goal',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('pairing_id', sa.Uuid(), nullable=False),
    sa.Column('owner_id', sa.Uuid(), nullable=False),
    sa.Column('sealed_words', sa.LargeBinary(), nullable=False),
    sa.Column('state', sa.Text(), server_default='open', nullable=False),
    sa.Column('revision', sa.Integer(), server_default='0', nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by_id', sa.Uuid(), nullable=True),
    sa.Column('request_key', sa.Uuid(), nullable=False),
    sa.CheckConstraint("state IN ('open','reached','let_go')", name=op.f('ck_mentoring_goal_known_state')),
    sa.ForeignKeyConstraint(['made_by_id'], ['person.id'], name=op.f('fk_mentoring_goal_made_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['owner_id'], ['person.id'], name=op.f('fk_mentoring_goal_owner_id_person'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['pairing_id'], ['pairing.id'], name=op.f('fk_mentoring_goal_pairing_id_pairing'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mentoring_goal')),
    sa.UniqueConstraint('pairing_id', 'request_key', name=op.f('uq_mentoring_goal_pairing_id_request_key'))
    )
    op.create_index(op.f('ix_mentoring_goal_owner_id'), 'mentoring_goal', ['owner_id'], unique=False)
    op.create_table('mentoring_meeting',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('pairing_id', sa.Uuid(), nullable=False),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('mode', sa.Text(), nullable=False),
    sa.Column('place', sa.Text(), server_default='', nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('happened_on', sa.Date(), nullable=True),
    sa.Column('minutes', sa.Integer(), nullable=True),
    sa.Column('sequence', sa.Integer(), server_default='0', nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('planned_by_id', sa.Uuid(), nullable=True),
    sa.Column('planned_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('noted_by_id', sa.Uuid(), nullable=True),
    sa.Column('noted_via', sa.Text(), nullable=True),
    sa.Column('noted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('request_key', sa.Uuid(), nullable=False),
    sa.CheckConstraint("(state = 'happened') = (happened_on IS NOT NULL)", name=op.f('ck_mentoring_meeting_happened_on_day')),
    sa.CheckConstraint("mode IN ('in_person','phone','video','text')", name=op.f('ck_mentoring_meeting_known_mode')),
    sa.CheckConstraint("noted_via IN ('page','text','call','paper')", name=op.f('ck_mentoring_meeting_known_channel')),
    sa.CheckConstraint("starts_at IS NOT NULL OR state = 'happened'", name=op.f('ck_mentoring_meeting_planned_for_a_time')),
    sa.CheckConstraint("state IN ('planned','happened','cancelled','missed')", name=op.f('ck_mentoring_meeting_known_state')),
    sa.CheckConstraint('(starts_at IS NULL) = (ends_at IS NULL)', name=op.f('ck_mentoring_meeting_start_and_end')),
    sa.CheckConstraint('ends_at > starts_at', name=op.f('ck_mentoring_meeting_ends_after_start')),
    sa.CheckConstraint('minutes > 0', name=op.f('ck_mentoring_meeting_minutes_are_positive')),
    sa.ForeignKeyConstraint(['noted_by_id'], ['person.id'], name=op.f('fk_mentoring_meeting_noted_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['pairing_id'], ['pairing.id'], name=op.f('fk_mentoring_meeting_pairing_id_pairing'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['planned_by_id'], ['person.id'], name=op.f('fk_mentoring_meeting_planned_by_id_person'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mentoring_meeting')),
    sa.UniqueConstraint('request_key', name=op.f('uq_mentoring_meeting_request_key'))
    )
    op.create_index('ix_mentoring_meeting_coming', 'mentoring_meeting', ['starts_at'], unique=False, postgresql_where="state = 'planned'")
    op.create_index('ix_mentoring_meeting_of', 'mentoring_meeting', ['pairing_id', 'starts_at'], unique=False)
    op.create_table('notebook_entry',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('pairing_id', sa.Uuid(), nullable=False),
    sa.Column('author_id', sa.Uuid(), nullable=False),
    sa.Column('sealed_words', sa.LargeBinary(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('request_key', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['person.id'], name=op.f('fk_notebook_entry_author_id_person'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['pairing_id'], ['pairing.id'], name=op.f('fk_notebook_entry_pairing_id_pairing'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notebook_entry')),
    sa.UniqueConstraint('pairing_id', 'author_id', 'request_key', name=op.f('uq_notebook_entry_pairing_id_author_id_request_key'))
    )
    op.create_index(op.f('ix_notebook_entry_author_id'), 'notebook_entry', ['author_id'], unique=False)
    op.create_index('ix_notebook_entry_of', 'notebook_entry', ['pairing_id', 'written_at'], unique=False)
    op.create_table('pairing_change',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('pairing_id', sa.Uuid(), nullable=False),
    sa.Column('before', sa.Text(), nullable=True),
    sa.Column('after', sa.Text(), nullable=False),
    sa.Column('mover', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), server_default='', nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor_id', sa.Uuid(), nullable=True),
    sa.Column('for_id', sa.Uuid(), nullable=True),
    sa.CheckConstraint("after IN ('proposed','declined','expired','withdrawn','agreeing','active','paused','closing','closed','suspended')", name=op.f('ck_pairing_change_known_after')),
    sa.CheckConstraint("before IS NULL OR before IN ('proposed','declined','expired','withdrawn','agreeing','active','paused','closing','closed','suspended')", name=op.f('ck_pairing_change_known_before')),
    sa.CheckConstraint("mover IN ('member','coordinator','safeguarding','clock')", name=op.f('ck_pairing_change_known_mover')),
    sa.CheckConstraint("reason IN ('','taken_back','left_programme','no_room','no_way_to_reach','kept_apart','finished','one_wished','could_not_agree','absent','safety')", name=op.f('ck_pairing_change_known_reason')),
    sa.ForeignKeyConstraint(['actor_id'], ['person.id'], name=op.f('fk_pairing_change_actor_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['for_id'], ['person.id'], name=op.f('fk_pairing_change_for_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['pairing_id'], ['pairing.id'], name=op.f('fk_pairing_change_pairing_id_pairing'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pairing_change'))
    )
    op.create_index('ix_pairing_change_of', 'pairing_change', ['pairing_id', 'at'], unique=False)
    op.create_table('pairing_member',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('pairing_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('answer', sa.Text(), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_by_id', sa.Uuid(), nullable=True),
    sa.Column('sealed_gained', sa.LargeBinary(), nullable=True),
    sa.Column('contact_after', sa.Text(), nullable=True),
    sa.Column('wants_again', sa.Text(), nullable=True),
    sa.Column('looked_back_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("answer IN ('yes','no')", name=op.f('ck_pairing_member_known_answer')),
    sa.CheckConstraint("contact_after IN ('yes','no')", name=op.f('ck_pairing_member_known_contact')),
    sa.CheckConstraint("wants_again IN ('yes','no')", name=op.f('ck_pairing_member_known_wish')),
    sa.ForeignKeyConstraint(['answered_by_id'], ['person.id'], name=op.f('fk_pairing_member_answered_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['pairing_id'], ['pairing.id'], name=op.f('fk_pairing_member_pairing_id_pairing'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_pairing_member_person_id_person'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pairing_member')),
    sa.UniqueConstraint('pairing_id', 'person_id', name=op.f('uq_pairing_member_pairing_id_person_id'))
    )
    op.create_index(op.f('ix_pairing_member_person_id'), 'pairing_member', ['person_id'], unique=False)
    op.create_table('agreement_signature',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('agreement_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('signed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('how', sa.Text(), nullable=False),
    sa.Column('read_by_id', sa.Uuid(), nullable=True),
    sa.CheckConstraint("how <> 'page' OR read_by_id IS NULL", name=op.f('ck_agreement_signature_nobody_reads_a_page')),
    sa.CheckConstraint("how IN ('page','phone','paper')", name=op.f('ck_agreement_signature_known_way')),
    sa.ForeignKeyConstraint(['agreement_id'], ['agreement.id'], name=op.f('fk_agreement_signature_agreement_id_agreement'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_agreement_signature_person_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['read_by_id'], ['person.id'], name=op.f('fk_agreement_signature_read_by_id_person'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agreement_signature')),
    sa.UniqueConstraint('agreement_id', 'person_id', name=op.f('uq_agreement_signature_agreement_id_person_id'))
    )
    op.create_index(op.f('ix_agreement_signature_person_id'), 'agreement_signature', ['person_id'], unique=False)
    op.create_table('check_in_text',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('provider_id', sa.Text(), nullable=False),
    sa.Column('phone', sa.Text(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('check_in_id', sa.Uuid(), nullable=True),
    sa.Column('fate', sa.Text(), nullable=False),
    sa.Column('sealed_words', sa.LargeBinary(), nullable=True),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("fate IN ('answer','not_an_answer','nobody','several_people')", name=op.f('ck_check_in_text_known_fate')),
    sa.ForeignKeyConstraint(['check_in_id'], ['check_in.id'], name=op.f('fk_check_in_text_check_in_id_check_in'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_check_in_text_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_check_in_text')),
    sa.UniqueConstraint('provider_id', name=op.f('uq_check_in_text_provider_id'))
    )
    op.create_index(op.f('ix_check_in_text_check_in_id'), 'check_in_text', ['check_in_id'], unique=False)
    op.create_index(op.f('ix_check_in_text_person_id'), 'check_in_text', ['person_id'], unique=False)
    op.create_index('ix_check_in_text_received_at', 'check_in_text', ['received_at'], unique=False)
    op.create_table('mentoring_hours',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('meeting_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('direction', sa.Text(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('noted_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("direction IN ('gave','received')", name=op.f('ck_mentoring_hours_known_direction')),
    sa.CheckConstraint('minutes > 0', name=op.f('ck_mentoring_hours_minutes_are_positive')),
    sa.ForeignKeyConstraint(['meeting_id'], ['mentoring_meeting.id'], name=op.f('fk_mentoring_hours_meeting_id_mentoring_meeting'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_mentoring_hours_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mentoring_hours')),
    sa.UniqueConstraint('meeting_id', 'person_id', 'direction', name=op.f('uq_mentoring_hours_meeting_id_person_id_direction'))
    )
    op.create_index('ix_mentoring_hours_of', 'mentoring_hours', ['person_id', 'noted_at'], unique=False)
    op.add_column('place', sa.Column('latitude', sa.Double(), nullable=True))
    op.add_column('place', sa.Column('longitude', sa.Double(), nullable=True))
    op.create_check_constraint(op.f('ck_place_both_coordinates'), 'place', '(latitude IS NULL) = (longitude IS NULL)')
    op.create_check_constraint(op.f('ck_place_latitude_in_bounds'), 'place', 'latitude BETWEEN -90 AND 90')
    op.create_check_constraint(op.f('ck_place_longitude_in_bounds'), 'place', 'longitude BETWEEN -180 AND 180')
    op.drop_constraint(op.f('ck_person_known_roles'), 'person', type_='check')
    op.create_check_constraint(op.f('ck_person_known_roles'), 'person', f'roles <@ ARRAY[{OLD_ROLES},{NEW_ROLES}]::text[]')
    op.execute(APPEND_ONLY)
    for log in LOGS:
        op.execute(f'CREATE TRIGGER {log}_append_only BEFORE UPDATE OR DELETE ON {log} '
                   'FOR EACH ROW EXECUTE FUNCTION only_names_go()')


def downgrade() -> None:
    """Go back."""
    for log in LOGS:
        op.execute(f'DROP TRIGGER {log}_append_only ON {log}')
    op.execute('DROP FUNCTION only_names_go()')
    # Roles that the older version has no word for go.
    op.drop_constraint(op.f('ck_person_known_roles'), 'person', type_='check')
    op.execute(f'UPDATE person SET roles = ARRAY(SELECT role FROM unnest(roles) AS role WHERE role NOT IN ({NEW_ROLES})) WHERE roles && ARRAY[{NEW_ROLES}]')
    op.create_check_constraint(op.f('ck_person_known_roles'), 'person', f'roles <@ ARRAY[{OLD_ROLES}]::text[]')
    op.drop_constraint(op.f('ck_place_longitude_in_bounds'), 'place', type_='check')
    op.drop_constraint(op.f('ck_place_latitude_in_bounds'), 'place', type_='check')
    op.drop_constraint(op.f('ck_place_both_coordinates'), 'place', type_='check')
    # The keys of pairs and of the worries go with what they sealed.
    op.execute("DELETE FROM vault_key WHERE owner_id IN (SELECT id FROM pairing) OR owner_id = '6d656e74-6f72-7000-8000-776f72726965'")
    op.drop_column('place', 'longitude')
    op.drop_column('place', 'latitude')
    op.drop_index('ix_mentoring_hours_of', table_name='mentoring_hours')
    op.drop_table('mentoring_hours')
    op.drop_index('ix_check_in_text_received_at', table_name='check_in_text')
    op.drop_index(op.f('ix_check_in_text_person_id'), table_name='check_in_text')
    op.drop_index(op.f('ix_check_in_text_check_in_id'), table_name='check_in_text')
    op.drop_table('check_in_text')
    op.drop_index(op.f('ix_agreement_signature_person_id'), table_name='agreement_signature')
    op.drop_table('agreement_signature')
    op.drop_index(op.f('ix_pairing_member_person_id'), table_name='pairing_member')
    op.drop_table('pairing_member')
    op.drop_index('ix_pairing_change_of', table_name='pairing_change')
    op.drop_table('pairing_change')
    op.drop_index('ix_notebook_entry_of', table_name='notebook_entry')
    op.drop_index(op.f('ix_notebook_entry_author_id'), table_name='notebook_entry')
    op.drop_table('notebook_entry')
    op.drop_index('ix_mentoring_meeting_of', table_name='mentoring_meeting')
    op.drop_index('ix_mentoring_meeting_coming', table_name='mentoring_meeting', postgresql_where="state = 'planned'")
    op.drop_table('mentoring_meeting')
    op.drop_index(op.f('ix_mentoring_goal_owner_id'), table_name='mentoring_goal')
    op.drop_table('mentoring_goal')
    op.drop_index('uq_mentoring_call_open', table_name='mentoring_call', postgresql_where='settled_at IS NULL', postgresql_nulls_not_distinct=True)
    op.drop_index('ix_mentoring_call_raised_at', table_name='mentoring_call', postgresql_where='settled_at IS NULL')
    op.drop_index(op.f('ix_mentoring_call_pairing_id'), table_name='mentoring_call')
    op.drop_table('mentoring_call')
    op.drop_index(op.f('ix_matching_line_person_id'), table_name='matching_line')
    op.drop_index(op.f('ix_matching_line_pairing_id'), table_name='matching_line')
    op.drop_index(op.f('ix_matching_line_other_id'), table_name='matching_line')
    op.drop_table('matching_line')
    op.drop_index('ix_check_in_waiting', table_name='check_in', postgresql_where="state = 'asked'")
    op.drop_index('ix_check_in_of', table_name='check_in')
    op.drop_table('check_in')
    op.drop_table('agreement')
    op.drop_index('ix_worry_change_of', table_name='worry_change')
    op.drop_table('worry_change')
    op.drop_index(op.f('ix_recognition_rate_id'), table_name='recognition')
    op.drop_index('ix_recognition_of', table_name='recognition')
    op.drop_index('ix_recognition_due_on', table_name='recognition', postgresql_where='paid_on IS NULL')
    op.drop_table('recognition')
    op.drop_index('uq_pairing_open', table_name='pairing', postgresql_where="state IN ('proposed','agreeing','active','paused','closing','suspended')")
    op.drop_index(op.f('ix_pairing_two_id'), table_name='pairing')
    op.drop_index(op.f('ix_pairing_run_id'), table_name='pairing')
    op.drop_index('ix_pairing_open_state', table_name='pairing', postgresql_where="state IN ('proposed','agreeing','active','paused','closing','suspended')")
    op.drop_index('ix_pairing_answer_by', table_name='pairing', postgresql_where="state = 'proposed'")
    op.drop_table('pairing')
    op.drop_index(op.f('ix_mentoring_profile_place_id'), table_name='mentoring_profile')
    op.drop_index('ix_mentoring_profile_open', table_name='mentoring_profile', postgresql_where="state = 'open'")
    op.drop_table('mentoring_profile')
    op.drop_index('ix_worry_unopened', table_name='worry', postgresql_where='opened_at IS NULL AND escalated_at IS NULL')
    op.drop_index(op.f('ix_worry_raised_by_id'), table_name='worry')
    op.drop_index('ix_worry_raised_at', table_name='worry')
    op.drop_table('worry')
    op.drop_table('recognition_rate')
    op.drop_index(op.f('ix_mentoring_choice_chosen_id'), table_name='mentoring_choice')
    op.drop_table('mentoring_choice')
    op.drop_index(op.f('ix_mentoring_apart_other_id'), table_name='mentoring_apart')
    op.drop_table('mentoring_apart')
    op.drop_index('uq_matching_run_undecided', table_name='matching_run', postgresql_where='is_undecided')
    op.drop_index('ix_matching_run_asked_at', table_name='matching_run')
    op.drop_table('matching_run')
