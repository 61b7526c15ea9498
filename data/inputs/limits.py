"""How much a build reads (docs/contract.md, Limits): more is no data, or is meant to do harm.

The limits are far above what a program has, and keep each file from taking all memory or time.
"""

LONGEST_ROW = 16 * 1024 * 1024  # characters; a longer row is rejected
LONGEST_LINE = 256 * 1024 * 1024  # bytes; a file with a longer line is not text
MOST_COLUMNS = 16_384  # as many as a sheet of a workbook can have
UNPACKED_BYTES = 16 * 1024 * 1024  # that any compressed file may have when it is unpacked,
MOST_TIMES_LARGER = 100  # and how much larger than the file it may be beyond that
MOST_FOOTER_BYTES = 16 * 1024 * 1024  # in which a Parquet file describes itself
MOST_ROWS_OF_SMALL_FILE = 1_000_000  # of any Parquet file; a larger one may have a row per byte
TEXT_BYTES_OF_SMALL_FILE = 64 * 1024 * 1024  # that any Parquet file may have
LONGEST_CELL = 32_767  # characters, as in a workbook; see long_cells.py
LONGEST_SHOWN = 2_000  # characters of a rejected row or cell that are shown
