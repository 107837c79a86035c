"""What a referral is counted as, and the triggers that count it in the transaction that writes it.

`reporting_facts_of` and `reporting_history_facts_of` are the only places that say which facts a
row stands for: the triggers take the difference between before and after, and a rebuild takes all.
"""

from django.db import migrations

_COLUMNS = (
    "network_id, measure, day, from_organisation_id, to_organisation_id, from_team_id, to_team_id,"
    " service_id, from_sector, to_sector, from_type, to_type, from_scheme, to_scheme, needs,"
    " urgency, reason, minutes, in_time"
)

_TABLE = """
    network_id uuid, measure varchar, day date,
    from_organisation_id uuid, to_organisation_id uuid, from_team_id uuid, to_team_id uuid,
    service_id uuid, from_sector varchar, to_sector varchar, from_type varchar, to_type varchar,
    from_scheme varchar, to_scheme varchar, needs varchar[], urgency varchar, reason varchar,
    minutes integer, in_time boolean
"""

_FACTS_OF_A_REFERRAL = f"""
CREATE FUNCTION reporting_facts_of(r referrals_referral) RETURNS TABLE ({_TABLE})
LANGUAGE sql STABLE AS $$
    SELECT r.network_id, m.measure, (m.at AT TIME ZONE 'Europe/London')::date,
        r.from_organisation_id, r.to_organisation_id, r.from_team_id, r.to_team_id, r.service_id,
        r.from_sector, r.to_sector, r.from_type, r.to_type, r.from_scheme, r.to_scheme,
        r.needs, r.urgency, m.reason, m.minutes, m.in_time
    FROM (VALUES
        ('sent', CASE WHEN r.to_team_id IS NOT NULL THEN r.sent_at END, '', NULL::int, NULL::bool),
        ('accepted', CASE WHEN r.status IN ('accepted', 'in_progress', 'closed')
            THEN r.accepted_at END, '', NULL, NULL),
        ('answered', r.answered_at, '', r.answer_minutes, r.answer_in_time),
        ('contacted', CASE WHEN r.contact_minutes IS NOT NULL THEN r.first_contact_at END,
            '', r.contact_minutes, r.contact_in_time),
        ('declined', CASE WHEN r.status = 'declined' THEN r.ended_at END,
            r.decline_reason, NULL, NULL),
        ('withdrawn', CASE WHEN r.status = 'withdrawn' THEN r.ended_at END, '', NULL, NULL),
        ('closed', CASE WHEN r.status = 'closed' THEN r.ended_at END, r.outcome, NULL, NULL)
    ) AS m (measure, at, reason, minutes, in_time)
    WHERE r.status <> 'draft' AND m.at IS NOT NULL
$$
"""

# Where an older system did not say when something happened, the nearest time that it did say.
_FACTS_OF_HISTORY = f"""
CREATE FUNCTION reporting_history_facts_of(h reporting_historyreferral) RETURNS TABLE ({_TABLE})
LANGUAGE sql STABLE AS $$
    SELECT h.network_id, m.measure, (m.at AT TIME ZONE 'Europe/London')::date,
        h.from_key, h.to_key, NULL::uuid, NULL::uuid, NULL::uuid,
        h.from_sector, h.to_sector, h.from_type, h.to_type, ''::varchar, ''::varchar,
        CASE WHEN h.need = '' THEN '{{}}'::varchar[] ELSE ARRAY[h.need] END,
        ''::varchar, m.reason, NULL::int, NULL::bool
    FROM (VALUES
        ('sent', CASE WHEN h.status <> 'draft' THEN h.made_at END, ''),
        ('accepted', CASE WHEN h.status IN ('accepted', 'in_progress', 'closed')
            THEN coalesce(h.accepted_at, h.made_at) END, ''),
        ('declined', CASE WHEN h.status = 'declined' THEN coalesce(h.ended_at, h.made_at) END, ''),
        ('withdrawn',
            CASE WHEN h.status = 'withdrawn' THEN coalesce(h.ended_at, h.made_at) END, ''),
        ('closed', CASE WHEN h.status = 'closed'
            THEN coalesce(h.ended_at, h.accepted_at, h.made_at) END, h.outcome)
    ) AS m (measure, at, reason)
    WHERE h.replaced_by_id IS NULL AND m.at IS NOT NULL
$$
"""

_ADD = f"INSERT INTO reporting_fact (id, {_COLUMNS}, n, folded) SELECT gen_random_uuid()"

