"""Makes and publishes a build from a folder of input files."""
