from networks.networks.models import Network
from networks.programme.models import Programme, ProgrammeRole
from networks.settings.models import SettingChange

__all__ = ["Network", "Programme", "ProgrammeRole", "SettingChange"]
