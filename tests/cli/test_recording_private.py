"""Private texts of a recorded file are sealed, and told only to whoever asks."""

from pathlib import Path
from typing import Any

from tests.cli.conftest import Ancha
from tests.cli.test_recording import (  # noqa: F401  its fixtures are used here
    assert_nothing_stored,
    compiled,
    folder,
    fresh,
    pictures,
    rewrite,
)


def test_record_seals_who_reported_and_show_tells_it_only_when_asked(fresh: Ancha, folder: Path) -> None:  # noqa: F811  fixtures
    def tell(described: dict[str, Any]) -> None:
        described["inspection"] |= {"source": "举报", "reporter": {"name": "赵举报", "phone": "13900001111"}}
        described["cases"] = [{"hazards": [1], "is_person": "true", "party_identity": "50022819900101123X"}]

    made = fresh("record", rewrite(folder, tell), "--json").json
    sealed = {"reporter_name_sealed": "赵举报", "reporter_phone_sealed": "13900001111"}
    shown = fresh("show", made["inspection_id"], "--history", "--json")
    assert {shown.json["fields"][key] for key in sealed} == {"（保密）"}
    assert "赵举报" not in shown.out + fresh("show", made["inspection_id"]).out
    told = fresh("show", made["inspection_id"], "--private", "--history", "--json").json
    assert {key: told["fields"][key] for key in sealed} == sealed
    assert told["history"][0]["changed"]["reporter_name_sealed"] == "赵举报"
    case = fresh("show", made["cases"][-1], "--private", "--json").json
    assert case["fields"]["party_identity_sealed"] == "50022819900101123X"


def test_record_refuses_who_reported_where_nobody_reported(fresh: Ancha, folder: Path) -> None:  # noqa: F811  fixtures
    file = rewrite(folder, lambda described: described["inspection"].update(reporter={"name": "赵举报"}))
    said = fresh("record", file)
    assert said.code == 2
    assert "reporter" in said.err
    assert "赵举报" not in said.err
    assert_nothing_stored(fresh, said)
