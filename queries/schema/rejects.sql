-- One row per rejected row, with the first fault found in it.
create table rejects (
    file varchar not null,
    line bigint not null,    -- the first line of the row in the file; the header is line 1
    "column" varchar,        -- null: the row as a whole
    value varchar,
    reason varchar not null,
    "row" varchar not null,  -- the raw text
    hint varchar not null,   -- what is wrong and what to do
)
