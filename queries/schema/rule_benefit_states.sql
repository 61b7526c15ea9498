-- One row per state of a benefit.
create table rule_benefit_states (
    in_force_from date not null,
    state varchar not null,
    label varchar not null,
    primary key (in_force_from, state),
)
