-- One row per checkpoint from D on, within a year (docs/rules.md section 1).
-- key: day
select checkpoints.checkpoint as day, checkpoints.is_final, program_years.year_label,
from checkpoints
join program_years using (year)
join dates
    on checkpoints.checkpoint >= dates.as_of
    and checkpoints.checkpoint < dates.as_of + to_years(1)
order by day
