"""That a party did not sign: what a paper notes of it."""

from app.services.paper_building.ground import PaperGround
from app.values.enums import SignState
from app.values.papers import Refusal, RefusalKind

_REFUSALS = {
    SignState.REFUSED: RefusalKind.REFUSED,
    SignState.ABSENT: RefusalKind.ABSENT,
    SignState.UNABLE: RefusalKind.UNABLE,
}


def refusal_of(ground: PaperGround) -> Refusal | None:
    """Write that nobody signed, why, who saw it or what recorded it, and to whom it was reported."""
    own, again = ground.facts.document.signing, ground.facts.reinspection
    visited = ground.loop.inspection.signing if again is None else again.signing
    signing = own if own.state is not None else visited
    kind = None if signing.state is None else _REFUSALS.get(signing.state)
    if kind is None:
        return None
    witness = signing.witness
    return Refusal(
        kind=kind,
        reason=signing.reason,
        witness="" if witness is None else f"{witness.name}（{witness.unit}）" if witness.unit else witness.name,
        recording=ground.typed("recorder"),
        reported=ground.typed("reported"),
    )
