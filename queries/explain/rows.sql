-- One row per contribution of an explained MVP, as seen on $day, before it is decided what counts
-- (docs/rules.md section 16).
-- key: contribution_id
select
    contribution_id,
    mvp_id,
    track,
    kind,
    occurred_at,
    title,
    url,
    accepted,
    is_own_question,
    points,
    day,
from contributions
semi join explained using (mvp_id)
where day <= $day and counted_from = (select min(counted_from) from rule_sets)
order by contribution_id
