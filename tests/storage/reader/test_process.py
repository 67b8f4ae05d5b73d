"""The reader crashes, hangs, floods and lies; the program refuses the file, goes on, and leaves no process behind."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.storage.reader.limits import MB, Limits
from app.storage.reader.process import ReaderProcess, _environment, start_process
from app.values.refusal import RefusalCode, RefusedPackageError
from tests.storage.reader.build import honest, opening
from tests.storage.reader.peers import start_script

QUICK = Limits(seconds=1.5)
_BLOB = (
    "import hashlib\n"
    "from app.storage.reader.serving import serve\n"
    "real = wire.send\n"
    "def send(stream, tag, *parts):\n"
    "    if tag == wire.DATA:\n"
    "        parts = (parts[0], b'poison')\n"
    "    real(stream, tag, *parts)\n"
    "wire.send = send\n"
    "serve(sys.stdin.buffer, out)\n"
)


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("os.abort()", RefusalCode.READER_FAILED),
        ("sys.exit(0)", RefusalCode.READER_FAILED),
        ("time.sleep(60)", RefusalCode.TOO_SLOW),
        ("while True: out.write(b'x' * 65536)", RefusalCode.READER_FAILED),
        ("wire.send(out, wire.REVISIONS, b'\\0\\0\\xff\\xff')\ntime.sleep(60)", RefusalCode.READER_FAILED),
        ("out.write(struct.pack('>cI', b'R', 2**32 - 1)); out.flush(); time.sleep(60)", RefusalCode.READER_FAILED),
        ("while True: wire.send(out, wire.STUBS)", RefusalCode.TOO_SLOW),
        ("row = wire.pack_rows([(bytes(32), bytes(9000))] * 800)\nwhile True: wire.send(out, wire.REVISIONS, row)",
         RefusalCode.TOO_MANY),
        ("wire.send(out, b'?', b'')", RefusalCode.READER_FAILED),
        ("wire.send(out, wire.REFUSED, b'[\"no such reason\", \"\"]')", RefusalCode.READER_FAILED),
        ("wire.send(out, wire.REFUSED, b'{')", RefusalCode.READER_FAILED),
        ("wire.send(out, wire.META, wire.pack_rows([(b'\\xff', b'')]))", RefusalCode.READER_FAILED),
        ("wire.send(out, wire.STUBS, wire.pack_rows([(b'', b'', b'', b'')]))", RefusalCode.READER_FAILED),
        ("wire.send(out, wire.BLOBS, wire.pack_rows([(bytes(32), b'-1')]))", RefusalCode.READER_FAILED),
        ("wire.send(out, wire.END)", RefusalCode.FALSE_HEAD),
    ],
)  # fmt: skip
def test_a_reader_gone_wrong_refuses_the_file(script: str, code: RefusalCode, tmp_path: Path) -> None:
    file = honest(hazards=3).write(tmp_path / "a.ancha")
    begun = time.monotonic()
    limits = Limits(seconds=1.5, revisions_bytes=20 * MB)
    with pytest.raises(RefusedPackageError) as refused, opening(file, limits=limits, start=start_script(script)):
        pass
    assert refused.value.code is code
    assert time.monotonic() - begun < 20
    assert not list((tmp_path / "staging").glob("*"))


def test_an_original_that_the_reader_lies_about_is_found_on_our_side(tmp_path: Path) -> None:
    file = honest(hazards=3).write(tmp_path / "a.ancha")
    with opening(file, start=start_script(_BLOB)) as reading, pytest.raises(RefusedPackageError) as refused:
        list(reading.blobs(reading.blob_sizes))
    assert refused.value.code is RefusalCode.READER_FAILED


def test_revisions_that_the_reader_makes_up_are_found_on_our_side(tmp_path: Path) -> None:
    file = honest(hazards=3).write(tmp_path / "a.ancha")
    lie = _BLOB.replace("wire.DATA", "wire.REVISIONS").replace(
        "(parts[0], b'poison')", "(parts[0].replace(b'\\xe7', b'\\xe8', 1),)"
    )
    with pytest.raises(RefusedPackageError) as refused, opening(file, start=start_script(lie)):
        pass
    assert refused.value.code is RefusalCode.DAMAGED


def test_no_reader_is_left_behind_however_it_ends(tmp_path: Path) -> None:
    started: list[ReaderProcess] = []

    def start(limits: Limits, size: int) -> ReaderProcess:
        started.append(start_process(limits, size))
        return started[-1]

    file = honest(hazards=3).write(tmp_path / "a.ancha")
    with opening(file, start=start) as reading:
        next(iter(reading.blobs(reading.blob_sizes)))
    with pytest.raises(KeyError), opening(file, start=start):
        raise KeyError
    assert [process._process.poll() is not None for process in started] == [True, True]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limits; the program alone watches there")
def test_the_reader_is_bound_in_memory_and_writes_no_file(tmp_path: Path) -> None:
    script = (
        "from app.storage.reader.child import bind\n"
        "bind(memory=200 << 20, seconds=5)\n"
        "try:\n    bytearray(400 << 20)\n    print('memory')\nexcept MemoryError:\n    print('bound')\n"
        "import signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "try:\n    open(sys.argv[1], 'wb', buffering=0).write(b'x')\n    print('wrote')\n"
        "except OSError:\n    print('bound')\n"
    )
    command = [sys.executable, "-P", "-S", "-c", "import sys\n" + script, str(tmp_path / "x")]
    done = subprocess.run(command, env=_environment(), capture_output=True, text=True, timeout=30, check=True)
    assert done.stdout.split() == ["bound", "bound"]


def test_no_secret_of_the_environment_reaches_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANCHA_PASSPHRASE", "geheim")
    assert "geheim" not in _environment().values()


def test_the_reader_loads_nothing_but_the_standard_library_and_the_few_modules_it_needs() -> None:
    script = (
        "import sys, app.storage.reader.child\n"
        "ours = {name.split('.')[1] for name in sys.modules if name.startswith('app.')}\n"
        "heavy = ('sqlalchemy', 'PySide6', 'PIL', 'cryptography', 'sqlcipher3')\n"
        "print(sorted(ours), [name for name in heavy if name in sys.modules])\n"
    )
    command = [sys.executable, "-P", "-S", "-c", script]
    done = subprocess.run(command, env=_environment(), capture_output=True, text=True, timeout=30, check=True)
    assert done.stdout.strip() == "['storage', 'values'] []"


def test_the_program_itself_reads_with_the_hidden_argument(tmp_path: Path) -> None:
    package = honest(hazards=3)
    file = package.write(tmp_path / "a.ancha")

    def start(limits: Limits, size: int) -> ReaderProcess:
        return ReaderProcess([sys.executable, "-m", "app", "--package-reader", "512", "60"])

    with opening(file, start=start) as reading:
        assert dict(reading.blobs(reading.blob_sizes)) == package.blobs
