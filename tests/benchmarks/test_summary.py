from dataclasses import replace

import pytest

from benchmarks.comparison import comparison
from benchmarks.record import Record, append
from benchmarks.summary import main, table, write

OURS = Record(
    engine="quarterdeck", set="psplib/j30", instance="a.sm", goal="makespan", status="optimal",
    value=10, bound=10, gap=0, best_lower=10, best_upper=10, accepted=True, seconds=2,
    limit=60, workers=8, seed=0, cores=2, machine="any",
)  # fmt: skip


def cells(text, row):
    return [cell.strip() for cell in text.splitlines()[row].strip("|").split("|")]


def named(text, row=2):
    return dict(zip(cells(text, 0), cells(text, row), strict=True))


def test_a_row_counts_and_averages_the_runs_of_a_set():
    open_one = replace(
        OURS,
        instance="b.sm",
        status="feasible",
        value=20,
        bound=15,
        gap=0.25,
        best_upper=16,
        best_lower=16,
        seconds=60,
    )
    lost = replace(
        OURS,
        instance="c.sm",
        status="out_of_time",
        value=None,
        bound=None,
        gap=None,
        accepted=None,
        seconds=61,
    )
    found = named(table([OURS, open_one, lost]))
    assert (found["runs"], found["solved"], found["proven"]) == ("3", "2", "1")
    assert found["gap"] == "12.50 %"
    assert found["over best known"] == "10.00 %"
    assert (found["best known reached"], found["improved"]) == ("1", "0")
    assert found["seconds"] == "41.0"


def test_a_better_value_than_best_known_is_counted_as_improved():
    assert named(table([replace(OURS, best_upper=11)]))["improved"] == "1"


def test_bugs_are_listed_below_the_table():
    text = table([replace(OURS, bugs=("value 9 below the known bound 10",))])
    assert text.endswith(
        "- **BUG** quarterdeck psplib/j30 a.sm: value 9 below the known bound 10\n"
    )
    assert named(text)["BUGS"] == "1"


def test_what_a_peer_cannot_express_is_no_run():
    inexpressible = replace(
        OURS, engine="pyjobshop", status="inexpressible", value=None
    )
    text = table([inexpressible, OURS])
    assert cells(text, 2)[1] == "quarterdeck"
    assert "not expressible" in cells(text, 3)


def test_ours_and_the_peers_stand_side_by_side():
    theirs = replace(
        OURS, engine="pyjobshop", status="feasible", value=12.5, bound=10, gap=0.2
    )
    found = named(comparison([theirs, OURS]))
    assert (found["solved"], found["proven"]) == ("1 : 1", "1 : 0")
    assert found["mean gap"] == "0.00 % : 20.00 %"
    assert found["better / equal / worse"] == "1 / 0 / 0"


def test_a_run_without_a_plan_has_the_whole_gap():
    theirs = replace(
        OURS,
        engine="pyjobshop",
        status="out_of_time",
        value=None,
        gap=None,
        accepted=None,
    )
    found = named(comparison([OURS, theirs]))
    assert found["mean gap"] == "0.00 % : 100.00 %"
    assert found["over best known"] == "– : –"


@pytest.mark.parametrize(
    "change",
    [{"seed": 1}, {"limit": 30}, {"instance": "b.sm"}, {"status": "inexpressible"}],
)
def test_only_the_same_run_of_both_is_compared(change):
    theirs = replace(OURS, engine="pyjobshop", **change)
    assert len(comparison([OURS, theirs]).splitlines()) == 2


def test_the_tables_replace_what_is_between_the_marks(tmp_path):
    page, file = tmp_path / "README.md", tmp_path / "out.jsonl"
    page.write_text("before\n<!-- results: begin -->old<!-- results: end -->\nafter\n")
    append(file, OURS)
    main([str(file), "--write", str(page)])
    text = page.read_text()
    assert text.startswith("before\n")
    assert text.endswith("\nafter\n")
    assert "old" not in text
    assert "| psplib/j30 | quarterdeck |" in text


def test_a_page_without_marks_is_refused(tmp_path):
    page = tmp_path / "README.md"
    page.write_text("no marks")
    with pytest.raises(ValueError, match="should contain"):
        write(page, "text")
