"""The parts of the page Bring data: its steps, and how they change the draft."""
