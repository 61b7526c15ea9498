-- One row per MVP of this year's roster when a checkpoint of the year lies after D: the first such
-- one. With this horizon the rules `deadlines` and `expected` say what is expected by then
-- (docs/rules.md sections 1 and 2).
select
    roster.mvp_id,
    roster.year,
    roster.as_of,
    roster.start,
    'ahead' as horizon,
    min(make_date(roster.year, month, day)) as due_on,
from roster
join rule_checkpoints on make_date(roster.year, month, day) > roster.as_of
where roster.is_current
group by all
