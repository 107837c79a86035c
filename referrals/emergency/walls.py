"""What the walls around letters ask of who reads in an emergency."""

from typing import Final

# Read-only, for the worker who said why (see `referrals.emergency`), as long as it lasts and the
# share beside it is open. Their own team's letters are not opened by it.
IN_EMERGENCY: Final = (
    "EXISTS (SELECT 1 FROM referrals_emergencyreading e"
    " JOIN referrals_share s ON s.id = e.share_id AND s.until IS NULL"
    " WHERE e.network_id = {{t}}.network_id AND e.{key} = {column} AND e.ends_at > {{now}})"
)
