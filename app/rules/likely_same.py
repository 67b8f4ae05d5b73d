"""Parties that are likely one and the same: by code, by name, by a name one sign away, by the sound of the name."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from uuid import UUID

from app.values.rows_import import SameGround

_MOST_ALIKE = 30  # a key that more parties share says nothing about any two of them
_SHORTEST = 4
_LONGEST = 120  # no party is called so; to compare a longer name sign by sign takes the square of its length
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_MARKS = re.compile(r"[\W_]+")
_FORMS = re.compile(r"(?:有限责任公司|股份有限公司|集团有限公司|有限公司|责任公司|公司)(?=.{0,4}$)")
_REGION = re.compile(r"^(?:[^市省区县]{2,3}(?:省|市|自治区))?(?:[^市省区县]{1,3}[市区县])?(?=.{3})")
_BY_CORE = frozenset({SameGround.PINYIN, SameGround.SIMILAR})
_NUMERALS = re.compile(r"[0-9一二三四五六七八九十百]")


@dataclass(frozen=True, slots=True)
class PartyName:
    """What a party is known by."""

    id: UUID
    name: str
    aliases: tuple[str, ...] = ()
    uscc: str = ""
    town: str = ""


@dataclass(frozen=True, slots=True)
class SamePair:
    """Two parties that are likely one, and why; the earlier record comes first."""

    first: UUID
    second: UUID
    ground: SameGround


def likely_same(
    parties: Collection[PartyName], *, only: Collection[UUID] | None = None, by_sound: bool = True
) -> tuple[SamePair, ...]:
    """Find pairs that are likely one party, the strongest ground of each; `only` asks for pairs with one of these.

    Without `by_sound` names that sound alike are found only where they are written nearly alike too: to sound out a
    whole ledger loads a dictionary and takes a second.
    """
    by_id = {party.id: party for party in parties}
    found: dict[tuple[UUID, UUID], SameGround] = {}
    for ground, groups in _groups(parties, by_sound=by_sound):
        for group in groups:
            for pair in _pairs(group, only):
                one, other = by_id[pair[0]], by_id[pair[1]]
                if pair not in found and _may_be(one, other, ground):
                    found[pair] = _sounded(one, other) if ground in _BY_CORE else ground
    return tuple(SamePair(*pair, ground) for pair, ground in sorted(found.items()))


def core_of(name: str) -> str:
    """Leave of a name what tells it from others: without region, form of company, brackets and marks."""
    plain = _MARKS.sub("", _BRACKETS.sub("", unicodedata.normalize("NFKC", name)))
    short = _REGION.sub("", _FORMS.sub("", plain))
    return (short or plain).lower()


def sound_of(text: str) -> str:
    """Write the sound of each sign, without tones; of a sign with several, the first."""
    return " ".join(_sound(sign) for sign in text)


def _groups(
    parties: Collection[PartyName], *, by_sound: bool
) -> Iterator[tuple[SameGround, Iterable[Collection[UUID]]]]:
    yield SameGround.CODE, _alike((party.uscc, party.id) for party in parties)
    named = [(name, party.id) for party in parties for name in (party.name, *party.aliases)]
    yield SameGround.NAME, _alike((_MARKS.sub("", unicodedata.normalize("NFKC", name)), key) for name, key in named)
    cores = [(core_of(party.name), party.id) for party in parties]
    if by_sound:
        yield SameGround.PINYIN, _alike((sound_of(core), key) for core, key in cores if len(core) >= _SHORTEST - 1)
    yield SameGround.SIMILAR, _alike((near, key) for core, key in cores for near in _near(core))


def _alike(keys: Iterable[tuple[str, UUID]]) -> list[Collection[UUID]]:
    groups: dict[str, set[UUID]] = {}
    for key, party in keys:
        if key:
            groups.setdefault(key, set()).add(party)
    return [group for group in groups.values() if 1 < len(group) <= _MOST_ALIKE]


def _near(core: str) -> Iterator[str]:
    """Give the name with each of its signs left out: two names one sign apart share one of these."""
    yield core
    if _SHORTEST <= len(core) <= _LONGEST:
        for at in range(len(core)):
            yield f"{core[:at]}_{core[at + 1 :]}"
            yield core[:at] + core[at + 1 :]


def _pairs(group: Collection[UUID], only: Collection[UUID] | None) -> Iterator[tuple[UUID, UUID]]:
    for one, other in combinations(sorted(group), 2):
        if only is None or one in only or other in only:
            yield one, other


def _may_be(one: PartyName, other: PartyName, ground: SameGround) -> bool:
    """Two valid codes are two parties in law; numbered branches and other towns are others too."""
    if ground is SameGround.CODE:
        return True
    if one.uscc and other.uscc and one.uscc != other.uscc:
        return False
    if ground is SameGround.NAME:
        return True
    if one.town and other.town and one.town != other.town:
        return False
    return _NUMERALS.findall(one.name) == _NUMERALS.findall(other.name)


def _sounded(one: PartyName, other: PartyName) -> SameGround:
    """Tell names that only sound alike from those that are nearly written alike."""
    cores = core_of(one.name), core_of(other.name)
    is_heard = cores[0] != cores[1] and sound_of(cores[0]) == sound_of(cores[1])
    return SameGround.PINYIN if is_heard else SameGround.SIMILAR


@lru_cache(maxsize=8192)
def _sound(sign: str) -> str:
    from pypinyin import lazy_pinyin

    return lazy_pinyin(sign)[0] if sign else ""
