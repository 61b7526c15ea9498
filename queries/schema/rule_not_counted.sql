-- One row per reason why a contribution does not count.
create table rule_not_counted (
    reason varchar primary key,
    label varchar not null,
)
