-- One row per commitment for a year in which the MVP was not in the program (docs/contract.md,
-- Warnings).
-- key: file_number, line, warning
select
    file_number,
    line,
    'not_there_that_year' as warning,
    mvp_id || ', ' || year || if(year_label = year::varchar, '', ' (' || year_label || ')')
        || ': in the program ' || stay as value,
    1 as times,
from used
join stays using (mvp_id)
join program_years using (year)
where final_checkpoint < first_on or left_on < first_day
