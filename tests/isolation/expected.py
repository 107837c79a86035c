"""Who may see and who may write each tenant table: all that is not written here is refused.

Rows belong to the school and the advice line; the viewers are those of `looking.py`, whose
manager manages the advice agency. An envelope is seen by managers and the desk, a letter by
nobody but its parties.
"""

NETWORK = frozenset(
    {"another organisation", "another team", "manager", "coordinator", "analyst", "system"}
)
MEMBERS = NETWORK - {"analyst"}
DESK = frozenset({"coordinator", "system"})

SEEN_BY: dict[str, frozenset[str]] = {
    "ccs.AuditRecord": frozenset({"coordinator"}),
    "ccs.IdempotencyKey": MEMBERS,
    "organisations.AgreementSignature": NETWORK,
    "organisations.ApiKey": DESK,
    "organisations.Capacity": NETWORK,
    "organisations.Contact": NETWORK,
    "organisations.Eligibility": NETWORK,
    "organisations.ExternalId": DESK,
    "organisations.LeadAgency": NETWORK,
    "organisations.Location": NETWORK,
    "organisations.Membership": NETWORK,
    "organisations.NetworkRole": NETWORK,
    "organisations.Organisation": NETWORK,
    "organisations.OrganisationRole": NETWORK,
    "organisations.Schedule": NETWORK,
    "organisations.Service": NETWORK,
    "organisations.ServiceArea": NETWORK,
    "organisations.ServiceAtLocation": NETWORK,
    "organisations.ServiceChange": NETWORK,
    "organisations.ServiceNeed": NETWORK,
    "organisations.Team": NETWORK,
    "organisations.TeamRole": NETWORK,
    "organisations.UnmetDemand": DESK,
    "referrals.Finding": DESK,
    "referrals.OpenNeed": DESK,
    "referrals.Referral": DESK | {"manager"},
    "referrals.ReferralEvent": DESK | {"manager"},
    "referrals.Reminder": frozenset({"system"}),
}
ADDED_BY: dict[str, frozenset[str]] = {
    # Anybody writes down what they did themselves; these rows are the teacher's.
    "ccs.AuditRecord": frozenset({"system"}),
    "ccs.IdempotencyKey": MEMBERS,
    "organisations.AgreementSignature": DESK,
    "organisations.ApiKey": DESK,
    "organisations.Capacity": DESK,
    "organisations.Contact": DESK,
    "organisations.Eligibility": DESK,
    "organisations.ExternalId": DESK,
    "organisations.LeadAgency": DESK,
    # A manager invites people to the network; which teams they join is another table's wall.
    "organisations.Location": DESK,
    "organisations.Membership": DESK | {"manager"},
    "organisations.NetworkRole": DESK,
    "organisations.Organisation": DESK,
    "organisations.OrganisationRole": DESK,
    "organisations.Schedule": DESK,
    "organisations.Service": DESK,
    "organisations.ServiceArea": DESK,
    "organisations.ServiceAtLocation": DESK,
    "organisations.ServiceChange": DESK,
    "organisations.ServiceNeed": DESK,
    "organisations.Team": DESK,
    "organisations.TeamRole": DESK,
    "organisations.UnmetDemand": frozenset({"system"}),
    "referrals.Finding": frozenset({"system"}),
    "referrals.ReferralEvent": frozenset({"system"}),
    "referrals.Reminder": frozenset({"system"}),
}
CHANGED_BY: dict[str, frozenset[str]] = {
    "organisations.ApiKey": DESK,
    "organisations.Capacity": DESK,
    "organisations.LeadAgency": DESK,
    "organisations.Location": DESK,
    "organisations.Membership": DESK | {"manager"},
    "organisations.Organisation": DESK,
    "organisations.Service": DESK,
    "organisations.Team": DESK,
    "referrals.Referral": frozenset({"system"}),
    "referrals.Reminder": frozenset({"system"}),
}
REMOVED_BY: dict[str, frozenset[str]] = {
    "referrals.Finding": frozenset({"system"}),
    "referrals.Reminder": frozenset({"system"}),
    "ccs.IdempotencyKey": MEMBERS,
    "organisations.Contact": DESK,
    "organisations.Eligibility": DESK,
    "organisations.ExternalId": DESK,
    "organisations.NetworkRole": DESK,
    "organisations.OrganisationRole": DESK,
    "organisations.Schedule": DESK,
    "organisations.ServiceArea": DESK,
    "organisations.ServiceAtLocation": DESK,
    "organisations.ServiceNeed": DESK,
    "organisations.TeamRole": DESK,
}
