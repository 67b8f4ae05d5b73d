"""The chapters of the story as they are worked through the window, by keyboard and mouse."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from app.services.demo.scenes import DemoScene, SceneVariant, draw_scene
from tests.flows.bureau import DETECTOR


class Hand(Protocol):
    """A hand at a laptop: events sent offscreen, or a real keyboard and mouse on a screen."""

    @property
    def item(self) -> str:
        """The item of the walk at which the officer is."""

    @property
    def items_left(self) -> int:
        """How many items of the walk wait for an answer."""

    def wait_for(self, key: str) -> None:
        """Wait until a page is open and filled."""

    def key(self, keys: str) -> None:
        """Press keys."""

    def fill(self, name: str, words: str) -> None:
        """Write into a field."""

    def click(self, name: str) -> None:
        """Click what bears the name."""

    def pick_files(self, act: Callable[[], None], files: Sequence[Path]) -> None:
        """Choose files to read."""

    def save_file(self, act: Callable[[], None], file: Path) -> bytes:
        """Choose where to write, and read what was written."""

    def shoot(self, name: str) -> None:
        """Keep a picture of the screen."""


def take_pictures(folder: Path) -> tuple[Path, Path, Path]:
    """Lay two photographs from before and one from after on the disk."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for name, variant, seed, day in (
        ("IMG_0001", SceneVariant.BEFORE, 1, 16),
        ("IMG_0002", SceneVariant.BEFORE, 2, 16),
        ("IMG_0101", SceneVariant.AFTER, 1, 2),
    ):
        taken = datetime(2026, 12 if day == 2 else 11, day, 9, 40)
        file = folder / f"{name}.jpg"
        file.write_bytes(draw_scene(DemoScene.GAS_DETECTOR, variant=variant, seed=seed, taken=taken))
        files.append(file)
    return files[0], files[1], files[2]


def set_up(laptop: Hand) -> None:
    """Fill the four cards of the first start, field by field."""
    laptop.wait_for("set_up")
    laptop.fill("机关全称", "示例区应急管理局")
    laptop.fill("区域简称", "渝示")
    laptop.fill("行政复议机关", "示例区人民政府")
    laptop.fill("行政诉讼法院", "示例区人民法院")
    for number, (name, certificate) in enumerate((("示例员甲", "渝示—0000001"), ("示例员乙", "渝示—0000002")), start=1):
        laptop.fill(f"第{number}名执法人员姓名", name)
        laptop.fill(f"第{number}名执法证号", certificate)
        laptop.fill(f"第{number}名执法证有效期至", "2028-12-31")
    laptop.fill("起号", "1")
    laptop.fill("止号", "200")
    laptop.shoot("set-up")
    laptop.key("Ctrl+Enter")
    laptop.wait_for("today")
    laptop.shoot("first-day")


def enter_the_gas_shop(laptop: Hand) -> None:
    """Enter a party from the first step of a new inspection."""
    laptop.key("Ctrl+N")
    laptop.wait_for("new_inspection")
    laptop.shoot("new-inspection")
    laptop.click("新增企业")
    laptop.fill("单位名称（必填）", "示例红岩燃气有限公司")
    laptop.click("城镇燃气")
    laptop.fill("镇街", "示范镇")
    laptop.fill("生产经营地址", "示例区示范镇样本路1号")
    laptop.fill("主要负责人", "示例人乙")
    laptop.shoot("enterprise")
    laptop.click("保存")


def plan(laptop: Hand) -> None:
    """Answer the second and the third step and begin the check."""
    for choice in ("日常检查", "年度计划", "四不两直", "书面"):
        laptop.click(choice)
    laptop.fill("批准人", "示例局长")
    laptop.fill("批准时间", "2026-11-15 16:00")
    laptop.click("已取得")
    laptop.fill("执法码", "DEMO-2026-0012")
    laptop.shoot("procedure")
    laptop.key("Ctrl+Enter")
    laptop.click("示例员乙")  # 示例员甲 sits at the keyboard and is chosen already
    laptop.fill("现场人员姓名", "示例人丙")
    laptop.fill("现场人员职务", "站长")
    laptop.fill("现场人员电话", "00000000002")
    laptop.click("现场负责人")
    laptop.fill("检查场所", "充装间、重瓶间、配电室")
    laptop.shoot("people")
    laptop.key("Ctrl+Enter")
    laptop.shoot("confirm")


