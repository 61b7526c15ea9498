-- One row per stage of the renewal pipeline, in its order.
create table rule_renewal_stages (
    in_force_from date not null,
    stage varchar not null,
    label varchar not null,
    stage_rank integer not null,
    is_decision_pending boolean not null,  -- the goals are met and the MVP may decide
    primary key (in_force_from, stage),
)
