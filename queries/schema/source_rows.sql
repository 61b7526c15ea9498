-- One row per MVP, track and source of raw files from which contributions of the MVP come.
create table source_rows (
    mvp_id varchar not null,
    track varchar not null,
    source varchar not null,
    contributions bigint not null,
    first_on date not null,
    newest_on date not null,
    primary key (mvp_id, track, source),
)
