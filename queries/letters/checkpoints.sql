-- One row per checkpoint of the year in which $day lies; of the year before, where $day is between
-- two years (docs/rules.md section 1).
-- key: checkpoint
select checkpoints.checkpoint
from checkpoints
join program_years using (year)
where program_years.first_day <= $day and program_years.next_first_day > $day
order by checkpoint
