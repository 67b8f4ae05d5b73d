"""The declared dependencies, their locks and their reasons agree."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-build.lock")


def pins(lock: str) -> dict[str, str]:
    """Read names and versions of a lock."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", text, flags=re.MULTILINE))


def plain(name: str) -> str:
    """Write a package's name as the lock does."""
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_has_a_hash_for_every_pin_and_names_no_index_or_folder(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[A-Za-z0-9])", text)[1:]
    assert entries
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert re.search(r"https?://|file:|--(?:extra-)?index|--find-links|^/", text, flags=re.MULTILINE) is None


def test_lock_has_every_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    declared = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {plain(re.split(r"[<>=!~ \[;]", line)[0]) for line in declared}
    assert names - {plain(name) for name in pins("requirements.lock")} == set()


def test_locks_agree_where_both_name_a_package() -> None:
    first, second = (pins(lock) for lock in LOCKS)
    shared = first.keys() & second.keys()
    assert {name for name in shared if first[name] != second[name]} == set()


def test_lock_keeps_the_qt_that_does_not_abort() -> None:
    # Later releases lose a reference to None with every void call; tests/ui/test_void_calls.py shows it.
    assert pins("requirements.lock")["pyside6-essentials"] == "6.8.3"
