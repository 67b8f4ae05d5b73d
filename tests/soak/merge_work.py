"""Take packages into an empty office, one after the other, and say what that took.

`python -m tests.soak.merge_work FOLDER FILE …` prints one line of JSON.
"""

import json
import sys
import time
from hashlib import sha256
from pathlib import Path

from app.services.catalogue import Services
from app.services.desk import Desk
from app.storage.opening import open_store
from app.storage.rebuild import rebuild_rows
from app.storage.store import StorePaths


def merge(folder: Path, files: list[Path]) -> dict[str, object]:
    """Import the files and tell digest, conflicts, rows, seconds and memory."""
    with open_store(StorePaths.under(folder)) as store:
        services = Services(Desk(store))
        began = time.perf_counter(), time.process_time()
        for file in files:
            services.imports.take_in([file])
        took = time.perf_counter() - began[0], time.process_time() - began[1]
        peak = peak_megabytes()
        digest = services.safekeeping.digest()
        conflicts = sorted(
            (str(line.entity_id), *(one.field for one in line.fields)) for line in services.conflicts.list()
        )
        rows = rows_of(services)
        with store.write() as uow:
            rebuild_rows(uow.connection, rows=uow.rows)
            uow.commit()
        return {
            "digest": digest.digest,
            "revisions": digest.revisions,
            "blobs": digest.blobs,
            "conflicts": len(conflicts),
            "told": sha256(json.dumps(conflicts).encode()).hexdigest(),
            "rows": rows,
            "rebuilt": rows_of(services),
            "seconds": round(took[0], 1),
            "cpu": round(took[1], 1),
            "peak_mb": peak,
        }


def rows_of(services: Services) -> str:
    """Give one line for all current rows of hazards and photographs, ids and all."""
    with services.desk.read() as uow:
        held = sha256()
        for table in ("hazard", "photo", "inspection", "enterprise"):
            for row in uow.connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY id"):
                held.update(repr(tuple(row)).encode())
        return held.hexdigest()


def peak_megabytes() -> int:
    """Tell the most memory that this process held."""
    try:
        import resource
    except ImportError:  # Windows has no such figure
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    print(json.dumps(merge(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])))
