"""Tables of what-if: data frames that pages, briefs and CSV files are written from."""
