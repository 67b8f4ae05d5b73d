"""Where the program's own files are, and where it keeps what belongs to the user."""

import errno
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """Find a file or folder that came with the program."""
    return _shipped("resources").joinpath(*parts)


def migrations_dir() -> Path:
    """Find the folder of the schema's numbered changes."""
    return _shipped("migrations")


def _shipped(folder: str) -> Path:
    """Look in a frozen build, then in an installed wheel, then in a checkout."""
    frozen = getattr(sys, "_MEIPASS", None)
    places = [Path(frozen)] if frozen else [HERE / "_data", HERE.parent]
    for place in places:
        if (place / folder).is_dir():
            return place / folder
    raise FileNotFoundError(errno.ENOENT, "the program was not installed whole", str(places[0] / folder))


@dataclass(frozen=True, slots=True)
class AppPaths:
    """Everything the program writes lies under one folder."""

    data: Path

    @classmethod
    def default(cls, argument: str | Path | None, environ: Mapping[str, str] = os.environ) -> "AppPaths":
        """Take the folder of `--data`, else of ANCHA_DATA, else the system's own place."""
        return cls(Path(argument or environ.get("ANCHA_DATA") or _system_place()).expanduser().absolute())

    @property
    def store(self) -> Path:
        """The database file."""
        return self.data / "ancha.db"

    @property
    def lock(self) -> Path:
        """The file that keeps a second program out."""
        return self.data / "ancha.lock"

    @property
    def backups(self) -> Path:
        """Verified copies of the database."""
        return self.data / "backups"

    @property
    def logs(self) -> Path:
        """What to hand on when something went wrong."""
        return self.data / "logs"

    @property
    def temp(self) -> Path:
        """Unfinished files, on the same disk as the store."""
        return self.data / "temp"

    @property
    def exports(self) -> Path:
        """Packages and papers written for others."""
        return self.data / "exports"

    @property
    def look(self) -> Path:
        """The theme and the text size of this machine."""
        return self.data / "look.json"


def _system_place() -> str:
    import platformdirs

    return platformdirs.user_data_dir("ancha", appauthor=False)
