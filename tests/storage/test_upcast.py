"""Old revisions are read in today's words under their old hash."""

from app.storage.upcast import Body, Upcasters, renamed
from app.values.revision import Revision


def _revision(schema: int) -> Revision:
    return Revision(
        kind="hazard",
        entity_id="0192f3a0-0000-7000-8000-000000000001",
        schema=schema,
        needs=1,
        parents=(),
        hlc="01a2062de2000000",
        device="0192f3a0-0000-7000-9000-000000000001",
        seq=1,
        prev=None,
        actor=None,
        reason=None,
        deleted=False,
        changed=("amount", "note"),
        body={"amount": 3, "note": "事实"},
    )


def _in_cents(body: Body, changed: tuple[str, ...]) -> tuple[Body, tuple[str, ...]]:
    amount = body["amount"]
    assert isinstance(amount, int)
    return {**{key: value for key, value in body.items() if key != "amount"}, "amount_cents": amount * 100}, tuple(
        sorted("amount_cents" if key == "amount" else key for key in changed)
    )


STEPS = Upcasters({("hazard", 1): renamed({"note": "fact"}), ("hazard", 2): _in_cents})


def test_read_goes_through_every_step_from_the_version_that_wrote_it() -> None:
    old = _revision(1)
    read = STEPS.read(old)
    assert dict(read.body) == {"amount_cents": 300, "fact": "事实"}
    assert read.changed == ("amount_cents", "fact")
    assert read.rev_id == old.rev_id
    assert read.to_bytes() == old.to_bytes()


def test_read_begins_at_the_version_of_the_revision() -> None:
    assert dict(STEPS.read(_revision(2)).body) == {"amount_cents": 300, "note": "事实"}
    assert STEPS.read_all([_revision(3)]) == [_revision(3)]
