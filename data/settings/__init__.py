"""The settings of a program."""
