-- One row per word that says that a leave takes less than the whole of each day.
create table rule_leave_words (
    in_force_from date not null,
    word varchar not null,      -- [leaves.no_effect] [leaves.half_days]
    share decimal(5, 4) not null,  -- of each day
    primary key (in_force_from, word),
)
