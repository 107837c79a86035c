"""All that is held of one person in a network, for them: what, why, who got it, who read it."""

import base64
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ccs.audit.models import AuditRecord
from ccs.tenancy.context import custodian, enter, system
from ccs.tenancy.problems import NotAllowed
from ccs.ui import moments
from networks.networks.queries import network_by_id
from organisations.members.models import Organisation, Team
from organisations.members.presenters import full_name
from referrals.assessments.models import Assessment
from referrals.attachments.models import Attachment
from referrals.clients.models import Client, Share
from referrals.consent.models import Basis, Consent
from referrals.papers.document import Paper, Section, Table
from referrals.referrals.models import Referral
from referrals.referrals.rules import Status
from referrals.rights.letters import letters_of
from referrals.rights.queries import stories_of
from referrals.rights.words import READINGS

# Of the same person read by the same team, as many lines as somebody can go through.
_MOST_READINGS = 500


@dataclass(frozen=True, slots=True)
class File:
    """A file that goes with what they told; in the JSON whole."""

    name: str
    kind: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Record:
    """`paper` is for the page and the PDF; the files go with the JSON."""

    paper: Paper
    files: tuple[File, ...]

    @property
    def as_json(self) -> dict[str, Any]:
        files = [
            {"name": one.name, "kind": one.kind, "base64": base64.b64encode(one.content).decode()}
            for one in self.files
        ]
        return {**self.paper.as_data, "files": files}


def record_of(network_id: UUID, client_ids: Collection[UUID]) -> Record:
    """Everything of these records, which are of one person, with whatever team they are.

    Enters the custodian's context of each: the caller has asked who may have it, and audits it.
    """
    network, now = network_by_id(network_id), timezone.now()
    names = _names(network_id)
    sections: list[Section] = []
    files: list[File] = []
    for client_id in client_ids:
        with enter(custodian(network_id, person=client_id)):
            if not Client.objects.filter(pk=client_id).exists():
                raise NotAllowed(_("There is no such record here."))
            sections += letters_of(client_id, names)
            files += [
                File(one.name, one.kind, bytes(one.content))
                for one in Attachment.objects.filter(assessment__client=client_id)
            ]
    stories = _stories(network_id, client_ids)
    return Record(
        paper=Paper(
            title=_("All that is held about you in %(network)s") % {"network": network.name},
            network=network.name,
            made=_("As it was on %(date)s at %(time)s")
            % {
                "date": moments.full_date(localtime(now).date()),
                "time": moments.clock(now),
            },
            language=get_language() or "en",
            open_title="",
            sections=[
                _why(network_id, client_ids, network.standards["retention_years"]),
                Section(title=_("What you can ask for"), points=_your_rights()),
                *sections,
                _referrals(network_id, stories),
                _received(network_id, client_ids, names),
                _read_by(network_id, client_ids, stories, names),
            ],
        ),
        files=tuple(files),
    )


def _names(network_id: UUID) -> dict[UUID, str]:
    with enter(system(network_id)):
        teams = Team.objects.filter(network_id=network_id).select_related("organisation")
        named = {one.pk: full_name(one) for one in teams}
        own = Organisation.objects.filter(network_id=network_id)
        return {**dict(own.values_list("pk", "name")), **named}


def _your_rights() -> list[str]:
    return [
        _("You can ask for a copy like this one, for something to be put right, for all of it to"
          " be kept and not used, or to be erased. Ask any team, or the people who coordinate the"
          " network. The answer is due within a month."),
        _("You can say that you do not want to be counted, or asked later how you are."),
        _("You can change your mind about what is shared. Everybody else then loses sight of it"
          " at once, and is asked to delete copies."),
        _("You can have a card with a link. It shows who was asked, who can read what you told,"
          " and since when."),
        _("You can complain to the Information Commissioner’s Office: ico.org.uk."),
    ]  # fmt: skip


