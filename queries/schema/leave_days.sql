-- One row per MVP and day on leave; a leave of everybody has rows for each MVP.
create table leave_days (
    mvp_id varchar not null,
    day date not null,
    is_weekday boolean not null,
    seen_on date not null,         -- the first day of the earliest leave that covers it
)
