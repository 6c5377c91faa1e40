"""Charts of what-if: Plotly figures made from tables, returned and never shown."""
