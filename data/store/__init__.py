"""Where builds are kept, and how they are opened and published."""
