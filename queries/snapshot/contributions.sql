-- contributions.csv: one row per contribution from the first day of the year to D.
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
join years
    on years.is_current and contributions.day between years.first_day and years.as_of
order by contributions.contribution_id
