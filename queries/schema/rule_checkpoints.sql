-- One row per checkpoint of a year.
create table rule_checkpoints (
    month integer not null,
    day integer not null,
    primary key (month, day),
)
