"""Workers who left long ago: a sign stands where their name stood, and pages say it in words."""

from typing import TYPE_CHECKING, Any, Final

from django.db import models
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    _Text = models.CharField[str, str]
else:
    _Text = models.CharField

# What is stored: in every language the same.
FORMER_WORKER: Final = "(former worker)"


class Former(str):
    """What is read where the sign stands, in the reader's language."""

    __slots__ = ()


def former_worker(*, of: str = "") -> Former:
    if of:
        return Former(_("a former worker of %(team)s") % {"team": of})
    return Former(_("a former worker"))


def named(name: str, *, of: str) -> str:
    """The name; of somebody whose name is gone, the team they did it for, where it is known."""
    return former_worker(of=of) if isinstance(name, Former) else name


class WorkerName(_Text):
    """The name of a worker that is written over when they are long gone (`Wall(of_worker=...)`).

    Reading it gives words where the sign stands; saving those again stores the sign.
    """

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> str | None:
        return former_worker() if value == FORMER_WORKER else value

    def get_prep_value(self, value: Any) -> Any:
        return FORMER_WORKER if isinstance(value, Former) else super().get_prep_value(value)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """In the database it is nothing but text."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs
