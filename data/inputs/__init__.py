"""The input contract, and files into checked rows."""
