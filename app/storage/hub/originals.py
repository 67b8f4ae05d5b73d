"""Originals in a folder or bucket, each under its hash, so that sending one twice does no harm."""

import secrets
from typing import Any

from app.storage.hub.faults import HubError, photos_told_in_words, require_extra
from app.values.canonical import sha256_hex


class Originals:
    """Keep originals under their hashes at one address: a folder, or `s3://bucket/prefix`."""

    def __init__(self, address: str) -> None:
        require_extra()
        from fsspec.core import url_to_fs  # type: ignore[import-untyped]  # fsspec brings no types

        self.address = address
        with photos_told_in_words(address):
            self._files: Any
            self._root: str
            # A store whose address or keys were changed is another; nothing is taken from an earlier run.
            self._files, self._root = url_to_fs(address, skip_instance_cache=True)

    @staticmethod
    def place(sha256: str) -> str:
        """Name where the bytes of a hash lie, below the address."""
        return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"

    def put(self, data: bytes) -> str:
        """Keep the bytes and return their place; half of them never lie under that name."""
        place = self.place(sha256_hex(data))
        path = f"{self._root}/{place}"
        with photos_told_in_words(self.address):
            if self._is_whole(path, size=len(data)):
                return place
            if "file" not in self._protocols():
                self._files.pipe_file(path, data)  # a bucket shows an object only when all of it arrived
                return place
            self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
            part = f"{path}.{secrets.token_hex(4)}.part"
            self._files.pipe_file(part, data)
            self._files.mv(part, path)
        return place

    def get(self, sha256: str) -> bytes:
        """Fetch the bytes and refuse what is not what it is called; where they lie is not the server's to say."""
        with photos_told_in_words(self.address):
            data = bytes(self._files.cat_file(f"{self._root}/{self.place(sha256)}"))
        if sha256_hex(data) != sha256:
            raise HubError(
                f"照片库中的 {sha256[:12]}… 内容与编号不符，没有收下。", hint="请管理员用备份恢复这个文件，再拉取一次。"
            )
        return data

    def _is_whole(self, path: str, *, size: int) -> bool:
        return bool(self._files.exists(path)) and int(self._files.info(path)["size"]) == size

    def _protocols(self) -> tuple[str, ...]:
        found = self._files.protocol
        return (found,) if isinstance(found, str) else tuple(found)
