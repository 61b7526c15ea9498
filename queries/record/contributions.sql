-- contributions.csv: one row per contribution of any year up to D, by the settings that judge its
-- year. points is null unless the contribution counts, in a track that counts points (docs/rules.md
-- sections 1 and 2).
-- key: contribution_id
select
    contribution_id,
    mvp_id,
    track,
    kind,
    day,
    title,
    url,
    accepted,
    counted,
    not_counted_because,
    if(counted and measure = 'points', coalesce(points, 1), null) as points,
from judged_contributions
join dates on judged_contributions.day <= dates.as_of
order by contribution_id
