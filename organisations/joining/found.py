"""What other rooms know of an organisation that joins: signed, described, practised."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from organisations.agreements.models import Kind
from organisations.agreements.queries import standing
from organisations.directory.models import Service, ServiceNeed
from organisations.engagement.lessons.queries import done_by
from organisations.joining.models import Joining
from organisations.joining.rules import Step
from organisations.members.models import Membership, Organisation, Team
from organisations.roles.models import OrganisationRole, TeamRole


def steps_found(
    organisations: Collection[UUID], network_id: UUID | None
) -> dict[UUID | None, dict[Step, datetime]]:
    found: dict[UUID | None, dict[Step, datetime]] = defaultdict(dict)
    if network_id is None or not organisations:
        return found
    for step, kind in ((Step.AGREEMENT, Kind.DATA_SHARING), (Step.CHARTER, Kind.CHARTER)):
        for key, one in standing(organisations, network_id=network_id, kind=kind).items():
            if one.holds and one.signature:
                found[key][step] = one.signature.signed_at
    for key, at in _described(organisations).items():
        found[key][Step.SERVICES] = at
    for key, at in _practised(organisations).items():
        found[key][Step.PRACTICE] = at
    return found


def _described(organisations: Collection[UUID]) -> dict[UUID, datetime]:
    """When each wrote down a service that could be published, or said that it only refers."""
    here = Organisation.objects.filter(pk__in=list(organisations), receives_referrals=False)
    rows = Joining.objects.filter(organisation__in=list(here.values_list("pk", flat=True)))
    found = {
        key: started
        for key, started in rows.values_list("organisation_id", "started_at")
        if key and started
    }
    teams = Team.objects.filter(organisation__in=list(organisations))
    by_team = dict(teams.values_list("pk", "organisation_id"))
    written = Service.objects.filter(team__in=list(by_team)).exclude(description="")
    described = list(
        written.exclude(status=Service.Status.WITHDRAWN)
        .order_by("-changed_at")
        .values_list("pk", "team_id", "changed_at")
    )
    met = ServiceNeed.objects.filter(service__in=[key for key, _team, _at in described])
    with_needs = set(met.values_list("service_id", flat=True))
    for key, team, at in described:
        organisation = by_team[team]
        if organisation and key in with_needs:
            found[organisation] = at
    return found


def _practised(organisations: Collection[UUID]) -> dict[UUID, datetime]:
    users = users_of(organisations)
    everybody = {user for those in users.values() for user in those}
    people = Membership.objects.filter(user__in=everybody, left_at=None)
    members = dict(people.values_list("pk", "user_id"))
    done = done_by(list(members), "practice_refer")
    first: dict[UUID, datetime] = {}
    for member, by_code in done.items():
        first[members[member]] = by_code["practice_refer"].first_at
    found = {key: [first[one] for one in those if one in first] for key, those in users.items()}
    return {key: min(times) for key, times in found.items() if times}


def users_of(organisations: Collection[UUID]) -> dict[UUID, set[UUID]]:
    held: dict[UUID, set[UUID]] = {key: set() for key in organisations}
    teams = Team.objects.filter(organisation__in=list(organisations))
    by_team = dict(teams.values_list("pk", "organisation_id"))
    working = TeamRole.objects.filter(content_object__in=list(by_team))
    for team, user in working.values_list("content_object_id", "user_id"):
        organisation = by_team[team]
        if organisation:
            held[organisation].add(user)
    managing = OrganisationRole.objects.filter(content_object__in=list(organisations))
    for key, user in managing.values_list("content_object_id", "user_id"):
        held[key].add(user)
    return held
