"""Rows of one kind on a page, as many as are needed, added by a button without JavaScript."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form
from organisations.directory.actions import ServiceDetails

MOST: Final = 30
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Group:
    """`make` gives the fields of one row; those in `folded` stand behind a line to open."""

    name: str
    title: Promise
    legend: Promise
    add: Promise
    make: Callable[[], dict[str, fields.Component]]
    hint: Promise | str = ""
    folded: tuple[str, ...] = ()
    fold: Promise | str = ""


@dataclass(frozen=True, slots=True)
class Row:
    legend: str
    fields: list[BoundField]
    folded: list[BoundField]
    is_open: bool
    remove: BoundField | None


@dataclass(frozen=True, slots=True)
class GroupShown:
    """What the template shows of a group."""

    name: str
    title: str
    hint: str
    add: str
    fold: str
    count: int
    rows: list[Row]


class RowsForm(Form):
    """A form with groups of rows. A row is empty, and no row, when nothing is typed in it."""

    groups: ClassVar[tuple[Group, ...]] = ()

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        initial: Mapping[str, Any] | None = None,
        rows: Mapping[str, Sequence[Values]] | None = None,
    ) -> None:
        self.kept = rows or {}
        super().__init__(data, initial=dict(initial or {}))
        self.counts = {group.name: self._count(group) for group in self.groups}
        for group in self.groups:
            for number in range(self.counts[group.name]):
                self._add_row(group, number)

    def merged(self, details: ServiceDetails) -> ServiceDetails:
        """The service with what this page says of it."""
        raise NotImplementedError

    @property
    def asks_for_a_row(self) -> bool:
        """The button that adds rows: nothing is checked, nothing is lost."""
        return "add" in self.data

    @property
    def shown_groups(self) -> list[GroupShown]:
        return [
            GroupShown(
                name=group.name,
                title=str(group.title),
                hint=str(group.hint),
                add=str(group.add),
                fold=str(group.fold),
                count=self.counts[group.name],
                rows=[self._row(group, n) for n in range(self.counts[group.name])],
            )
            for group in self.groups
        ]

    def shown_fields(self) -> list[BoundField]:
        """Those that stand in no row, nor are opened by a choice."""
        in_rows = tuple(f"{group.name}-" for group in self.groups)
        opened = {
            name
            for field in self.fields.values()
            if isinstance(field, fields.Component)
            for names in field.reveals.values()
            for name in ((names,) if isinstance(names, str) else names)
        }
        return [
            bound
            for bound in self.visible_fields()
            if not bound.name.startswith(in_rows) and bound.name not in opened
        ]

    def rows(self, group: str) -> list[tuple[int, Values]]:
        """What was typed, row by row with its number, without those ticked to go."""
        found = []
        for number in range(self.counts[group]):
            start = f"{group}-{number}-"
            typed = {
                name.removeprefix(start): value
                for name, value in self.cleaned_data.items()
                if name.startswith(start)
            }
            if not typed.pop("remove", False) and _says_something(typed, self._blank(group)):
                found.append((number, typed))
        return found

    def need(self, group: str, wanted: Mapping[str, Any]) -> None:
        """A row in which something is typed has these fields too; else their words say so."""
        for number, typed in self.rows(group):
            for name, message in wanted.items():
                field = f"{group}-{number}-{name}"
                if typed.get(name) in (None, "", []) and field not in self.errors:
                    self.add_error(field, message)

    def _count(self, group: Group) -> int:
        known = len(self.kept.get(group.name, ()))
        if not self.is_bound:
            return min(known + (0 if known else 1), MOST)
        typed = str(self.data.get(f"{group.name}-rows", ""))
        count = int(typed) if typed.isdecimal() and len(typed) < 3 else known  # noqa: PLR2004
        return min(count + (self.data.get("add") == group.name), MOST)

    def _add_row(self, group: Group, number: int) -> None:
        kept = self.kept.get(group.name, ())
        made = {
            **group.make(),
            "remove": fields.TickField(label=_("Take this out"), required=False),
        }
        for name, field in made.items():
            self.fields[f"{group.name}-{number}-{name}"] = field
        for name, value in (kept[number] if number < len(kept) else {}).items():
            self.initial[f"{group.name}-{number}-{name}"] = value

    def _row(self, group: Group, number: int) -> Row:
        bound = {name: self[f"{group.name}-{number}-{name}"] for name in group.make()}
        is_kept = number < len(self.kept.get(group.name, ()))
        folded = [bound.pop(name) for name in group.folded]
        return Row(
            legend=str(group.legend) % {"number": number + 1},
            fields=list(bound.values()),
            folded=folded,
            is_open=any(one.errors or _is_filled(one.value()) for one in folded),
            remove=self[f"{group.name}-{number}-remove"] if is_kept else None,
        )

    def _blank(self, group: str) -> Values:
        made = next(one for one in self.groups if one.name == group).make()
        return {name: field.initial for name, field in made.items()}


def _says_something(typed: Values, blank: Values) -> bool:
    """A box that is never empty (a choice, a tick) says nothing by itself."""
    return any(
        value not in (None, "", [], False) and value != blank.get(name)
        for name, value in typed.items()
    )


def _is_filled(value: Any) -> bool:
    return any(value.values()) if isinstance(value, dict) else bool(value)
