-- One row per stage of a nominee, in the order of the way to the title.
create table rule_nominee_stages (
    in_force_from date not null,
    stage varchar not null,
    label varchar not null,
    stage_rank integer not null,
    primary key (in_force_from, stage),
)
