-- One row per pattern that the program has switched on (docs/rules.md section 19). A column is null
-- in a pattern without such a setting.
create table rule_patterns (
    in_force_from date not null,
    pattern varchar not null,
    label varchar not null,
    pattern_rank integer not null,
    explanation varchar not null,
    days integer,           -- [patterns.title_days] [patterns.claim_days]
    min_alike integer,      -- [patterns.title_likeness]
    min_alike_of integer,   -- [patterns.title_likeness]
    size integer,           -- [patterns.burst_size] [patterns.same_asker]
    minutes integer,        -- [patterns.burst_minutes]
    primary key (in_force_from, pattern),
)
