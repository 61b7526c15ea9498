-- One row per track: its pace, its second criterion, its words and its forecast numbers.
create table rule_tracks (
    track varchar primary key,
    is_daily boolean not null,      -- done counts days, and expected counts weekdays
    weekday_share decimal(9, 6),    -- null unless is_daily
    cadence_months integer,         -- null if is_daily
    min_solutions integer,          -- null: no second criterion
    min_solutions_of integer,
    unit_one varchar not null,
    unit_many varchar not null,
    daily_weight double not null,   -- 2 ^ (-1 / half_life_days): what an event weighs a day later
    prior_events double not null,
    prior_days double not null,
    overdispersion double not null,
)
