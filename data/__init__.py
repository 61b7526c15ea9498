"""From CSV files to a checked DuckDB file, and from there to a day's figures."""
