"""The rules as of one date, and the rows of them that each viewer may see."""
