-- One row per state of a benefit.
create table rule_benefit_states (
    state varchar primary key,
    label varchar not null,
)
