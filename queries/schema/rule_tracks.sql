-- One row per track: its pace, its second criterion, its unit, and the numbers of its forecast.
create table rule_tracks (
    in_force_from date not null,
    track varchar not null,
    track_rank integer not null,    -- [tracks.*.use]: the place in the list of those in use
    track_label varchar not null,   -- [tracks.*.label]: what people read; the track if not given
    track_title varchar not null,   -- [tracks.*.label], with a capital letter
    color varchar not null,         -- [tracks.*.color], or one of the palette
    is_striped boolean not null,    -- [tracks.*.color]: true where the palette is used up
    measure varchar not null,       -- [tracks.*.measure]: days, pieces or points are counted
    weekday_share decimal(11, 6),   -- [tracks.*.weekday_share]; null if so much every some months
    pieces bigint,                  -- [tracks.*.pieces] [tracks.*.per_year]: so many are expected
    cadence_months integer,         -- [tracks.*.cadence_months]: in so many months, in lowest terms
    usual_points double,            -- [tracks.*.pieces]: of a contribution as long as none is
                                    -- known; null unless points are counted
    has_answers boolean not null,   -- [tracks.*.min_solution_share]: or where days are counted;
                                    -- contributions are counted as answers too
    has_repeats boolean not null,   -- [tracks.*.repeats]: false where days are counted
    is_repeat_by_day boolean not null, -- [tracks.*.repeats]: repeats have the same day too
    min_solutions integer,          -- [tracks.*.min_solution_share]; null: no second criterion
    min_solutions_of integer,       -- [tracks.*.min_solution_share]
    unit_one varchar not null,      -- [tracks.*.unit]
    unit_many varchar not null,     -- [tracks.*.unit]
    daily_weight double not null,   -- [forecast.*.half_life_days]: what an event weighs a day on,
                                    -- 2 ^ (-1 / half_life_days)
    prior_events double not null,   -- [forecast.*.prior_events]
    prior_days double not null,     -- [forecast.*.prior_days]
    overdispersion double not null, -- [forecast.*.overdispersion]
    prior_accepted double,          -- [forecast.*.prior_accepted]; null: no second criterion
    prior_not_accepted double,      -- [forecast.*.prior_not_accepted]
    primary key (in_force_from, track),
)
