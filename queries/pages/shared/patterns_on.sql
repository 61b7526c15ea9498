-- One row per pattern that the program has switched on. lacks says what the data does not have that
-- the pattern needs, in a sentence; null where it has that.
-- key: pattern
select
    pattern,
    case
        when pattern = 'same_asker' and not exists (from contributions where asker is not null)
            then 'No contribution says who asked: the column asker of contributions is empty.'
        when pattern = 'burst' and not exists (from contributions where contains(occurred_at, ':'))
            then 'No contribution has a time of day.'
    end as lacks,
from rule_patterns
order by pattern_rank
