-- One row per word that says that a leave takes less than the whole of each day.
create table rule_leave_words (
    word varchar primary key,      -- [leaves.no_effect] [leaves.half_days]
    share decimal(5, 4) not null,  -- of each day
)
