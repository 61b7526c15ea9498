-- One row per stage of the renewal pipeline, in its order.
create table rule_stages (
    stage varchar primary key,
    stage_rank integer not null,
)
