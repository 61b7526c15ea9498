-- One row per contribution_id, in the order (mvp_id, day), with its local day and whether it counts
-- (docs/rules.md sections 1 and 2), which hang on no as-of date.
-- The key is held by the intake: an index over every contribution would cost more than the table.
create table contributions (
    contribution_id varchar not null,
    mvp_id varchar not null,
    track varchar not null,
    kind varchar not null,
    occurred_at varchar not null,   -- as given: a day, or a moment with or without an offset
    title varchar,
    url varchar,
    accepted boolean,               -- null: not said, which is not accepted
    day date not null,              -- in the MVP's own time zone
    is_countable boolean not null,  -- its kind counts and it is no repeat, in the title or not
    counted boolean not null,       -- countable, and in the title
    not_counted_because varchar,    -- null: it counts
)
