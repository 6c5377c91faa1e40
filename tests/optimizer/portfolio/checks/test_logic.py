import pytest


@pytest.mark.parametrize("field", ["requires", "excludes"])
def test_a_project_does_not_name_itself(codes, field):
    assert codes(project={field: ["P"]}) == ["self_link"]


@pytest.mark.parametrize(
    ("projects", "expected"),
    [
        pytest.param(
            [{"id": "P", "requires": ["Q"], "excludes": ["Q"]}, {"id": "Q"}],
            1,
            id="the same project",
        ),
        pytest.param(
            [{"id": "P", "requires": ["Q"]}, {"id": "Q", "excludes": ["P"]}],
            1,
            id="excluded from the other side",
        ),
        pytest.param(
            [
                {"id": "P", "requires": ["Q", "R"]},
                {"id": "Q", "excludes": ["R"]},
                {"id": "R"},
            ],
            1,
            id="two required ones",
        ),
        pytest.param(
            [
                {"id": "P", "requires": ["Q"]},
                {"id": "Q", "requires": ["R"]},
                {"id": "R", "excludes": ["P"]},
            ],
            1,
            id="over a chain",
        ),
        pytest.param(
            [
                {"id": "P", "requires": ["Q"]},
                {"id": "Q"},
                {"id": "R", "excludes": ["P"]},
            ],
            0,
            id="a stranger",
        ),
        pytest.param(
            [{"id": "P", "requires": ["Q"]}, {"id": "Q", "requires": ["P"]}],
            0,
            id="each other",
        ),
    ],
)
def test_what_is_required_together_does_not_exclude_each_other(
    codes, projects, expected
):
    assert codes(projects=projects).count("contradictory_logic") == expected


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        pytest.param(
            {"at_most": [{"id": "g", "projects": ["P", "P"], "limit": 1}]},
            {"at_most": [{"id": "g", "projects": ["P"], "limit": 1}]},
            id="a group",
        ),
        pytest.param(
            {"project": {"objectives": ["a", "a"]}},
            {"project": {"objectives": ["a", "b"]}},
            id="objectives",
        ),
    ],
)
def test_lists_name_each_thing_once(codes, bad, good):
    assert codes(**bad) == ["repeated"]
    assert codes(**good) == []
