-- One row per risk, lowest first.
create table rule_risks (
    in_force_from date not null,
    risk varchar not null,
    label varchar not null,
    risk_rank integer not null,
    min_chance double,            -- [risk.low] [risk.medium]; null: not decided by the chance
    is_at_risk boolean not null,
    needs_call boolean not null,  -- somebody should talk to the MVP
    primary key (in_force_from, risk),
)
