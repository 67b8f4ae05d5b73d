"""How much a foreign file may ask of this machine."""

from dataclasses import dataclass

MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that a package may hold, and that reading it may take."""

    file: int = 256 * 1024 * MB
    blob: int = 64 * MB
    revision: int = 4 * MB
    revisions_bytes: int = 2048 * MB
    rows: int = 4_000_000
    memory: int = 1024 * MB
    seconds: float = 60.0
    bytes_a_second: int = 5 * MB  # a slow USB stick under a busy machine

    def seconds_for(self, size: int) -> float:
        """Say how long reading so many bytes may take."""
        return self.seconds + size / self.bytes_a_second


STANDARD = Limits()
