"""A pack: figures as they were when it was made, the desk's words, and whom it went to."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from organisations.members.models import BY_COORDINATORS
from reporting.packs.rules import LONGEST, Kind, State

_SENT_TO_ME = (
    "EXISTS (SELECT 1 FROM reporting_packsent s"
    " WHERE s.network_id = {t}.network_id AND s.pack_id = {t}.id AND s.user_id = {user})"
)
_OF_A_DRAFT = (
    "EXISTS (SELECT 1 FROM reporting_pack p WHERE p.id = {t}.pack_id AND p.status = 'draft')"
)
_OF_A_PACK = "EXISTS (SELECT 1 FROM reporting_pack p WHERE p.id = {t}.pack_id)"


class Pack(TenantModel):
    """One version of the pack of a quarter or a year. Once sent it never changes."""

    kind = models.CharField(max_length=8, choices=Kind.choices)
    first = models.DateField()
    last = models.DateField()
    version = models.PositiveSmallIntegerField(default=1)
    # Why there is another version, in the desk's words.
    correction = models.TextField(max_length=LONGEST, blank=True)
    language = models.CharField(max_length=5)
    # Sections, figures, charts and definitions as they were: `reporting/packs/freezing.py`.
    frozen = models.JSONField()
    made_at = models.DateTimeField()
    # None: the scheduler did.
    made_by = tenant_key("organisations.Membership", null=True)
    status = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    sent_at = models.DateTimeField(null=True)

    retention = {
        "keep": [
            "kind",
            "first",
            "last",
            "version",
            "correction",
            "language",
            "frozen",
            "made_at",
            "status",
            "sent_at",
        ]
    }

    class Meta:
        constraints = walled(
            "pack",
            keys={"made_by": "organisations.Membership"},
            wall=Wall(
                name="pack_wall",
                read=(
                    f"CASE WHEN {BY_COORDINATORS} THEN true"
                    " WHEN {t}.status <> 'sent' THEN false"
                    f" WHEN {{role}} = 'analyst' THEN true ELSE {_SENT_TO_ME} END"
                ),
                insert=f"{BY_COORDINATORS} AND {{t}}.status = 'draft'",
                update=f"{BY_COORDINATORS} AND {{t}}.status = 'draft'",
                after=BY_COORDINATORS,
                changes=["frozen", "language", "made_at", "made_by", "status", "sent_at"],
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "kind", "first", "version"], name="pack_version_once"
                ),
                # One to write at a time.
                models.UniqueConstraint(
                    fields=["network", "kind", "first"],
                    condition=Q(status="draft"),
                    name="pack_one_draft",
                ),
                models.CheckConstraint(condition=Q(first__lt=F("last")), name="pack_first_to_last"),
                models.CheckConstraint(
                    condition=Q(status="draft", sent_at=None)
                    | Q(status="sent", sent_at__isnull=False),
                    name="pack_sent_at_a_time",
                ),
            ],
        )
        indexes = [models.Index(fields=["network", "-last", "-id"], name="pack_newest")]


class PackWords(TenantModel):
    """What the desk says to one section. It changes as long as the pack is a draft."""

    pack = tenant_key("reporting.Pack", related_name="words")
    section = models.CharField(max_length=20)
    text = models.TextField(max_length=LONGEST, blank=True)
    # How often it was saved: two who write at once are told.
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = tenant_key("organisations.Membership")

    retention = {"keep": ["section", "text", "version", "changed_at"]}

    class Meta:
        constraints = walled(
            "packwords",
            keys={"pack": "reporting.Pack", "changed_by": "organisations.Membership"},
            wall=Wall(
                name="packwords_wall",
                read=_OF_A_PACK,
                insert=f"{BY_COORDINATORS} AND {_OF_A_DRAFT}",
                update=f"{BY_COORDINATORS} AND {_OF_A_DRAFT}",
                changes=["text", "version", "changed_at", "changed_by"],
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "pack", "section"], name="packwords_section_once"
                )
            ],
        )


class PackSent(TenantModel):
    """To whom a pack was sent, and when. They may read it, and it is never taken back."""

    pack = tenant_key("reporting.Pack", related_name="sendings")
    # The account, and not the membership alone: the wall asks for nothing else.
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    member = tenant_key("organisations.Membership")
    sent_at = models.DateTimeField()
    sent_by = tenant_key("organisations.Membership")

    retention = {"keep": ["sent_at"]}

    class Meta:
        constraints = walled(
            "packsent",
            keys={
                "pack": "reporting.Pack",
                "member": "organisations.Membership",
                "sent_by": "organisations.Membership",
            },
            wall=Wall(
                name="packsent_wall",
                read=f"CASE WHEN {BY_COORDINATORS} THEN true ELSE {{t}}.user_id = {{user}} END",
                insert=BY_COORDINATORS,
            ),
            extra=[
                models.UniqueConstraint(fields=["network", "pack", "member"], name="packsent_once")
            ],
        )
