"""Have the reader read one spoilt package after the other, and count what became of them.

`python -m tests.fuzz.trial CASES SEED` prints the table; any wrong row, crash, hang or trace ends it with 1.
"""

import logging
import shutil
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from random import Random

from PIL import Image

from app.storage.package_reading import PackageReading
from app.storage.reader.limits import Limits
from app.storage.reader.process import start_process
from app.values.errors import UserError
from app.values.photo import MAX_PHOTO_PIXELS
from app.values.refusal import NewerPackageError, RefusalCode, RefusedPackageError
from tests.fuzz.damage import DAMAGES, PHRASE
from tests.storage.reader.build import Package, honest, opening
from tests.storage.reader.peers import start_thread

LIMITS = Limits(seconds=10)
SLOW = 15.0
EVERY_REAL = 12  # one in so many is read by the real process
EVERY_SALVAGE = 4
OUTCOMES = ("refused", "identical", "salvaged", "wrong", "crashed", "hung", "trace")
BAD = ("wrong", "crashed", "hung", "trace")


@dataclass
class Table:
    """What became of the cases, by kind of damage."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    codes: Counter[str] = field(default_factory=Counter)
    bad: list[str] = field(default_factory=list)

    def note(self, damage: str, outcome: str, *, code: str, case: str) -> None:
        """Count one case."""
        self.counts.setdefault(damage, Counter())[outcome] += 1
        if code:
            self.codes[code] += 1
        if outcome in BAD:
            self.bad.append(f"{case}: {outcome} {code}")

    def total(self, outcome: str) -> int:
        """Count an outcome over all kinds of damage."""
        return sum(counts[outcome] for counts in self.counts.values())

    def lines(self) -> Iterator[str]:
        """Give the table as text."""
        yield f"{'damage':18}{'cases':>7}" + "".join(f"{outcome:>11}" for outcome in OUTCOMES)
        for damage, counts in self.counts.items():
            yield f"{damage:18}{counts.total():7}" + "".join(f"{counts[outcome]:11}" for outcome in OUTCOMES)
        cases = sum(counts.total() for counts in self.counts.values())
        yield f"{'all':18}{cases:7}" + "".join(f"{self.total(outcome):11}" for outcome in OUTCOMES)
        yield "reasons: " + ", ".join(f"{code} {number}" for code, number in self.codes.most_common())
        yield from self.bad


def run(cases: int, *, seed: int, is_real: bool = True) -> Table:
    """Read so many spoilt packages."""
    table, kinds = Table(), list(DAMAGES)
    weights = [weight for _, weight in DAMAGES.values()]
    with _folder() as folder, _quiet():
        for number in range(cases):
            chance = Random(seed * 1_000_003 + number)
            damage = chance.choices(kinds, weights)[0]
            one_case(table, damage, folder=folder / "case", number=number, chance=chance, is_real=is_real)
    return table


def one_case(table: Table, damage: str, *, folder: Path, number: int, chance: Random, is_real: bool) -> None:
    """Spoil one package, have it read, and weigh what came of it against what was written."""
    folder.mkdir()
    file = folder / "包.ancha"
    package = DAMAGES[damage][0](_base(chance), file, chance)
    before = _look(file)
    salvage = number % EVERY_SALVAGE == 0
    start = start_process if is_real and number % EVERY_REAL == 0 else start_thread
    begun, code = time.monotonic(), ""
    try:
        with opening(file, salvage=salvage, start=start, limits=LIMITS, passphrase=PHRASE) as reading:
            outcome = _outcome(reading, package, salvage=salvage)
    except UserError as error:
        outcome = "refused"
        code = error.code.value if isinstance(error, RefusedPackageError | NewerPackageError) else error.message
        if code == RefusalCode.READER_FAILED.value:
            outcome = "crashed"
    except Exception as error:  # noqa: BLE001 - whatever else comes out is what is looked for
        outcome, code = "crashed", repr(error)
    if time.monotonic() - begun > SLOW:
        outcome = "hung"
    if any((folder / "staging").glob("*")) or _look(file) != before:
        outcome = "trace"
    table.note(damage, outcome, code=code, case=f"case {number}, {damage}, salvage {salvage}")
    shutil.rmtree(folder)


def _outcome(reading: PackageReading, package: Package, *, salvage: bool) -> str:
    revisions = {rev_id: each.to_bytes() for rev_id, each in reading.revisions.items()}
    blobs = dict(reading.blobs(reading.blob_sizes))
    held = (revisions, blobs, list(reading.stubs), list(reading.privates))
    wanted = (package.revisions, package.blobs, package.stubs, package.privates)
    if any(_is_bomb(data) for data in blobs.values()):
        return "wrong"
    if held == wanted and reading.meta == package.head():
        return "identical"
    if not salvage or any(sha256(data).hexdigest() != sha for sha, data in {**revisions, **blobs}.items()):
        return "wrong"
    is_part = (
        revisions.items() <= package.revisions.items()
        and blobs.items() <= package.blobs.items()
        and all(stub in package.stubs for stub in reading.stubs)
        and all(line in package.privates for line in reading.privates)
    )
    is_told = bool(reading.damaged)
    return "salvaged" if is_part and is_told else "wrong"


def _is_bomb(data: bytes) -> bool:
    try:
        with Image.open(BytesIO(data)) as picture:
            return picture.width * picture.height > MAX_PHOTO_PIXELS
    except Exception:  # noqa: BLE001 - what does not open does no harm
        return False


def _base(chance: Random) -> Package:
    return honest(hazards=chance.choice((6, 6, 40)), photos=1)


def _look(file: Path) -> object:
    found = file.lstat()
    beside = sorted(each.name for each in file.parent.iterdir() if each.name != "staging")
    content = file.read_bytes() if file.is_file() else b""
    return found.st_mtime_ns, found.st_size, beside, sha256(content).hexdigest()


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@contextmanager
def _quiet() -> Iterator[None]:
    logger = logging.getLogger("app.storage.reader.conversation")
    was = logger.disabled
    logger.disabled = True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the picture library, about pictures that were spoilt on purpose
            yield
    finally:
        logger.disabled = was


def main() -> None:
    """Run as many cases as asked and print the table."""
    cases, seed = (int(argument) for argument in (*sys.argv[1:], "5000", "1")[:2])
    begun = time.monotonic()
    table = run(cases, seed=seed)
    print("\n".join(table.lines()))
    print(f"{time.monotonic() - begun:.0f} s")
    sys.exit(bool(table.bad))


if __name__ == "__main__":
    main()
