"""What people see of a plan: tables, charts and one self-contained HTML report."""

from optimizer.report import charts, tables
from optimizer.report.report import render_report, write_report

__all__ = ["charts", "render_report", "tables", "write_report"]
