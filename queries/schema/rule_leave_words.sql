-- One row per word that says that a leave takes less than the whole of each day.
create table rule_leave_words (
    in_force_from date not null,
    said_in varchar not null,   -- the column of a leave: status, day_length
    word varchar not null,      -- [leaves.no_effect] of status, [leaves.half_days] of day_length
    share decimal(5, 4) not null,  -- of each day
    primary key (in_force_from, said_in, word),
)
