"""Who signs, and the evidence of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from organisations.agreements.models import AgreementSignature, AgreementVersion, Kind
from organisations.agreements.queries import standing_of, versions_of
from organisations.agreements.remembered import forget
from organisations.agreements.reminding import remind_of_renewal
from organisations.agreements.rules import can_sign_for, expires, in_force
from organisations.members.models import Organisation


@dataclass(frozen=True, slots=True)
class Signed:
    """What somebody says of themselves as they sign."""

    name: str
    role: str
    may_sign: bool


@transaction.atomic
def sign(
    *, actor: Actor, organisation_id: UUID, version_id: UUID, signed: Signed
) -> AgreementSignature:
    """For an organisation that the actor manages. A double click finds the first signature.

    Conflict where the version does not wait for a signature any more.
    """
    if not can_sign_for(actor, organisation_id):
        raise NotAllowed(_("There is no such agreement here."))
    # Held until the end: two who sign at once are one after the other.
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation_id)
    version = AgreementVersion.objects.filter(network=actor.network.id, pk=version_id).first()
    if version is None:
        raise NotAllowed(_("There is no such agreement here."))
    now = timezone.now()
    already = _holding(organisation, version, at=now)
    due = standing_of(organisation_id, network_id=actor.network.id, kind=version.kind, at=now)
    if due.to_sign is None or due.to_sign.pk != version.pk:
        if already:
            return already
        raise Conflict(_("There is a newer version by now. Read that one and sign it."))
    _check(signed)
    signature = _write(organisation, version, signed, at=now, member_id=actor.member_id)
    record(
        "agreement.signed",
        actor=actor,
        subject_kind="organisation",
        subject_id=organisation.pk,
        reason=f"{version.kind} {version.number}",
    )
    return signature


@transaction.atomic
def sign_agreement(
    *,
    organisation: Organisation,
    name: str,
    role: str,
    at: datetime,
    kind: str = Kind.DATA_SHARING,
    version: AgreementVersion | None = None,
) -> AgreementSignature:
    """Keep what was signed outside the site, of the version in force then, or now if none was.

    For the demo, a network that moves here and tests, in the network's `system` context.
    """
    if version is None:
        versions = versions_of(organisation.network_id, kind)
        version = in_force(versions, at) or in_force(versions, timezone.now()) or versions[0]
    return _write(organisation, version, Signed(name, role, may_sign=True), at=at)


def _check(signed: Signed) -> None:
    if not signed.name.strip():
        raise Problem(_("Enter your name."), field="name")
    if not signed.role.strip():
        raise Problem(_("Enter your role in the organisation."), field="role")
    if not signed.may_sign:
        raise Problem(
            _("Only somebody who is allowed to sign for the organisation can sign."),
            field="may_sign",
        )


def _holding(
    organisation: Organisation, version: AgreementVersion, *, at: datetime
) -> AgreementSignature | None:
    held = AgreementSignature.objects.filter(
        organisation=organisation, version=version, expires_at__gt=at
    )
    return held.order_by("-signed_at").first()


def _write(
    organisation: Organisation,
    version: AgreementVersion,
    signed: Signed,
    *,
    at: datetime,
    member_id: UUID | None = None,
) -> AgreementSignature:
    signature = AgreementSignature.objects.create(
        network_id=organisation.network_id,
        organisation=organisation,
        version=version,
        kind=version.kind,
        number=version.number,
        text_sha256=version.text_sha256,
        signed_by_id=member_id,
        signed_by_name=signed.name.strip(),
        signed_by_role=signed.role.strip(),
        said_may_sign=signed.may_sign,
        signed_at=at,
        expires_at=expires(at, months=version.renew_months),
    )
    remind_of_renewal(signature)
    forget(signature.network_id)
    return signature
