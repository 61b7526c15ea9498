-- One row per exam attempt.
create table certifications (
    mvp_id varchar not null,
    certification varchar not null,
    level varchar not null,
    taken_on date not null,
    passed boolean not null,
    expires_on date,         -- null: valid for good
    primary key (mvp_id, certification, level, taken_on, passed),
)
