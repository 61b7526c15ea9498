-- One row per level, best first; a level needs done * min_done_of >= expected * min_done.
create table rule_levels (
    level varchar primary key,
    label varchar not null,
    level_rank integer not null,
    sign varchar not null,           -- shown beside the color
    is_on_track boolean not null,    -- on track or better
    min_done integer,                -- [levels.*]; null: needs nothing, or nobody can know
    min_done_of integer,             -- [levels.*]
)
