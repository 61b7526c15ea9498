"""Who the viewer is, what they may open, and how others are refused."""
