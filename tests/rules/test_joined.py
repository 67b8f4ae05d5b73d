"""Joined parties count as one, whatever chains and rings the machines made."""

from uuid import UUID

from app.rules.joined import members_of, root_of, roots_of

A, B, C, D = (UUID(int=number) for number in (1, 2, 3, 4))


def test_a_party_without_link_counts_as_itself() -> None:
    assert root_of(A, {}) == A
    assert members_of(A, {}) == (A,)


def test_chains_end_at_the_party_that_stays() -> None:
    links = {A: B, B: C}
    assert roots_of((A, B, C), links) == {A: C, B: C, C: C}
    assert members_of(B, links) == (C, A, B)


def test_a_ring_stays_with_its_earliest_record_and_so_does_what_leads_into_it() -> None:
    links = {B: C, C: B, D: C}
    assert roots_of((B, C, D), links) == {B: B, C: B, D: B}
    assert members_of(D, links) == (B, C, D)
