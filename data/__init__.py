"""From input files to a checked DuckDB database, and from there to the figures of a day."""
