-- One row per statement that a track's data is complete up to a day.
create table sources (
    track varchar not null,
    complete_until date not null,
    primary key (track, complete_until),
)