# Only what is different: most changes of a referral (who has it, when it is due) count nowhere.
_DIFFERENCE = f"""
    WITH gone AS MATERIALIZED ({{before}}), come AS MATERIALIZED ({{after}})
    {_ADD}, d.*, false FROM (
        (SELECT gone.*, -1 FROM (SELECT * FROM gone EXCEPT ALL SELECT * FROM come) gone)
        UNION ALL
        (SELECT come.*, 1 FROM (SELECT * FROM come EXCEPT ALL SELECT * FROM gone) come)
    ) d;
"""

_COUNT_A_REFERRAL = f"""
CREATE FUNCTION reporting_count_referral() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        {_ADD}, f.*, 1, false FROM reporting_facts_of(NEW) f;
    ELSIF TG_OP = 'DELETE' THEN
        {_ADD}, f.*, -1, false FROM reporting_facts_of(OLD) f;
    ELSE
        {
    _DIFFERENCE.format(
        before="SELECT * FROM reporting_facts_of(OLD)",
        after="SELECT * FROM reporting_facts_of(NEW)",
    )
}
    END IF;
    RETURN NULL;
END $$
"""

_TRIGGERS = """
CREATE TRIGGER reporting_counts_new AFTER INSERT ON referrals_referral
    FOR EACH ROW WHEN (NEW.status <> 'draft') EXECUTE FUNCTION reporting_count_referral();
CREATE TRIGGER reporting_counts_gone AFTER DELETE ON referrals_referral
    FOR EACH ROW WHEN (OLD.status <> 'draft') EXECUTE FUNCTION reporting_count_referral();
CREATE TRIGGER reporting_counts_changed AFTER UPDATE ON referrals_referral
    FOR EACH ROW
    WHEN (ROW(OLD.status, OLD.sent_at, OLD.accepted_at, OLD.answered_at, OLD.first_contact_at,
              OLD.ended_at, OLD.to_team_id, OLD.service_id, OLD.needs, OLD.urgency,
              OLD.outcome, OLD.decline_reason)
        IS DISTINCT FROM
          ROW(NEW.status, NEW.sent_at, NEW.accepted_at, NEW.answered_at, NEW.first_contact_at,
              NEW.ended_at, NEW.to_team_id, NEW.service_id, NEW.needs, NEW.urgency,
              NEW.outcome, NEW.decline_reason))
    EXECUTE FUNCTION reporting_count_referral()
"""

_OF_HISTORY = "SELECT f.* FROM {rows} r, LATERAL reporting_history_facts_of(r) f"


def _history(event: str, tables: str, body: str) -> str:
    """A hundred thousand rows are brought in at once: counted a statement at a time."""
    name = f"reporting_count_history_{event.lower()}"
    return f"""
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {body}
    RETURN NULL;
END $$;
CREATE TRIGGER {name} AFTER {event} ON reporting_historyreferral
    REFERENCING {tables} FOR EACH STATEMENT EXECUTE FUNCTION {name}()
"""


_HISTORY_COME = _history(
    "INSERT",
    "NEW TABLE AS come_rows",
    f"{_ADD}, f.*, 1, false FROM come_rows r, LATERAL reporting_history_facts_of(r) f;",
)
_HISTORY_GONE = _history(
    "DELETE",
    "OLD TABLE AS gone_rows",
    f"{_ADD}, f.*, -1, false FROM gone_rows r, LATERAL reporting_history_facts_of(r) f;",
)
_HISTORY_CHANGED = _history(
    "UPDATE",
    "OLD TABLE AS gone_rows NEW TABLE AS come_rows",
    _DIFFERENCE.format(
        before=_OF_HISTORY.format(rows="gone_rows"), after=_OF_HISTORY.format(rows="come_rows")
    ),
)


class Migration(migrations.Migration):
    """Functions and triggers: Django's models know neither."""

    dependencies = [("reporting", "0001_initial"), ("referrals", "0001_initial")]

    operations = [
        migrations.RunSQL(
            _FACTS_OF_A_REFERRAL, "DROP FUNCTION reporting_facts_of(referrals_referral)"
        ),
        migrations.RunSQL(
            _FACTS_OF_HISTORY,
            "DROP FUNCTION reporting_history_facts_of(reporting_historyreferral)",
        ),
        migrations.RunSQL(
            [_COUNT_A_REFERRAL, _TRIGGERS], "DROP FUNCTION reporting_count_referral() CASCADE"
        ),
        *(
            migrations.RunSQL(sql, f"DROP FUNCTION reporting_count_history_{event}() CASCADE")
            for event, sql in (
                ("insert", _HISTORY_COME),
                ("delete", _HISTORY_GONE),
                ("update", _HISTORY_CHANGED),
            )
        ),
    ]
