-- One row: how many decisions are pending and until when; null without any.
-- key: one row
with counted as (
    select count(*) as decisions, min(decide_by) as decide_by,
    from renewal_stage
    where is_decision_pending
)
select format('{:,}', nullif(decisions, 0)) || if(decisions = 1, ' decision is', ' decisions are')
    || ' pending, due by ' || strftime(decide_by, '%b %-d, %Y') as sentence,
from counted
