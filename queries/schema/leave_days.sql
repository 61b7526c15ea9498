-- One row per MVP, day on leave, and leave that differs; a leave of everybody has a row per MVP.
create table leave_days (
    mvp_id varchar not null,
    day date not null,
    is_weekday boolean not null,
    share decimal(5, 4) not null,  -- of the day
    seen_on date not null,         -- as of no earlier day has the leave an effect
    cancelled_on date,             -- as of this day and later, the leave has none; null: it has
)
