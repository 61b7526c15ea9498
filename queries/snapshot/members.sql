-- members.csv: one row per MVP of the year's roster.
-- key: mvp_id
select
    mvp_id,
    name,
    team,
    country,
    status,
    entered_on,
    tracks,
    level,
    goals_met,
    risk,
    certification,
    renewal_stage,
from members
order by mvp_id
