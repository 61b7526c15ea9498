-- One row per MVP of this year's roster, if a checkpoint of the year is after D: the first of these
-- checkpoints. The rules `deadlines` and `expected` are computed for it (docs/rules.md sections 1
-- and 2).
select
    roster.mvp_id,
    roster.year,
    roster.as_of,
    roster.start,
    'next checkpoint' as horizon,
    min(make_date(roster.year, month, day)) as due_on,
from roster
join rule_checkpoints on make_date(roster.year, month, day) > roster.as_of
where roster.is_current
group by all
