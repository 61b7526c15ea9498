-- One row per MVP and renewal cycle (the year whose goals are judged).
create table renewals (
    mvp_id varchar not null,
    year integer not null,
    invited_on date,
    decision varchar,        -- extend, decline; null: not decided
    decided_on date,
    renewed_on date,
    primary key (mvp_id, year),
)
