"""Make a package of a colleague who worked on the same records at another laptop, for the pictures of the exchange."""

from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from app.services.catalogue import Services
from app.services.desk import Desk
from app.storage.opening import open_store
from app.storage.store import Means, StorePaths
from app.values.clock import FixedClock
from app.values.fields_enterprise import EnterpriseFields
from app.values.idsource import SeededIds

EARLIER = timedelta(hours=2)
OFFICE = "示例区应急管理局"


def make_package(services: Services, folder: Path, *, now: datetime) -> Path:
    """Hand everything to the colleague, part ways over one hazard, and give what the colleague hands back."""
    out, back = folder / "发给示例乙.ancha", folder / "移交-示例乙-2026-11-23.ancha"
    services.handover.export(out, recipient=OFFICE)
    clock = FixedClock(now - EARLIER)
    ids = SeededIds(clock, seed="colleague")
    means = Means(clock=clock, ids=ids, chance=lambda count: ids.new().bytes[:count], machine=lambda: "colleague")
    with closing(open_store(StorePaths.under(folder / "示例乙"), means=means)) as store:
        desk = Desk(store)
        theirs = Services(desk)
        theirs.library.make_ready()
        theirs.imports.take_in([out])
        out.unlink()
        theirs.officers.sit_down(theirs.officers.list()[1].id)
        _work_apart(services, theirs)
        theirs.handover.export(back, recipient=OFFICE)
        theirs.enterprises.register(EnterpriseFields(name="示例北辰Q10仓储部", town="乙镇"))
        theirs.handover.export(folder / "移交-示例乙-补交.ancha", recipient=OFFICE)
    return back


def _work_apart(ours: Services, theirs: Services) -> None:
    inspection_id = ours.inspections.latest_unfinished()
    assert inspection_id is not None
    hazard = ours.hazards.of_inspection(inspection_id)[0]
    deadline = hazard.fields.deadline
    assert deadline is not None
    demand = "补训并考核合格后上岗，培训记录存档备查。"
    theirs.hazards.edit(hazard.id, replace(hazard.fields, demand=demand, deadline=deadline - timedelta(days=7)))
    ours.hazards.edit(hazard.id, replace(hazard.fields, deadline=deadline + timedelta(days=3)))
    theirs.enterprises.register(EnterpriseFields(name="示例星河Q9面馆", town="甲镇"))
