"""What the page *Bring data* does in a draft of the program's folder (docs/sources.md)."""
