-- One row per MVP and benefit.
create table benefits (
    mvp_id varchar not null,
    benefit varchar not null,
    granted_on date,         -- null: not granted
    revoked_on date,         -- null: not revoked
    primary key (mvp_id, benefit),
)
