-- One row: when, as of when and from what this database was built.
create table build (
    build_id varchar not null,
    built_at timestamp not null,    -- UTC
    as_of date not null,
    source varchar not null,        -- the folder that was read
    content_digest varchar not null,
    schema_digest varchar not null, -- of the table definitions; another version has another one
)
