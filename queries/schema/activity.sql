-- One row per MVP, track and local day with anything that counts, in that order.
create table activity (
    mvp_id varchar not null,
    track varchar not null,
    day date not null,
    contributions integer not null, -- that count, repeats left out
    done integer not null,          -- a daily track: 1; others: the contributions
    answers integer not null,       -- a daily track: the contributions; others: 0
    solutions integer not null,     -- accepted answers
    in_title boolean not null,      -- on a day of a year and of a spell
    counted_from date not null,     -- rule_sets.counted_from; a day sees one of them
)
