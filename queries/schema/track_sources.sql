-- One row per track and source of raw files that feeds it.
create table track_sources (
    track varchar not null,
    source varchar not null,
    newest_on date not null, -- the day of the newest row of the source, also of a stranger
    primary key (track, source),
)
