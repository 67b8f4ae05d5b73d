"""One line that is equal on two machines exactly when they hold the same records."""

from collections.abc import Iterable
from hashlib import sha256


def digest_bytes(rev_ids: Iterable[str], blobs: Iterable[str]) -> bytes:
    """List the counted revisions and the blobs that they name and the store holds, each once, ascending."""
    lines = [f"r {rev_id}\n" for rev_id in sorted(set(rev_ids))]
    lines += [f"b {blob}\n" for blob in sorted(set(blobs))]
    return "".join(lines).encode()


def digest(rev_ids: Iterable[str], blobs: Iterable[str]) -> str:
    """Hash the list of counted revisions and of blobs that they name and the store holds."""
    return sha256(digest_bytes(rev_ids, blobs)).hexdigest()
