"""What leaves the program: snapshots, letters, digest, backtest."""
