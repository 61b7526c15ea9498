-- One row per reason why a contribution does not count.
create table rule_not_counted (
    in_force_from date not null,
    reason varchar not null,
    label varchar not null,
    explanation varchar not null,
    primary key (in_force_from, reason),
)
