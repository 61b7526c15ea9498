-- One row per checkpoint of a year.
create table rule_checkpoints (
    in_force_from date not null,
    month integer not null,    -- [year.checkpoints]
    day integer not null,      -- [year.checkpoints]
    is_next_calendar_year boolean not null, -- after the one in which the year begins
    is_final boolean not null,              -- the last one of the year
    is_day_before_start boolean not null,   -- the final one, where no day is left
    primary key (in_force_from, month, day),
)
