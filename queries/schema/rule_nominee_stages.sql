-- One row per stage of a nominee, in the order of the way to the title.
create table rule_nominee_stages (
    stage varchar primary key,
    label varchar not null,
    stage_rank integer not null,
)
