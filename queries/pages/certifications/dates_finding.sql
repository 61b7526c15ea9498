-- One row: how many exams are due and how many certificates end within the next twelve months; null
-- where there is neither.
-- key: one row
with counted as (
    select
        count(*) filter (needs_exam) as exams,
        count(*) filter (not needs_exam) as ends,
    from certification_status
    cross join dates
    where due_on between as_of and as_of + to_years(1)
)
select nullif(concat_ws(' and ',
    format('{:,}', nullif(exams, 0)) || if(exams = 1, ' exam is due', ' exams are due'),
    format('{:,}', nullif(ends, 0)) || if(ends = 1, ' certificate ends', ' certificates end')
) || ' within twelve months', ' within twelve months') as sentence,
from counted
