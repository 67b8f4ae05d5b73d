"""A real PostgreSQL for the run, on a socket in a folder of its own, and a photo store that speaks S3."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SUPER = "ancha"
MISSING = "POSTGRESQL IS NOT INSTALLED, THE HUB IS NOT TESTED: apt-get install -y --no-install-recommends postgresql"


def find_postgres() -> Path | None:
    """Find the folder of the server's programs, of the newest version."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return None if on_path is None else Path(on_path).resolve().parent


@contextmanager
def postgres(programs: Path) -> Iterator[str]:
    """Start a server with an empty cluster and give its address; it ends with the block."""
    # A socket's path may have 107 bytes, so that a folder of pytest's own is too deep.
    with tempfile.TemporaryDirectory(prefix="ancha-pg-", dir="/tmp") as name:
        folder = Path(name)
        user = _server_user()
        if user is not None:
            os.chown(folder, user.pw_uid, user.pw_gid)
        data = folder / "data"
        run(programs / "initdb", "-D", data, "-A", "trust", "-E", "UTF8", "--no-locale", "-N", "-U", SUPER, user=user)
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=40"
        run(programs / "pg_ctl", "-D", data, "-w", "-o", options, "-l", folder / "log", "start", user=user)
        try:
            yield f"postgresql://{SUPER}@/postgres?host={folder}"
        finally:
            run(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop", user=user)


def run(program: Path, *arguments: object, user: pwd.struct_passwd | None) -> None:
    """Run a program of the server, as its own user where we are root: it refuses to run as root."""
    as_user = {} if user is None else {"user": user.pw_uid, "group": user.pw_gid}
    done = subprocess.run(
        [str(program), *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,  # a pipe would stay open with the server, and waiting for its end would never end
        stderr=subprocess.DEVNULL,
        check=False,
        timeout=60,
        cwd="/",
        **as_user,  # type: ignore[call-overload]  # numbers of user and group
    )
    assert done.returncode == 0, f"{program.name} failed with {done.returncode}"


def _server_user() -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None
