"""What is fast, measured: `make bench`. Nothing here fails on a time."""
