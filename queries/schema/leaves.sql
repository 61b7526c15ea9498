-- One row per MVP (or `*`, everybody) and first day of a leave.
create table leaves (
    mvp_id varchar not null,
    from_on date not null,
    to_on date,              -- null: still on leave
    reason varchar,
    agreed_on date,          -- null: seen from its first day on
    cancelled_on date,       -- null: not cancelled
    share decimal(5, 4),     -- of each day, from 0 to 1; null: 1
    status varchar,          -- rule_leave_words says what a word means
    day_length varchar,      -- the same
    primary key (mvp_id, from_on),
)
