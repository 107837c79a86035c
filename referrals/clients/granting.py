"""What the ledger of shares asks of two kinds of shares, in SQL."""

from typing import Final

# Aftercare that the desk took on because the team of it is gone: the one share that the custodian
# grants, in the name of that team, and only where they agreed that the desk may see their story.
OPENED_TO_DESK: Final = (
    "{t}.ground = 'desk' AND {t}.referral_id IS NULL AND {t}.until IS NULL"
    " AND EXISTS (SELECT 1 FROM referrals_aftercareplan f"
    "  JOIN referrals_share p ON p.assessment_id = f.assessment_id"
    "  JOIN referrals_consent c ON c.assessment_id = f.assessment_id"
    "  WHERE f.assessment_id = {t}.assessment_id AND f.team_id = {t}.team_id"
    "  AND f.status = 'running' AND f.with_desk_since IS NOT NULL"
    "  AND p.id = {t}.parent_id AND p.ground = 'origin'"
    "  AND p.team_id = {t}.granted_by_id AND p.until IS NULL"
    "  AND c.id = {t}.consent_id AND c.names_desk AND c.withdrawn_at IS NULL"
    "  AND (c.expires_at IS NULL OR c.expires_at > {t}.since))"
)
# Kept and not used: it goes to nobody else until that is lifted. That a referral goes on with
# another team of the organisation that has it tells nobody anything new.
NOT_RESTRICTED: Final = (
    "NOT EXISTS (SELECT 1 FROM referrals_restriction x WHERE x.network_id = {t}.network_id"
    " AND x.client_id = {t}.client_id AND x.until IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM referrals_share y"
    "  JOIN organisations_team a ON a.id = y.team_id"
    "  JOIN organisations_team b ON b.organisation_id = a.organisation_id"
    "  WHERE y.id = {t}.parent_id AND y.referral_id = {t}.referral_id AND b.id = {t}.team_id))"
)
