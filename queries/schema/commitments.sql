-- One row per MVP, year and track that the MVP committed to.
create table commitments (
    mvp_id varchar not null,
    year integer not null,
    track varchar not null,
    primary key (mvp_id, year, track),
)
