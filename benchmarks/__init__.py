"""What is fast, measured: `python -m benchmarks` (or `make bench`). Nothing here fails on a time."""
