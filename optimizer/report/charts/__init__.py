"""Charts: Plotly figures made from tables, returned and never shown."""

from optimizer.report.charts.convergence import convergence
from optimizer.report.charts.demand import demand
from optimizer.report.charts.engineers import engineers
from optimizer.report.charts.gantt import gantt
from optimizer.report.charts.utilisation import utilisation
from optimizer.report.charts.value import value

__all__ = ["convergence", "demand", "engineers", "gantt", "utilisation", "value"]
