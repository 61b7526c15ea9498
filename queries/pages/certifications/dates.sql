-- One row per MVP whose exam is due or whose certificate ends within the next twelve months.
-- key: mvp_id
select
    certification_status.mvp_id,
    membership.name,
    membership.team,
    certification_status.status_label as status,
    certification_status.due_on as day,
    if(certification_status.needs_exam, 'deadline of the exam', 'end of the certificate') as what,
from certification_status
join membership using (mvp_id)
cross join dates
where certification_status.due_on between dates.as_of and dates.as_of + to_years(1)
order by day, membership.name, mvp_id
