-- One row per MVP, track and local day with anything that counts, in that order.
create table activity (
    mvp_id varchar not null,
    track varchar not null,
    day date not null,
    done integer not null,         -- a daily track: 1; others: what counts, repeats left out
    answers integer not null,
    solutions integer not null,
    in_title boolean not null,     -- on or after start and before left_on
)
