"""What every command is given."""

from dataclasses import dataclass

from app.paths import AppPaths


@dataclass(frozen=True, slots=True)
class Context:
    """The folder that this run works in."""

    paths: AppPaths
