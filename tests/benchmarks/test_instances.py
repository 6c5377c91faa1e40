import shutil

import pytest

from benchmarks.acceptance import ACCEPTANCE
from benchmarks.instances import FAMILIES, InstancesMissing, instances
from optimizer.plan.goals import Goals, Measure


@pytest.fixture
def folder(tiny, tmp_path):
    """A copy of the hand-written instances, to take away from."""
    return shutil.copytree(tiny, tmp_path / "instances")


def test_every_family_is_found_with_its_best_known_value(tiny):
    found = instances(tiny, everything=True)
    assert [i.family for i in found] == [family.name for family in FAMILIES]
    assert all(i.optimal and i.lower_bound == i.upper_bound for i in found)


def test_a_set_is_its_family_and_its_subset(tiny):
    assert [i.set for i in instances(tiny, ["psplib", "mspsp"], everything=True)] == [
        "psplib/tiny",
        "mspsp",
    ]


@pytest.mark.parametrize("name", ["psplib", "psplib/tiny", "tiny"])
def test_a_set_is_asked_for_by_family_subset_or_both(tiny, name):
    assert [i.name for i in instances(tiny, [name], everything=True)] == ["tiny.sm"]


def test_an_unknown_set_is_refused_with_those_there_are(tiny):
    with pytest.raises(
        ValueError, match=r"No set 'j31'; there are: psplib/tiny, mrcpsp"
    ):
        instances(tiny, ["j31"])


def test_the_same_file_may_serve_two_goals(tiny):
    time, money = instances(tiny, ["imopse", "imopse_cost"], everything=True)
    assert time.path == money.path
    assert (time.goals, money.goals) == (
        Goals.single(Measure.MAKESPAN),
        Goals.single(Measure.COST),
    )


def test_only_the_listed_ones_are_taken_unless_all_are_asked_for(folder):
    listed = ACCEPTANCE["mrcpsp"][0]
    table = folder / "mrcpsp" / "best_known.csv"
    table.write_text(table.read_text() + f"{listed},1,2,no,by hand\n")
    shutil.copy(folder / "mrcpsp" / "tiny.mm", folder / "mrcpsp" / listed)
    assert [i.name for i in instances(folder, ["mrcpsp"])] == [listed]
    assert len(instances(folder, ["mrcpsp"], everything=True)) == 2


def test_a_missing_folder_is_left_out_loudly(folder):
    shutil.rmtree(folder / "mslib1")
    with pytest.warns(InstancesMissing, match="mslib: no table"):
        found = instances(folder, everything=True)
    assert len(found) == len(FAMILIES) - 1


def test_a_missing_file_is_left_out_loudly(folder):
    (folder / "mspsp" / "tiny.dzn").unlink()
    with pytest.warns(InstancesMissing, match="mspsp: no file"):
        found = instances(folder, everything=True)
    assert "mspsp" not in {i.family for i in found}


def test_up_to_twenty_instances_of_each_family_are_listed_once():
    assert set(ACCEPTANCE) == {family.name for family in FAMILIES}
    assert all(
        1 <= len(set(names)) == len(names) <= 20 for names in ACCEPTANCE.values()
    )
