"""Where builds are, and how they are opened and published."""
