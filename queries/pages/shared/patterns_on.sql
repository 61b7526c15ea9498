-- One row per pattern that the program has switched on. lacks says what the data does not have that
-- the pattern needs, in a sentence; null where it has that.
-- key: pattern
with known as (
    select
        coalesce(bool_or(asker is not null), false) as has_askers,
        coalesce(bool_or(contains(occurred_at, ':')), false) as has_times,
    from contributions
)
select
    pattern,
    case
        when pattern = 'same_asker' and not has_askers
            then 'No contribution says who asked: the column asker of contributions is empty.'
        when pattern = 'burst' and not has_times
            then 'No contribution has a time of day.'
    end as lacks,
from rule_patterns cross join known
order by pattern_rank
