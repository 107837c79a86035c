"""Help pages: written, often from an answer, changed, ordered, withdrawn and shown again."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from organisations.engagement.questions.models import HelpPage, HelpPageVersion, HelpQuestion
from organisations.engagement.questions.rules import Happened, Topic
from organisations.roles.rules import can_coordinate


@dataclass(frozen=True, slots=True)
class Written:
    """What a page says. Welsh is whole or absent."""

    title: str
    body: str
    title_cy: str = ""
    body_cy: str = ""
    topics: tuple[str, ...] = ()


@transaction.atomic
def write_page(
    *, actor: Actor, written: Written, page_id: UUID, question_id: UUID | None = None
) -> HelpPage:
    """The question that it answers leads to it from then on, and so do those joined to it."""
    _check(actor, written)
    before = HelpPage.objects.filter(pk=page_id).first()
    if before:
        return before
    now = timezone.now()
    last = HelpPage.objects.aggregate(last=Max("position"))["last"]
    page = HelpPage(
        pk=page_id,
        network_id=actor.network.id,
        position=0 if last is None else last + 1,
        created_at=now,
        changed_at=now,
        **_said(written),
    )
    page.save(force_insert=True)
    _note(page, Happened.WRITTEN, actor=actor)
    if question_id is not None:
        HelpQuestion.objects.filter(pk=question_id).update(page=page)
        HelpQuestion.objects.filter(joined_to=question_id).update(page=page)
    return page


@transaction.atomic
def change_page(*, actor: Actor, page_id: UUID, written: Written, seen: int) -> None:
    """`seen` is the version that was shown when somebody began to change it."""
    _check(actor, written)
    page = _locked(actor, page_id)
    said = _said(written)
    if all(getattr(page, name) == value for name, value in said.items()):
        return
    if page.version != seen:
        raise Conflict(_("Somebody has changed this page meanwhile."))
    for name, value in said.items():
        setattr(page, name, value)
    page.version, page.changed_at = page.version + 1, timezone.now()
    page.save(update_fields=[*said, "version", "changed_at"])
    _note(page, Happened.CHANGED, actor=actor)


@transaction.atomic
def withdraw_page(*, actor: Actor, page_id: UUID) -> None:
    """Members no longer find it; the desk can show it again."""
    page = _locked(actor, page_id)
    if page.withdrawn_at is None:
        page.withdrawn_at = timezone.now()
        page.save(update_fields=["withdrawn_at"])
        _note(page, Happened.WITHDRAWN, actor=actor)


@transaction.atomic
def show_page_again(*, actor: Actor, page_id: UUID) -> None:
    page = _locked(actor, page_id)
    if page.withdrawn_at is not None:
        page.withdrawn_at = None
        page.save(update_fields=["withdrawn_at"])
        _note(page, Happened.SHOWN, actor=actor)


@transaction.atomic
def move_page_up(*, actor: Actor, page_id: UUID) -> None:
    """Before the one that stands above it. All are locked: two who move them wait in turn."""
    _locked(actor, page_id)
    rows = list(HelpPage.objects.select_for_update(of=("self",)).filter(withdrawn_at=None))
    place = next((n for n, row in enumerate(rows) if row.pk == page_id), 0)
    if place == 0:
        return
    rows[place - 1], rows[place] = rows[place], rows[place - 1]
    for position, row in enumerate(rows):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])
    record("help_page.moved", actor=actor, subject_kind="help_page", subject_id=page_id)


def _check(actor: Actor, written: Written) -> None:
    _check_desk(actor)
    if not written.title.strip():
        raise Problem(_("Enter a title"), field="title")
    if not written.body.strip():
        raise Problem(_("Enter what the page says"), field="body")
    if bool(written.title_cy.strip()) != bool(written.body_cy.strip()):
        message = _("Write both the title and the words in Welsh, or neither.")
        raise Problem(message, field="body_cy" if written.title_cy.strip() else "title_cy")
    if not set(written.topics) <= set(Topic.values):
        raise Problem(_("Choose from the list."), field="topics")


def _said(written: Written) -> dict[str, Any]:
    return {
        "title": written.title.strip(),
        "body": written.body.strip(),
        "title_cy": written.title_cy.strip(),
        "body_cy": written.body_cy.strip(),
        "topics": list(written.topics),
    }


def _check_desk(actor: Actor) -> None:
    if not can_coordinate(actor):
        raise NotAllowed(_("There is no such page here."))


def _locked(actor: Actor, page_id: UUID) -> HelpPage:
    _check_desk(actor)
    page = HelpPage.objects.select_for_update(of=("self",)).filter(pk=page_id).first()
    if page is None:
        raise NotAllowed(_("There is no such page here."))
    return page


def _note(page: HelpPage, kind: Happened, *, actor: Actor) -> None:
    HelpPageVersion.objects.create(
        network_id=page.network_id,
        page=page,
        number=page.version,
        kind=kind,
        title=page.title,
        body=page.body,
        title_cy=page.title_cy,
        body_cy=page.body_cy,
        by_name=actor.name,
        at=timezone.now(),
    )
    record(f"help_page.{kind}", actor=actor, subject_kind="help_page", subject_id=page.pk)
