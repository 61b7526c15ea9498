-- One row per build: this one, and the earlier ones that the replaced database knew.
create table builds (
    build_id varchar primary key,
    built_at timestamp not null,    -- UTC
    as_of date not null,
    rows_read bigint not null,
    good bigint not null,
    rejected bigint not null,
    collapsed bigint not null,
    replaced bigint not null,
    mvps bigint not null,
    flags bigint not null,          -- as of as_of
    content_digest varchar not null,
)
