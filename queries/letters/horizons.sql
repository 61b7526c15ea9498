-- One row per MVP of this year's roster, if a checkpoint of the year is after D: the first of these
-- checkpoints. The rules `deadlines` and `expected` are computed for it (docs/rules.md sections 1
-- and 2).
-- key: mvp_id
select
    roster.mvp_id,
    roster.year,
    roster.as_of,
    roster.start,
    'next checkpoint' as horizon,
    min(checkpoints.checkpoint) as due_on,
from roster
join checkpoints on checkpoints.year = roster.year and checkpoints.checkpoint > roster.as_of
where roster.is_current
group by all
