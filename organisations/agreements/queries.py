"""Who has signed what, and whether it still holds."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from ccs.tenancy.actor import Actor
from organisations.agreements.models import (
    AgreementDraft,
    AgreementSignature,
    AgreementVersion,
    Kind,
)
from organisations.agreements.rules import Standing, standing_by
from organisations.members.models import Membership, Organisation, Team
from organisations.roles.models import OrganisationRole
from organisations.roles.rules import can_coordinate


def standing(
    organisation_ids: Collection[UUID],
    *,
    network_id: UUID,
    kind: str = Kind.DATA_SHARING,
    at: datetime | None = None,
) -> dict[UUID, Standing]:
    """Of each: never signed, signed, to be signed again by a day, lapsed. Two queries in all."""
    now = at or timezone.now()
    versions = versions_of(network_id, kind)
    signed: dict[UUID, list[AgreementSignature]] = defaultdict(list)
    for one in AgreementSignature.objects.filter(
        network=network_id, organisation__in=list(organisation_ids), kind=kind
    ):
        signed[one.organisation_id].append(one)
    return {key: standing_by(versions, signed[key], now) for key in organisation_ids}


def standing_of(
    organisation_id: UUID,
    *,
    network_id: UUID,
    kind: str = Kind.DATA_SHARING,
    at: datetime | None = None,
) -> Standing:
    """The same of one."""
    found = standing([organisation_id], network_id=network_id, kind=kind, at=at)
    return found[organisation_id]


def members_of(network_id: UUID) -> QuerySet[Organisation]:
    """Those that have not left."""
    return Organisation.objects.filter(network=network_id, left_on=None)


def versions_of(network_id: UUID, kind: str) -> list[AgreementVersion]:
    """All that were published, those taken back too; the newest last."""
    rows = AgreementVersion.objects.filter(network=network_id, kind=kind)
    return list(rows.order_by("number"))


def holding(*, network_id: UUID, at: datetime) -> QuerySet[AgreementSignature]:
    """The signatures under which somebody's details may be sent to an organisation at that time.

    What the wall of shares asks too; for an EXISTS over rows that name an organisation. One that
    is still joining has none yet, whatever it has signed.
    """
    begun = AgreementVersion.objects.filter(
        network=network_id,
        kind=Kind.DATA_SHARING,
        in_force_from__lte=at,
        taken_back_at=None,
    )
    return AgreementSignature.objects.filter(
        network=network_id,
        organisation__registered_on__isnull=False,
        kind=Kind.DATA_SHARING,
        expires_at__gt=at,
        number=begun.order_by(F("number").desc()).values("number")[:1],
    )


def who_may_hold(
    organisation_ids: Collection[UUID], *, network_id: UUID, at: datetime
) -> set[UUID]:
    """Those of them to which somebody's details may be sent at that time."""
    rows = holding(network_id=network_id, at=at).filter(organisation__in=list(organisation_ids))
    return set(rows.values_list("organisation_id", flat=True))


def last_version(network_id: UUID, kind: str) -> AgreementVersion:
    """The newest that was not taken back: what the next one is compared with."""
    rows = AgreementVersion.objects.filter(network=network_id, kind=kind, taken_back_at=None)
    return rows.latest("number")


def version_for(actor: Actor, version_id: UUID) -> AgreementVersion | None:
    return AgreementVersion.objects.filter(network=actor.network.id, pk=version_id).first()


def version_before(version: AgreementVersion) -> AgreementVersion | None:
    rows = AgreementVersion.objects.filter(
        network=version.network_id,
        kind=version.kind,
        number__lt=version.number,
        taken_back_at=None,
    )
    return rows.order_by("-number").first()


def draft_of(actor: Actor, kind: str) -> AgreementDraft | None:
    """For coordinators: the wall shows it to nobody else."""
    return AgreementDraft.objects.filter(network=actor.network.id, kind=kind).first()


def signature_for(actor: Actor, signature_id: UUID) -> AgreementSignature | None:
    """The evidence of one signature: for the people of the organisation and the desk."""
    rows = AgreementSignature.objects.select_related("organisation", "version", "signed_by")
    found = rows.filter(network=actor.network.id, pk=signature_id).first()
    if found is None or can_coordinate(actor):
        return found
    return found if found.organisation_id in {one.pk for one in own_organisations(actor)} else None


def own_organisations(actor: Actor) -> list[Organisation]:
    """Those the actor manages or works in."""
    works = Team.objects.filter(pk__in=actor.teams).values("organisation_id")
    rows = members_of(actor.network.id)
    own = rows.filter(Q(pk__in=actor.managed) | Q(pk__in=works))
    return list(own.order_by("name")) if actor.teams or actor.managed else []


def managers_in(network_id: UUID, organisations: Collection[UUID] | None = None) -> list[UUID]:
    """Memberships of those who manage any of these organisations now; of any here, if not named."""
    rows = OrganisationRole.objects.filter(
        network=network_id, permission__codename="manage", content_object__left_on=None
    )
    if organisations is not None:
        rows = rows.filter(content_object__in=list(organisations))
    users = list(rows.values_list("user_id", flat=True))
    people = Membership.objects.filter(network=network_id, user_id__in=users, left_at=None)
    return list(people.order_by("id").values_list("id", flat=True))


def managed_by(member: UUID) -> list[Organisation]:
    """The organisations that a member manages."""
    who = Membership.objects.filter(pk=member).values_list("user_id", "network_id").first()
    if who is None:
        return []
    roles = OrganisationRole.objects.filter(
        user_id=who[0], network=who[1], permission__codename="manage"
    )
    ids = list(roles.values_list("content_object_id", flat=True))
    return list(Organisation.objects.filter(pk__in=ids, left_on=None).order_by("name"))


def not_yet_signed(
    network_id: UUID, kind: str, *, at: datetime | None = None
) -> list[tuple[Organisation, Standing]]:
    """Who has something to sign, and what of: those whose time is shortest first."""
    rows = list(members_of(network_id).order_by("name"))
    found = standing([one.pk for one in rows], network_id=network_id, kind=kind, at=at)
    waits = [(one, found[one.pk]) for one in rows if found[one.pk].to_sign]
    return sorted(waits, key=lambda pair: (pair[1].holds, pair[1].until or timezone.now()))
