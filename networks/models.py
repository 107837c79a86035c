from networks.networks.models import Network
from networks.programme.models import Programme, ProgrammeRole

__all__ = ["Network", "Programme", "ProgrammeRole"]
