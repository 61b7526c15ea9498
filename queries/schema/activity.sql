-- One row per MVP, track and local day with anything that counts, in that order.
create table activity (
    mvp_id varchar not null,
    track varchar not null,
    day date not null,
    contributions integer not null, -- that count, repeats left out
    events integer not null,        -- where days are counted 1, else the contributions
    done integer not null,          -- where points are counted their sum, else the events
    squared_points bigint not null, -- the sum of the squares of the points; 0 in other tracks
    answers integer not null,       -- the contributions in a track with answers; others: 0
    solutions integer not null,     -- accepted answers
    in_title boolean not null,      -- on a day of a year and of a spell
    counted_from date not null,     -- rule_sets.counted_from; a day sees one of them
)
