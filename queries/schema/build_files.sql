-- One row per input file: rows_read = good + rejected + collapsed; replaced is a part of good.
create table build_files (
    file varchar primary key,
    input varchar not null,
    rows_read bigint not null,
    good bigint not null,
    rejected bigint not null,
    collapsed bigint not null,
    replaced bigint not null,
    encoding varchar,        -- how its text is encoded; null: Parquet
)
