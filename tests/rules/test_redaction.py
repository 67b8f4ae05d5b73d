"""What is for reading only shows no telephone, no identity number, no reporter, and still tells the story."""

import pytest

from app.rules.counting import closed
from app.rules.redaction import BLANK, redacted, redacted_body
from app.values.revision import REVISION_KEYS, Body, check_revision_object
from tests.rules.test_package_content import make


@pytest.mark.parametrize(
    ("key", "value"),
    [("phone", "023-1234567"), ("principal_phone", "x"), ("reporter", "王某"), ("contact", "李某"), ("identity", "x")],
)
def test_named_fields_are_blanked_whole(key: str, value: str) -> None:
    assert redacted_body({key: value}) == {key: BLANK}


@pytest.mark.parametrize(
    "text",
    ["电话13812345678。", "身份证50022819900101123X", "（023-12345678）", "138 1234 5678", "旧证500228900101123"],
)
def test_numbers_of_persons_are_blanked_within_any_text(text: str) -> None:
    found = str(redacted_body({"fact": text})["fact"])
    assert BLANK in found
    assert not any(sign.isdigit() for sign in found.replace(BLANK, ""))


@pytest.mark.parametrize(
    "text", ["2026年11月16日9时10分", "渝铜应急责改〔2026〕12号", "配电箱3号，12台", "安全生产法/36/2"]
)
def test_other_numbers_stay(text: str) -> None:
    assert redacted_body({"fact": text}) == {"fact": text}


def test_blanking_reaches_every_depth_and_keeps_references() -> None:
    body: Body = {
        "party": {"name": "张某", "phone": "13812345678"},
        "helpers": [{"phone": "1"}, {"unit": "某某站"}],
        "inspection_id": "00000000-0000-7000-8000-000000000001",
        "amount_cents": 13812345678,
    }
    assert redacted_body(body) == {
        "party": {"name": "张某", "phone": BLANK},
        "helpers": ({"phone": BLANK}, {"unit": "某某站"}),
        "inspection_id": "00000000-0000-7000-8000-000000000001",
        "amount_cents": 13812345678,
    }


def test_originals_and_seals_are_left_out() -> None:
    body = {"file_blob": "a" * 64, "scan_blobs": ["b" * 64], "reporter_sealed": "c" * 64}
    assert redacted_body(body) == {"file_blob": None, "scan_blobs": (), "reporter_sealed": None}


def test_redacted_revisions_are_well_formed_and_follow_each_other() -> None:
    first = make(1, phone="1")
    left, right = make(1, after=(first,), phone="2"), make(1, after=(first,), fact="电话13812345678")
    last = make(1, after=(left, right), phone="3")
    written = redacted([last, right, first, left])
    by_id = {revision.rev_id: revision for revision in written}
    assert closed(by_id, ()).is_closed
    assert not by_id.keys() & {revision.rev_id for revision in (first, left, last)}
    assert len(next(revision for revision in written if len(revision.parents) == 2).parents) == 2
    for revision in written:
        check_revision_object({key: getattr(revision, key) for key in REVISION_KEYS})
