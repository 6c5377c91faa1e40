"""What an error that holds issues says."""

import pytest

from optimizer.errors import InvalidPlan, InvalidPortfolio, UnreadableFile
from optimizer.portfolio.issue import Issue

ISSUE = Issue(code="cycle", where="projects/P", message="is its own predecessor")


@pytest.mark.parametrize(
    ("error", "first"),
    [
        (InvalidPortfolio([ISSUE]), "1 issue:"),
        (InvalidPlan([ISSUE, ISSUE, ISSUE]), "3 issues:"),
        (UnreadableFile("plan.json", [ISSUE, ISSUE]), "plan.json: 2 issues:"),
    ],
)
def test_an_error_counts_its_issues_and_lists_each_on_a_line(error, first):
    head, *lines = str(error).splitlines()
    assert head == first
    assert lines == [f"  {issue}" for issue in error.issues]
