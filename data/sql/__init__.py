"""The text and the structure of the SQL in queries/."""
