-- One row per call that somebody recorded and did not withdraw. The note is not in a build.
create table calls (
    event_id varchar primary key,
    mvp_id varchar not null,
    called_on date not null, -- in UTC
    outcome varchar not null,
    again_on date,           -- when to look again
)
