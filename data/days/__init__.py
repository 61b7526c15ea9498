"""The rules as of one date, and what each scope sees of them."""
