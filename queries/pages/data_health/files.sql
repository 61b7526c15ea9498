-- One row per file and input that it has rows of: how many rows were read, and what happened to
-- them. encoding is null where it is no text. The counts from superseded on are of raw exports.
-- key: file, input
select
    file,
    input,
    rows_read,
    good,
    rejected,
    collapsed,
    replaced,
    superseded,
    repeats,
    strangers,
    left_out,
    unmapped,
    good + rejected + collapsed + superseded + repeats + strangers + left_out + unmapped
        = rows_read as adds_up,
    encoding,
from build_files
order by input, file
