-- One row per input file: what was read, and what became of it. encoding is null for Parquet.
select file, rows_read, good, rejected, collapsed, replaced,
    good + rejected + collapsed = rows_read as adds_up,
    encoding,
from build_files
order by input, file
