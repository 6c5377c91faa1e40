import pytest

from benchmarks.readers import psplib


@pytest.fixture
def single(tiny_text):
    """One project of three jobs and two dummies."""
    return psplib.read(tiny_text("psplib_rcpsp/tiny.sm"), "tiny")


@pytest.fixture
def multi(tiny_text):
    """Two jobs with two modes each, and two dummies."""
    return psplib.read(tiny_text("mrcpsp/tiny.mm"), "tiny")


def test_renewable_resources_are_facilities(single):
    assert {f.id: f.capacity for f in single.facilities} == {"R1": 2, "R2": 9}
    assert single.stocks == ()


def test_jobs_are_packages_of_one_mandatory_project(single):
    (project,) = single.projects
    assert project.mandatory
    assert [p.duration for p in project.packages] == [0, 3, 2, 2, 0]
    assert project.packages[2].uses == {"R1": 2, "R2": 1}


def test_successors_are_links_without_lag(single):
    links = {
        p.id: [(k.package, k.lag) for k in p.predecessors] for _, p in single.packages
    }
    assert links == {
        "1": [],
        "2": [("1", 0)],
        "3": [("1", 0)],
        "4": [("2", 0)],
        "5": [("3", 0), ("4", 0)],
    }


def test_the_horizon_is_the_sum_of_the_longest_modes(single, multi):
    assert (single.timeline.horizon, multi.timeline.horizon) == (7, 7)


def test_further_modes_belong_to_the_job_above(multi):
    jobs = {p.id: p for _, p in multi.packages}
    assert [(m.id, m.duration, m.uses, m.consumes) for m in jobs["2"].modes] == [
        ("1", 1, {"R1": 1}, {"N1": 3}),
        ("2", 4, {"R1": 1}, {"N1": 1}),
    ]
    assert jobs["4"].modes == ()


def test_non_renewable_resources_are_stocks(multi):
    assert {s.id: s.amount for s in multi.stocks} == {"N1": 4}


def test_a_file_without_durations_is_refused(tiny_text):
    text = tiny_text("psplib_rcpsp/tiny.sm").replace("REQUESTS", "WISHES")
    with pytest.raises(ValueError, match="should have a section 'REQUESTS/DURATIONS'"):
        psplib.read(text, "broken")
