-- One row per checkpoint of a year.
create table rule_checkpoints (
    month integer not null,    -- [year.checkpoints]
    day integer not null,      -- [year.checkpoints]
    is_next_calendar_year boolean not null, -- [year.start]: after the one in which the year begins
    is_final boolean not null,              -- [year.checkpoints]: the last one of the year
    is_day_before_start boolean not null,   -- [year.start]: the final one, where no day is left
    primary key (month, day),
)
