-- One row per track and kind that the program knows.
create table rule_kinds (
    in_force_from date not null,
    track varchar not null,
    kind varchar not null,
    is_counted boolean not null,  -- [tracks.*.counts] [tracks.*.shown]
    primary key (in_force_from, track, kind),
)
