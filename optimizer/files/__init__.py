"""Portfolios and plans in and out: JSON, folders of CSV files, Excel workbooks."""

from optimizer.files.reading import Loaded, parse, read, read_plan
from optimizer.files.schema import outcome_schema, plan_schema, portfolio_schema
from optimizer.files.template import write_template
from optimizer.files.writing import write, write_plan

__all__ = [
    "Loaded",
    "outcome_schema",
    "parse",
    "plan_schema",
    "portfolio_schema",
    "read",
    "read_plan",
    "write",
    "write_plan",
    "write_template",
]
