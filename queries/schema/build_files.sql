-- One row per file and input that it has rows of: rows_read is the sum of all counts after it but
-- replaced, which is a part of good. Those after encoding are of raw exports (docs/sources.md).
create table build_files (
    file varchar not null,
    input varchar not null,
    rows_read bigint not null,
    good bigint not null,
    rejected bigint not null,
    collapsed bigint not null,
    replaced bigint not null,
    encoding varchar,           -- how its text is encoded; null: it is no text file
    superseded bigint not null, -- a later export of the source has the row with other content
    repeats bigint not null,    -- the same link of the same MVP is there already
    strangers bigint not null,  -- of accounts that are linked to nobody
    left_out bigint not null,   -- by what the mapping says, or not theirs (table events)
    unmapped bigint not null,   -- with a value that the mapping does not name
    primary key (file, input),
)
