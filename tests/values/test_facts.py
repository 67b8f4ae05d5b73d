"""Facts: what their docstrings name is what they have."""

import dataclasses
import importlib
import re

import pytest

MODULES = ("facts", "facts_case", "facts_document", "facts_inspection", "facts_loop")
FACTS = [
    found
    for name in MODULES
    for found in vars(importlib.import_module(f"app.values.{name}")).values()
    if isinstance(found, type) and dataclasses.is_dataclass(found)
]


@pytest.mark.parametrize("facts", FACTS, ids=lambda one: one.__name__)
def test_every_field_that_a_docstring_names_exists(facts: type) -> None:
    named = set(re.findall(r"`(\w+)`", facts.__doc__ or ""))

    assert named <= set(dir(facts))
