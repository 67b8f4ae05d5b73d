"""The district of the demo: its authority and officers, the same whatever the seed, and plainly no real ones."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from app.models.authority import Authority, Officer
from app.services.desk import Desk
from app.services.own_authority import OWN
from app.storage.form_files import document_profile

SPACE = UUID("6f1d2c3a-0000-5000-8000-00000000da7a")
AUTHORITY = "示例区应急管理局"
CERTIFICATES_TO = date(2035, 12, 31)
OFFICERS = (
    ("示例甲", "示例—0000001", "执法一科"),
    ("示例乙", "示例—0000002", "执法一科"),
    ("示例丙", "示例—0000003", "执法二科"),
    ("示例丁", "示例—0000004", "执法二科"),
)
LEADER, REVIEWER = "示例局长", "示例法制员"
TOWNS = ("甲镇", "乙街道", "丙镇", "丁街道", "戊镇")


@dataclass(frozen=True, slots=True)
class NumberSpan:
    """The document numbers of one seed, both ends included."""

    first: int
    last: int


LARGEST, LEAST_WIDTH = 999_999, 200


def number_span(seed: int, *, inspections: int) -> NumberSpan:
    """Give each seed numbers of its own; only seeds beyond the number of spans may meet."""
    width = max(LEAST_WIDTH, -(-inspections * 11 // 10 // 100) * 100)
    slots = LARGEST // width
    half = slots // 2
    slot = seed if 0 <= seed < half else half + uuid5(SPACE, f"span {seed}").int % (slots - half)
    return NumberSpan(slot * width + 1, (slot + 1) * width)


def own_id(name: str) -> UUID:
    """Derive the id of what every demo shares from its name."""
    return uuid5(SPACE, name)


def found_district(desk: Desk, *, seed: int, inspections: int) -> tuple[UUID, ...]:
    """Enter authority, officers and the range of numbers; the officers' ids are the answer."""
    authority = Authority(
        id=own_id(AUTHORITY),
        name=AUTHORITY,
        short_name="示例应急",
        prefix="示例",
        word="应急",
        region="重庆",
        reconsideration_body="示例区人民政府",
        court="示例区人民法院",
        address="示例区示范大道1号",
        postcode="000000",
        phone="000-0000008",
        contact="示例员",
        supervision_phone="000-0000009",
        bank="示例银行示例支行",
        bank_account="0000000000000000",
    )
    officers = [_officer(*one, order_no=place) for place, one in enumerate(OFFICERS, start=1)]
    span = number_span(seed, inspections=inspections)
    with desk.write(reason="示例数据") as uow:
        uow.add_all([authority, *officers])
        uow.settings.set(OWN, str(authority.id))
        for key in document_profile().number_keys():
            uow.numbers.set_range(key, first=span.first, last=span.last)
        uow.commit()
    return tuple(officer.id for officer in officers)


def _officer(name: str, certificate: str, department: str, *, order_no: int) -> Officer:
    return Officer(
        id=own_id(certificate),
        name=name,
        authority_id=own_id(AUTHORITY),
        certificate=certificate,
        valid_to=CERTIFICATES_TO,
        scope="安全生产",
        area="示例区",
        position=department,
        order_no=order_no,
    )
