"""What a database server of ours is called and where it stands; nothing is started here."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from donghanh.config import folders

DATABASE = "donghanh"
OWNER = "donghanh_owner"  # owns the tables; migrates
APP = "donghanh_app"  # serves pages and jobs; no DDL
SUPERUSER = "postgres"
PORT = 5432  # only part of the socket's name


@dataclass(frozen=True)
class Cluster:
    """One home's database server."""

    home: Path

    @property
    def root(self) -> Path:
        return self.home / "postgres"

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def logs(self) -> Path:
        return self.root / "log"

    @property
    def settings(self) -> Path:
        return self.root / "conf"

    @property
    def socket(self) -> Path:
        return folders.socket_folder(self.home)

    @property
    def url(self) -> str:
        """For pages and jobs: the application's role."""
        return self.url_as(APP)

    @property
    def owner_url(self) -> str:
        """For migrations and for tests: the role that owns the tables."""
        return self.url_as(OWNER)

    def url_as(self, role: str, database: str = DATABASE) -> str:
        return f"postgresql://{role}@/{database}?host={quote(os.fspath(self.socket), safe='')}&port={PORT}"


def describe(home: Path | None = None) -> Cluster:
    """The database server of this home (the installation's own, if none is named), running or not."""
    return Cluster((home or folders.home()).absolute())
