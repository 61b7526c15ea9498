-- One row per checkpoint of a year.
create table rule_checkpoints (
    month integer not null,    -- [year.checkpoints]
    day integer not null,      -- [year.checkpoints]
    primary key (month, day),
)
