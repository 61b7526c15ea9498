-- One row per gap in the data of a track: a pause that is much longer than its usual one.
create table gaps (
    track varchar not null,
    from_on date not null,       -- the last day with a contribution before the gap
    to_on date not null,         -- the first day with one after it
    days integer not null,       -- from from_on to to_on
    usual_pause integer not null, -- days
    primary key (track, from_on),
)
