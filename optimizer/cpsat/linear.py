"""What the model builder adds up: expressions of CP-SAT, or plain integers."""

from __future__ import annotations

from ortools.sat.python.cp_model import LinearExpr

Linear = LinearExpr | int
"""OR-Tools' own alias also holds NumPy integers, with which nothing adds up."""
