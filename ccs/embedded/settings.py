"""What one folder's engines are told once and keep: ports, passwords, a secret."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from uuid import uuid4

from ccs.embedded.ports import free_port


def _secret() -> str:
    return secrets.token_urlsafe(40)


def _notify_key() -> str:
    """As GOV.UK Notify's are: a name, the service, the secret."""
    return f"demo-{uuid4()}-{uuid4()}"


@dataclass
class EngineSettings:
    """Where the engines of one folder listen, and what opens them."""

    postgres_port: int = field(default_factory=free_port)
    valkey_port: int = field(default_factory=free_port)
    mail_port: int = field(default_factory=free_port)
    notify_port: int = field(default_factory=free_port)
    super_password: str = field(default_factory=_secret)
    owner_password: str = field(default_factory=_secret)
    app_password: str = field(default_factory=_secret)
    backup_password: str = field(default_factory=_secret)
    valkey_password: str = field(default_factory=_secret)
    secret_key: str = field(default_factory=_secret)
    notify_key: str = field(default_factory=_notify_key)
    notify_template: str = field(default_factory=lambda: str(uuid4()))
    notify_token: str = field(default_factory=_secret)

    def environment(self, folder: Path) -> Mapping[str, str]:
        """The variables that lead Django to these engines."""
        postgres = f"127.0.0.1:{self.postgres_port}/ccs"
        return {
            "DATABASE_URL": f"postgres://ccs_app:{self.app_password}@{postgres}",
            "MIGRATION_DATABASE_URL": f"postgres://ccs_owner:{self.owner_password}@{postgres}",
            "BACKUP_DATABASE_URL": f"postgres://ccs_backup:{self.backup_password}@{postgres}",
            "REDIS_URL": f"redis://:{self.valkey_password}@127.0.0.1:{self.valkey_port}/0",
            "EMAIL_URL": f"smtp://127.0.0.1:{self.mail_port}",
            "SECRET_KEY": self.secret_key,
            "CCS_MAIL": str(folder / "mail"),
            "NOTIFY_URL": f"http://127.0.0.1:{self.notify_port}",
            "NOTIFY_API_KEY": self.notify_key,
            "NOTIFY_TEMPLATE_ID": self.notify_template,
            "NOTIFY_CALLBACK_TOKEN": self.notify_token,
            "CCS_TEXTS": str(folder / "texts"),
        }


def load(folder: Path) -> EngineSettings:
    """The folder's settings, made at the first start."""
    file = _file(folder)
    if file.exists():
        return EngineSettings(**json.loads(file.read_text()))
    settings = EngineSettings()
    save(folder, settings)
    return settings


def load_with_free_ports(folder: Path) -> EngineSettings:
    """The same, for a start: a port that somebody took in the meantime is exchanged."""
    settings = load(folder)
    settings.postgres_port = free_port(settings.postgres_port)
    settings.valkey_port = free_port(settings.valkey_port)
    settings.mail_port = free_port(settings.mail_port)
    settings.notify_port = free_port(settings.notify_port)
    save(folder, settings)
    return settings


def save(folder: Path, settings: EngineSettings) -> None:
    """Keep them where only we can read them."""
    folder.mkdir(parents=True, exist_ok=True)
    file = _file(folder)
    file.touch(mode=0o600)
    file.write_text(json.dumps(asdict(settings), indent=1))


def _file(folder: Path) -> Path:
    return folder / "engines.json"
