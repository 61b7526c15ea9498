-- One row per track and look-ahead: how good the chances before the checkpoints after $after were
-- (docs/rules.md section 11).
-- key: track, look_ahead
select
    cases.track,
    cases.look_ahead,
    count(*) as cases,
    avg(pow(cases.chance - cases.is_reached::integer, 1 + 1)::decimal(18, 15))
        ::decimal(5, 4)::double as brier,
from cases
where cases.checkpoint > $after
group by cases.track, cases.look_ahead
order by cases.track, cases.look_ahead desc
