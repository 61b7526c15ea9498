-- One row per contribution_id, in the order (mvp_id, day), with its local day and whether it counts
-- (docs/rules.md sections 1 and 2). Neither depends on the as-of date.
-- The intake makes sure that the key is unique: an index would take more space than the table.
create table contributions (
    contribution_id varchar not null,
    mvp_id varchar not null,
    track varchar not null,
    kind varchar not null,
    occurred_at varchar not null,   -- as given: a day, or a moment with or without an offset
    title varchar,
    url varchar,
    accepted boolean,               -- null: not known, which counts as no
    is_own_question boolean,        -- null: not known, which counts as no
    points integer,                 -- null: one, or the track does not count points
    asker varchar,                  -- who asked, as a fingerprint of the name; null: not known
    day date not null,              -- in the MVP's own time zone
    is_countable boolean not null,  -- its kind counts, and no repeat or own question
    counted boolean not null,       -- countable, on a day of a year and of a spell
    not_counted_because varchar,    -- null: it counts
    counted_from date not null,     -- rule_sets.counted_from; a day sees one of them
)
