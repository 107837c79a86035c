"""The one object that says who acts: built once per request, task or key."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from ccs.tenancy.context import Context, Role


@dataclass(frozen=True, slots=True)
class NetworkRef:
    """What pages need of a network on every request."""

    id: UUID
    slug: str
    name: str
    short_name: str
    colour: str
    kind: str
    country: str
    languages: tuple[str, ...]
    # The live network whose practice twin this is.
    twin_of: UUID | None = None
    # Besides these, in what is for the person helped.
    client_languages: tuple[str, ...] = ()
    helpline_phone: str = ""
    helpline_email: str = ""
    helpline_hours: str = ""
    second_step_for_all: bool = False

    @property
    def is_practice(self) -> bool:
        """Whether its people and stories are made up."""
        return self.kind == "practice"


@dataclass(frozen=True, slots=True)
class Actor:
    """A member, an API key acting for a team, or a person who asks for themselves, in one network.

    Who asks for themselves has no account and reads nothing: what they send is the desk's, which
    is the only one of their `teams`.

    `teams` are those whose letters it may open, `envelopes` those whose envelopes it
    may see (a manager's teams too), `managed` the organisations it manages.
    """

    network: NetworkRef
    name: str
    user_id: UUID | None = None
    member_id: UUID | None = None
    key_id: UUID | None = None
    asks_for_self: bool = False
    # The person helped, by their own link once it is sure that it is they: they act on what is
    # theirs, in contexts entered for that, and this actor itself reads nothing.
    own_link: UUID | None = None
    language: str = "en"
    # The last day they were here; None before their first.
    seen_on: date | None = field(default=None, compare=False)
    # The last day before today; and when they came to the network.
    seen_before: date | None = field(default=None, compare=False)
    joined_on: date | None = field(default=None, compare=False)
    roles: frozenset[str] = frozenset()
    teams: tuple[UUID, ...] = ()
    envelopes: tuple[UUID, ...] = ()
    managed: tuple[UUID, ...] = ()
    # Where it works or whose it manages: kept with what it does. The desk belongs to none.
    organisations: tuple[UUID, ...] = field(default=(), compare=False)
    desk_team: UUID | None = None
    # Whether one of its teams makes referrals: some organisations only receive them.
    refers: bool = True
    # Of the organisations it works in: a school is offered what schools need.
    sectors: frozenset[str] = frozenset()
    team_names: dict[UUID, str] = field(default_factory=dict, compare=False, hash=False)
    # (slug, name) of the other networks the person belongs to: the switcher's.
    elsewhere: tuple[tuple[str, str], ...] = ()

    @property
    def context_role(self) -> Role:
        """One role per transaction: the widest of the roles the person holds."""
        if "coordinator" in self.roles:
            return Role.COORDINATOR
        if "worker" in self.roles or "manager" in self.roles:
            return Role.MEMBER
        return Role.ANALYST

    @property
    def context(self) -> Context:
        return Context(
            network=self.network.id,
            user=self.user_id,
            teams=self.teams,
            envelopes=self.envelopes,
            managed=self.managed,
            role=self.context_role,
        )

    @property
    def identity(self) -> UUID:
        """The person or the key: two requests of the same identity are the same actor.

        For those who ask for themselves, and whom nobody knows, the desk that stands for them.
        """
        desk = self.desk_team if self.asks_for_self else None
        identity = self.member_id or self.key_id or self.own_link or desk
        if identity is None:
            raise ValueError("An actor is a member, a key, or somebody who asks for themselves.")
        return identity