def _stories(network_id: UUID, client_ids: Collection[UUID]) -> list[UUID]:
    with enter(system(network_id)):
        return stories_of(client_ids)


def _why(network_id: UUID, client_ids: Collection[UUID], years: int) -> Section:
    bases: set[str] = set()
    for client_id in client_ids:
        with enter(custodian(network_id, person=client_id)):
            stories = Assessment.objects.filter(client=client_id).values_list("pk", flat=True)
            agreed = Consent.objects.filter(assessment__in=list(stories))
            bases |= set(agreed.values_list("basis", flat=True))
    return Section(
        title=_("Why it is held, and for how long"),
        text=[
            _("So that those you asked for help can help you, and show that they did."),
            ngettext(
                "Your record is erased %(n)d year after the last referral ended.",
                "Your record is erased %(n)d years after the last referral ended.",
                years,
            )
            % {"n": years},
        ],
        rows=[(_("Lawful basis for sharing it"), str(Basis(one).label)) for one in sorted(bases)],
    )


def _referrals(network_id: UUID, stories: Collection[UUID]) -> Section:
    with enter(system(network_id)):
        rows = Referral.objects.filter(assessment__in=stories).exclude(status=Status.DRAFT)
        found = list(rows.order_by("created_at", "id"))
    return Section(
        title=_("Referrals about you"),
        text=[] if found else [_("None.")],
        tables=[
            Table(
                head=[_("Reference"), _("From"), _("To"), _("How it stands"), _("Made")],
                rows=[
                    [
                        one.reference,
                        one.from_name,
                        ", ".join(filter(None, [one.service_name, one.to_name])),
                        str(Status(one.status).label),
                        _day(one.created_at),
                    ]
                    for one in found
                ],
                caption=_("Referrals about you"),
            )
        ]
        if found
        else [],
    )


def _received(network_id: UUID, client_ids: Collection[UUID], names: Mapping[UUID, str]) -> Section:
    with enter(system(network_id)):
        shares = list(Share.objects.filter(client__in=client_ids).order_by("since", "id"))
    return Section(
        title=_("Who received it"),
        tables=[
            Table(
                head=[_("Team"), _("On what ground"), _("Since"), _("Until")],
                rows=[
                    [
                        names.get(one.team_id, ""),
                        str(Share.Ground(one.ground).label),
                        _day(one.since),
                        _day(one.until) if one.until else _("Still open to them"),
                    ]
                    for one in shares
                ],
                caption=_("Who received it"),
            )
        ],
    )


def _read_by(
    network_id: UUID,
    client_ids: Collection[UUID],
    stories: Collection[UUID],
    names: Mapping[UUID, str],
) -> Section:
    """Organisations and not workers: a worker's name is theirs."""
    with enter(system(network_id)):
        referrals = Referral.objects.filter(assessment__in=stories).values_list("pk", flat=True)
        about = [*client_ids, *stories, *referrals]
        rows = list(
            AuditRecord.objects.filter(
                network_id=network_id, subject_id__in=about, action__in=READINGS
            ).order_by("-at", "-id")[:_MOST_READINGS]
        )
    lines = [[_day(one.at), str(READINGS[one.action]), _who(one, names)] for one in rows]
    return Section(
        title=_("Who read it"),
        text=[] if lines else [_("Nobody has read it.")],
        tables=[
            Table(
                head=[_("Day"), _("What they did"), _("Organisation")],
                # The same team on the same day: one line says it.
                rows=list(map(list, dict.fromkeys(map(tuple, lines)))),
                caption=_("Who read it"),
            )
        ]
        if lines
        else [],
    )


def _who(one: AuditRecord, names: Mapping[UUID, str]) -> str:
    """Where they worked then, and not where they work now."""
    worked = ", ".join(names[key] for key in one.organisation_ids if key in names)
    return worked or (_("A program of a team") if one.key_id else _("The desk"))


def _day(moment: Any) -> str:
    return moments.full_date(localtime(moment).date())
