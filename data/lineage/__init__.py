"""What a figure is computed from."""
