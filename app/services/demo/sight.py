"""Which drawn scene shows a hazard, by the words of its item."""

from app.services.demo.scenes import DemoScene

S = DemoScene
_SHOWN_BY: tuple[tuple[str, DemoScene], ...] = (
    ("软管", S.KITCHEN_HOSE),
    ("灶具", S.KITCHEN_HOSE),
    ("探测器", S.GAS_DETECTOR),
    ("泄漏", S.GAS_DETECTOR),
    ("报警", S.ALARM_CONTROLLER),
    ("监控", S.ALARM_CONTROLLER),
    ("灭火器", S.FIRE_EXTINGUISHER),
    ("消火栓", S.FIRE_EXTINGUISHER),
    ("消防设施", S.FIRE_EXTINGUISHER),
    ("疏散", S.EXIT_DOOR),
    ("安全出口", S.EXIT_DOOR),
    ("出口", S.EXIT_DOOR),
    ("电气", S.DISTRIBUTION_BOARD),
    ("配电", S.DISTRIBUTION_BOARD),
    ("排风", S.EXHAUST_FAN),
    ("通风", S.EXHAUST_FAN),
    ("气瓶", S.CYLINDER_ROOM),
    ("瓶", S.CYLINDER_ROOM),
    ("供应站", S.GAS_SHOP),
)


def scene_of(words: str) -> DemoScene:
    """Choose the scene; what is about papers is shown by papers."""
    return next((scene for sign, scene in _SHOWN_BY if sign in words), DemoScene.LEDGER)
