-- One row per MVP (or `*`, everybody) and first day of a leave.
create table leaves (
    mvp_id varchar not null,
    from_on date not null,
    to_on date,              -- null: still on leave
    reason varchar,
    primary key (mvp_id, from_on),
)
