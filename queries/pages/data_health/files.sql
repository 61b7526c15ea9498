-- One row per input file: how many rows were read, and what happened to them. encoding is null for
-- Parquet.
-- key: file
select
    file,
    rows_read,
    good,
    rejected,
    collapsed,
    replaced,
    good + rejected + collapsed = rows_read as adds_up,
    encoding,
from build_files
order by input, file
