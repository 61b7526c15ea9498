-- One row per day that any figure may ask about.
create table calendar (
    day date primary key,
    is_weekday boolean not null,
    weekdays_through integer not null,   -- Mondays to Fridays from the first row to this day
    is_in_year boolean not null,         -- false: the day is between two years
)
