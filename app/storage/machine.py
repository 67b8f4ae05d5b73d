"""Which machine this is, so that a store that was carried to another one is noticed."""

import sys
import uuid
from hashlib import sha256
from pathlib import Path

_PLACES = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))


def fingerprint() -> str:
    """Return a text that stays the same on this machine and says nothing about it."""
    return sha256(f"ancha:{_name()}".encode()).hexdigest()


def _name() -> str:
    if sys.platform == "win32":
        return _windows_name()
    for place in _PLACES:
        try:
            name = place.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            continue
        if name:
            return name
    return f"{uuid.getnode():012x}"


def _windows_name() -> str:
    import winreg  # exists on Windows only

    with winreg.OpenKey(  # type: ignore[attr-defined,unused-ignore]  # mypy looks at another system's winreg
        winreg.HKEY_LOCAL_MACHINE,  # type: ignore[attr-defined,unused-ignore]  # as above
        r"SOFTWARE\Microsoft\Cryptography",
    ) as key:
        return str(winreg.QueryValueEx(key, "MachineGuid")[0])  # type: ignore[attr-defined,unused-ignore]  # as above
