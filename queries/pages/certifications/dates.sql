-- One row per MVP with a deadline or an end within the next twelve months.
select
    certification_status.mvp_id,
    membership.name,
    membership.team,
    replace(certification_status.status, '_', ' ') as status,
    coalesce(deadline, valid_until) as day,
    if(deadline is null, 'certificate ends', 'exam due') as what,
from certification_status
join membership using (mvp_id)
cross join dates
where coalesce(deadline, valid_until) between dates.as_of and dates.as_of + to_years(1)
order by day, membership.name, mvp_id
