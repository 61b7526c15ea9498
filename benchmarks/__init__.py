"""What is fast, measured: `python -m benchmarks` or `make bench`. Nothing fails on a time here."""
