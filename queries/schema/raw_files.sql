-- One row per raw export in the folder of the build: which mapping read it, or why none did
-- (docs/sources.md).
create table raw_files (
    file varchar primary key,  -- a workbook has one row per sheet, an archive one per file in it
    source varchar not null,   -- empty: none is known
    mapping varchar,           -- null: no mapping reads it
    "rows" bigint,             -- null: it was not read
    not_read_because varchar,  -- null: its rows were read
)
