"""What is fast, measured: `python -m benchmarks` (`make bench`). Nothing here fails on a time."""
