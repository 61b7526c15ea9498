"""A folder of input files into a published build."""
