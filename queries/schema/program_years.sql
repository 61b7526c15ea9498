-- One row per program year with a day that any figure may be about (docs/rules.md section 1).
create table program_years (
    year integer primary key,
    year_label varchar not null,    -- 2026, or 2025/26
    first_day date not null,
    final_checkpoint date not null, -- its last day
    next_first_day date not null,   -- of the year after; the days between belong to no year
)
