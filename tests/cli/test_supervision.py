"""`supervise` and `release`: a major hazard is listed, and not released before its time."""

from pathlib import Path
from uuid import UUID

from app.models.hazard import Hazard
from app.values.enums import HazardLevel, HazardState
from tests.cli.conftest import Ancha
from tests.services.records import Scene, change
from tests.stores import make_means, open_copy


def listed_hazard(ancha: Ancha, data: Path) -> str:
    """Make the first hazard a major one that was ordered."""
    hazard = ancha("list", "hazards", "--json").json[0]["id"]
    with open_copy(data, means=make_means(seed="keeper")) as store:
        change(store, Hazard, UUID(hazard), level=HazardLevel.MAJOR, state=HazardState.ORDERED)
    return str(hazard)


def test_a_major_hazard_is_listed_and_kept_until_it_may_be_released(ancha: Ancha, data: Path) -> None:
    hazard = listed_hazard(ancha, data)
    said = ancha(
        "supervise", hazard, "--body", "示例区安委会", "--number", "示安委督〔2026〕1号", "--until", "2199-01-31"
    )
    assert (said.code, said.out.strip()) == (0, "已登记挂牌督办。")
    assert ancha("show", hazard, "--json").json["state"] == "supervised"
    said = ancha("release", hazard, "--by", "示例主任")
    assert (said.code, said.out) == (1, "")
    assert "复查没有确认整改完成" in said.err


def test_only_hazards_are_listed(ancha: Ancha, scene: Scene) -> None:
    said = ancha("supervise", scene.enterprise_id, "--body", "示例区安委会")
    assert (said.code, said.out) == (1, "")
    assert "不是隐患" in said.err
