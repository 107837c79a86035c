from organisations.members.models import Team


def full_name(team: Team) -> str:
    """The team and, where its own name does not say it, the organisation."""
    if team.organisation is None or team.organisation.name == team.name:
        return team.name
    return f"{team.name}, {team.organisation.name}"
