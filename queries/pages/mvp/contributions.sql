-- One row per contribution of the year, the latest first.
select
    contributions.day,
    contributions.track,
    contributions.kind,
    contributions.title,
    if(regexp_full_match(contributions.url, 'https?://.*'), contributions.url, null) as url,
    contributions.accepted,
    contributions.counted,
    replace(contributions.not_counted_because, '_', ' ') as not_counted_because,
from contributions
join dates on year(contributions.day) = dates.year and contributions.day <= dates.as_of
order by contributions.day desc, contributions.contribution_id
