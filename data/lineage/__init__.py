"""What a figure is computed from: the queries under it, and what the documents say."""