def begin(laptop: Hand) -> None:
    """Begin the check that was planned."""
    laptop.key("Ctrl+Enter")
    laptop.wait_for("walkthrough")
    laptop.shoot("walk")


def fail_the_detector(laptop: Hand, photos: Sequence[Path]) -> None:
    """Fail the item with one key, hang two photographs on it, and write it out."""
    walk_to(laptop, DETECTOR.item_no)
    laptop.key("2")
    laptop.pick_files(lambda: laptop.key("F2"), photos)
    laptop.fill("事实", DETECTOR.fact)
    laptop.fill("整改要求", DETECTOR.demand)
    laptop.click("限期整改")
    laptop.click("15日")
    laptop.fill("地点", DETECTOR.place)
    laptop.shoot("hazard")
    laptop.key("Ctrl+Enter")


def answer_the_rest(laptop: Hand) -> None:
    """Answer section by section with one key each."""
    for _ in range(20):
        if laptop.items_left == 0:
            return
        laptop.key("H")
        laptop.click("下一未查项")
    raise AssertionError("the walk does not end")


def end_the_check(laptop: Hand) -> None:
    """Sign on paper, and go on to the papers."""
    laptop.shoot("walked")
    laptop.click("结束检查")
    laptop.click("已签名")
    laptop.click("不申请回避")
    laptop.shoot("end")
    laptop.click("结束检查")
    laptop.wait_for("documents")
    laptop.shoot("papers")


def issue(laptop: Hand, title: str) -> None:
    """Begin a paper from the tree, look at it, and issue it."""
    laptop.click(title)
    issue_what_is_open(laptop)


def issue_what_is_open(laptop: Hand) -> None:
    """Issue the draft that is open."""
    laptop.shoot("draft")
    laptop.key("Ctrl+Enter")
    laptop.shoot("issue")
    laptop.click("签发")
    laptop.shoot("issued")


def export(laptop: Hand, file: Path) -> bytes:
    """Write the paper that is open to a file."""
    return laptop.save_file(lambda: laptop.click("导出"), file)


def serve(laptop: Hand) -> None:
    """Register the seal and the service of the paper that is open."""
    laptop.click("登记用印")
    laptop.click("现场盖")
    laptop.click("保存")
    laptop.click("登记送达")
    laptop.fill("收件人", "示例人丙")
    laptop.shoot("service")
    laptop.click("保存")
    laptop.shoot("served")


def look_again(laptop: Hand, after: Path) -> None:
    """Go back on the day after the deadline, find it rectified, and take a photograph."""
    laptop.key("Alt+5")
    laptop.wait_for("reinspections")
    laptop.shoot("due")
    laptop.key("Enter")
    laptop.wait_for("reinspection")
    laptop.shoot("before-looking")
    laptop.key("Ctrl+Enter")
    laptop.shoot("looking")
    laptop.key("1")
    laptop.pick_files(lambda: laptop.key("F2"), [after])
    laptop.fill("复查情况", "2号探测器已更换，测试合格，见照片。")
    laptop.shoot("looked")
    laptop.key("Ctrl+Enter")
    laptop.click("出复查意见书")
    laptop.shoot("end-looking")
    laptop.click("结束并出意见书")
    laptop.wait_for("documents")
    laptop.shoot("opinion")


def close_the_loop(laptop: Hand, file: Path) -> bytes:
    """Close the loop from the page of its papers, and write the report to a file."""
    laptop.click("闭环")
    laptop.shoot("loop")
    laptop.click("办理闭环")
    laptop.shoot("closed")
    return laptop.save_file(lambda: laptop.click("闭环报告"), file)


def walk_to(laptop: Hand, item_id: str) -> None:
    """Go down item by item."""
    for _ in range(200):
        if laptop.item == item_id:
            return
        laptop.key("Down")
    raise AssertionError(f"no item {item_id} on the way")
