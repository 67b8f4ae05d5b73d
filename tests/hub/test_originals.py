"""Originals in a folder and in a bucket: under their hashes, whole or not at all, and never believed."""

from collections.abc import Iterator
from pathlib import Path

import boto3  # type: ignore[import-untyped]  # it brings no types
import pytest
from moto.server import ThreadedMotoServer

from app.storage.hub.faults import HubError
from app.storage.hub.originals import Originals
from app.values.canonical import sha256_hex
from tests.hub.conftest import Hub
from tests.services.offices import Shared

PHOTO = b"\xff\xd8" + b"photograph" * 1000


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty bucket of a server that speaks S3."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "demo")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "demo")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    monkeypatch.setenv("AWS_ENDPOINT_URL", address)
    boto3.client("s3", endpoint_url=address).create_bucket(Bucket="photos")
    yield "s3://photos/ancha"
    server.stop()


def test_bucket_gives_back_what_was_put(bucket: str) -> None:
    originals = Originals(bucket)
    assert originals.put(PHOTO) == originals.put(PHOTO) == Originals.place(sha256_hex(PHOTO))
    assert originals.get(sha256_hex(PHOTO)) == PHOTO


def test_two_machines_meet_through_a_bucket(bucket: str, hub: Hub, shared: Shared) -> None:
    with shared.first.store.write() as uow:
        uow.blobs.put(PHOTO)
        uow.commit()
    through = Hub(hub.url, bucket)
    through.push(shared.first)
    fresh = shared.new_place("新")
    through.pull(fresh)
    assert fresh.digest() == shared.first.digest()


def test_folder_keeps_no_half_of_an_original(tmp_path: Path) -> None:
    originals = Originals(f"file://{tmp_path}")
    place = originals.put(PHOTO)
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()] == [place]
    (tmp_path / place).write_bytes(PHOTO[:100])
    originals.put(PHOTO)
    assert originals.get(sha256_hex(PHOTO)) == PHOTO


def test_original_that_is_gone_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(HubError, match="照片库"):
        Originals(str(tmp_path)).get(sha256_hex(PHOTO))


def test_bucket_that_is_not_there_is_told_in_words(bucket: str) -> None:
    with pytest.raises(HubError, match="照片库"):
        Originals(bucket.replace("photos", "nowhere")).put(PHOTO)
