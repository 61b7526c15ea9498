-- One row per commitment for a year in which the MVP was not in the program (docs/contract.md,
-- Warnings).
-- key: file_number, line, warning
select
    file_number,
    line,
    'not_there_that_year' as warning,
    mvp_id || ', ' || year || ': in the program ' || stay as value,
    1 as times,
from used
join membership_years using (mvp_id)
where year not between first_year and last_year
