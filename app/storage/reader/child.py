"""The process that reads a foreign file: `python -m app.storage.reader.child`, requests in, answers out."""

import sys
from contextlib import suppress

from app.storage.reader.limits import MB
from app.storage.reader.serving import serve


def main(arguments: list[str]) -> None:
    """Bind this process to its limits (megabytes, seconds) and serve one file."""
    memory, seconds = (int(argument) for argument in arguments)
    bind(memory=memory * MB, seconds=seconds)
    with open(0, "rb", closefd=False) as requests, open(1, "wb", closefd=False) as answers:
        serve(requests, answers)


def bind(*, memory: int, seconds: int) -> None:
    """Take from this process what it does not need; on Windows the program alone watches it."""
    try:
        import resource
    except ImportError:
        return
    for which, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(which)
        bounded = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with suppress(ValueError, OSError):  # macOS knows no bound of memory
            resource.setrlimit(which, (bounded, bounded))


if __name__ == "__main__":
    main(sys.argv[1:])
