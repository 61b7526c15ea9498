-- One row per level, best first; a level needs done * min_done_of >= expected * min_done.
create table rule_levels (
    in_force_from date not null,
    level varchar not null,
    label varchar not null,
    level_rank integer not null,
    sign varchar not null,           -- shown beside the color
    is_on_track boolean not null,    -- on_track or better
    min_done integer,                -- [levels.*]; null: needs nothing, or nobody can know
    min_done_of integer,             -- [levels.*]
    primary key (in_force_from, level),
)
