"""Settings in words: how they stand, what a change does, and who made which."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.ui import moments, phones
from ccs.ui.languages import OWN_NAMES
from networks.calendar.rules import WorkingHours
from networks.networks.models import Network
from networks.settings.foreseeing import foreseen
from networks.settings.forms import FORMS
from networks.settings.models import SettingChange
from networks.settings.queries import known
from networks.settings.rules import FIELDS, STANDARDS, Group

_NAMES: Final[dict[str, Promise]] = {
    "aftercare_weeks": gettext_lazy("Weeks after they were helped"),
    "children_care_phone": gettext_lazy("Children’s social care"),
    "adults_care_phone": gettext_lazy("Adult social care"),
}


@dataclass(frozen=True, slots=True)
class ChangeShown:
    title: str
    lines: list[str]
    by: str
    when: str
    machine: str
    undo: str
    mark: str


def groups_shown(network: Network) -> list[dict[str, Any]]:
    """Each group that is changed here, with its values and where to change them."""
    where = {"network": network.slug}
    return [
        {
            "title": group.label,
            "href": reverse("networks:change_settings", kwargs={**where, "group": group.value}),
            "rows": [(name, value) for name, value in rows_of(group, known(network, group))],
        }
        for group in FORMS
    ]


def rows_of(group: Group, values: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(name, in_words(value)) for _key, name, value in _flat(group, values)]


def differences(
    group: Group, before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[tuple[str, str, str]]:
    """Name, how it was and how it becomes, of what differs."""
    pairs = zip(_flat(group, before), _flat(group, after), strict=True)
    return [
        (name, in_words(old), in_words(new))
        for (_k, name, old), (_l, _n, new) in pairs
        if old != new
    ]


def effects(group: Group, before: Network, after: Mapping[str, Any], now: datetime) -> list[str]:
    """What changes for people, and what stays."""
    if group is Group.STANDARDS or group is Group.HELPLINE:
        return [*_answer_by(before, after, now), _("What was sent before keeps its own times.")]
    if group is Group.KEEPING:
        return [
            _("Who agrees from now on is told these numbers."),
            _("An agreement that was recorded before keeps its own last day."),
            *foreseen(group, before, after),
        ]
    if group is Group.SIGNING_IN:
        return _of_signing_in(needed=after["second_step_for_all"])
    if group is Group.LANGUAGES:
        return [
            _("What is written in a language that you take away stays, and is not shown."),
            _("People who read pages in it read them in English."),
        ]
    said = {name for name in FIELDS[group] if after[name] != getattr(before, name)}
    named = _("Pages, emails and texts say the new name at once. Addresses of pages stay.")
    seen = _("This page shows the new colour already, and nobody else sees it yet.")
    return [named] * bool(said - {"colour"}) + [seen] * ("colour" in said)


def _of_signing_in(*, needed: bool) -> list[str]:
    if not needed:
        return [_("People who have a second step keep it, and are asked for it when they sign in.")]
    return [
        _("People without one set it up on their next page here, then go on where they were."),
        _("People who lose theirs ring a coordinator, who helps from their page under Members."),
        _("API keys of programs go on as before."),
    ]


def in_words(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(OWN_NAMES.get(one, str(one)) for one in value) or _("None")
    if isinstance(value, time):
        return f"{value:%H:%M}"
    text = str(value)
    return (phones.shown(text) if text.startswith("+") else text) or _("None")


def changes_shown(
    changes: Sequence[SettingChange], *, undone: Collection[UUID], slug: str, now: datetime
) -> list[ChangeShown]:
    """`undo` is empty for what cannot be undone: it was, or it is an undoing itself."""
    shown = []
    for change in changes:
        group = Group(change.group)
        lines = [
            _("%(name)s: from %(old)s to %(new)s") % {"name": name, "old": old, "new": new}
            for name, old, new in _changed_lines(group, change)
        ]
        where = {"network": slug, "change_id": change.pk}
        can_undo = change.undoes_id is None and change.pk not in undone
        shown.append(
            ChangeShown(
                title=str(group.label),
                lines=lines,
                by=change.made_by_name,
                when=moments.ago(change.made_at, now),
                machine=moments.machine(change.made_at),
                undo=reverse("networks:undo_setting", kwargs=where) if can_undo else "",
                mark=_mark(change, undone),
            )
        )
    return shown


def _mark(change: SettingChange, undone: Collection[UUID]) -> str:
    if change.undoes_id:
        return _("Set back")
    return _("Taken back later") if change.pk in undone else ""


def _changed_lines(group: Group, change: SettingChange) -> list[tuple[str, str, str]]:
    old, new = _by_key(group, change.before), _by_key(group, change.after)
    return [
        (name, in_words(old[key][1]), in_words(value))
        for key, (name, value) in new.items()
        if old[key][1] != value
    ]


def _by_key(group: Group, values: Mapping[str, Any]) -> dict[str, tuple[str, Any]]:
    return {key: (name, value) for key, name, value in _flat(group, values)}


def _flat(group: Group, values: Mapping[str, Any]) -> list[tuple[str, str, Any]]:
    """Key, name and value of each; of the standards, those of the group."""
    if "standards" in values:
        return [(key, _label(group, key), values["standards"][key]) for key in STANDARDS[group]]
    return [(key, _label(group, key), values[key]) for key in FIELDS[group] if key in values]


def _label(group: Group, key: str) -> str:
    form = FORMS.get(group)
    if form is None:
        return str(_NAMES[key])
    field: Any = form.base_fields[key]
    suffix = getattr(field, "suffix", "")
    return f"{field.label} ({suffix})" if suffix else str(field.label)


def _answer_by(network: Network, after: Mapping[str, Any], now: datetime) -> list[str]:
    """An example in which a change of hours or of standards shows."""
    old = _due(network, network.standards, network.desk_opens, network.desk_closes, now)
    new = _due(
        network,
        after.get("standards", network.standards),
        after.get("desk_opens", network.desk_opens),
        after.get("desk_closes", network.desk_closes),
        now,
    )
    words = _("Sent now, for somebody in crisis today: an answer %(new)s. As it was: %(old)s.")
    return [words % {"new": moments.by(new, now), "old": moments.by(old, now)}]


def _due(
    network: Network, standards: Mapping[str, int], opens: time, closes: time, now: datetime
) -> datetime:
    hours = WorkingHours(opens=opens, closes=closes, country=network.country)
    return hours.after_hours(now, standards["respond_today_hours"])


def last_change(change: SettingChange | None, now: datetime) -> str:
    if change is None:
        return _("Nothing was changed yet.")
    words = {"name": change.made_by_name, "when": moments.ago(change.made_at, now)}
    return _("Last changed by %(name)s, %(when)s.") % words
