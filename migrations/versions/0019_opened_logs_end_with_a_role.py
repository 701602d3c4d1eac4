"""An opened log is closed for good when one of the two people loses the role."""

from __future__ import annotations

from alembic import op

revision = '0019_opened_logs_end_with_a_role'
down_revision = '0018_mentoring'


def upgrade() -> None:
    """Go forward."""
    # Roles are taken away by whoever runs the platform, by any way there is, so the database sees
    # to it. Whoever is reading in the log at that moment is waited for.
    op.execute(
        """
        CREATE FUNCTION close_logs_of_lost_roles() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE log_opening SET closed_at = now()
            WHERE state = 'approved' AND closed_at IS NULL
              AND ((asked_by_id = NEW.id AND NOT NEW.roles && ARRAY['programme_lead'])
                OR (decided_by_id = NEW.id
                    AND NOT NEW.roles && ARRAY['programme_lead', 'safeguarding_lead']));
            RETURN NULL;
        END $$
        """
    )
    op.execute(
        """
        CREATE TRIGGER close_logs_of_lost_roles AFTER UPDATE OF roles ON person
        FOR EACH ROW WHEN (NOT OLD.roles <@ NEW.roles)
        EXECUTE FUNCTION close_logs_of_lost_roles()
        """
    )


def downgrade() -> None:
    """Go back: a log is closed only for as long as the role is gone."""
    op.execute('DROP TRIGGER close_logs_of_lost_roles ON person')
    op.execute('DROP FUNCTION close_logs_of_lost_roles()')
