-- contributions.csv: one row per contribution of the year up to D.
-- key: contribution_id
select
    contributions.contribution_id,
    contributions.mvp_id,
    contributions.track,
    contributions.kind,
    contributions.day,
    contributions.title,
    contributions.url,
    contributions.accepted,
    contributions.counted,
    contributions.not_counted_because,
from contributions
join dates on year(contributions.day) = dates.year and contributions.day <= dates.as_of
order by contributions.contribution_id
