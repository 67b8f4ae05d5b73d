"""Refuse files and functions that have grown past the limits of the house.

An exemption is a line of `tools/size_exemptions.txt`: a path or path::name, its greatest length, and why.
The list may only shrink.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDERS = ("app", "bench", "migrations", "tests", "tools")
FILE_LIMIT = 400
CLASS_LIMIT = 250
FUNCTION_LIMIT = 40


@dataclass(frozen=True, slots=True)
class Length:
    """How long one file, class or function is, and how long it may be."""

    name: str
    lines: int
    limit: int


@dataclass(frozen=True, slots=True)
class Exemption:
    """A length that is let pass, no longer than it is today."""

    name: str
    lines: int
    reason: str


def measure(source: str, *, path: str) -> Iterator[Length]:
    """Measure the file, and each class and function in it."""
    yield Length(path, len(source.splitlines()), FILE_LIMIT)
    yield from _inside(ast.parse(source), prefix=f"{path}::")


def _inside(node: ast.AST, *, prefix: str) -> Iterator[Length]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            limit = CLASS_LIMIT if isinstance(child, ast.ClassDef) else FUNCTION_LIMIT
            name = prefix + child.name
            yield Length(name, (child.end_lineno or child.lineno) - child.lineno + 1, limit)
            yield from _inside(child, prefix=f"{name}.")
        else:
            yield from _inside(child, prefix=prefix)


def read_exemptions(text: str) -> dict[str, Exemption]:
    """Read the list; a line without a reason is refused."""
    found = {}
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        parts = line.split(maxsplit=2)
        if len(parts) < 3 or not parts[1].isdigit():
            raise ValueError(f"an exemption is: name lines reason, not {line!r}")
        found[parts[0]] = Exemption(parts[0], int(parts[1]), parts[2])
    return found


def complaints(lengths: list[Length], exemptions: dict[str, Exemption]) -> list[str]:
    """Say what is too long, and which exemptions have to shrink or go."""
    found = []
    measured = {length.name: length for length in lengths}
    for length in lengths:
        allowed = exemptions.get(length.name)
        if length.lines > (allowed.lines if allowed else length.limit):
            found.append(f"{length.name}: {length.lines} lines, limit {allowed.lines if allowed else length.limit}")
    for name, exemption in exemptions.items():
        length_now = measured.get(name)
        if length_now is None or length_now.lines <= length_now.limit:
            found.append(f"{name}: needs no exemption any more, take its line out")
        elif length_now.lines < exemption.lines:
            found.append(f"{name}: has shrunk to {length_now.lines}, lower its line from {exemption.lines}")
    return found


def python_files(root: Path) -> list[str]:
    """List our Python files; git is not asked, since it answers nothing in a folder that another user owns."""
    found = [path for folder in FOLDERS for path in (root / folder).rglob("*.py")]
    return sorted(path.relative_to(root).as_posix() for path in [*found, *root.glob("*.py"), *root.glob("*.spec")])


def main() -> None:
    """Check every Python file of ours."""
    root = Path(__file__).resolve().parent.parent
    paths = python_files(root)
    lengths = [found for path in paths for found in measure((root / path).read_text(encoding="utf-8"), path=path)]
    exemptions = read_exemptions((root / "tools" / "size_exemptions.txt").read_text(encoding="utf-8"))
    found = complaints(lengths, exemptions)
    if found:
        sys.exit("\n".join(["Too long (see CONTRIBUTING.md):", *found]))
    print(f"Sizes: {len(paths)} files within the limits, {len(exemptions)} exempt.")


if __name__ == "__main__":
    main()
