-- One row per checkpoint before D on which somebody was in the program, of the years with data of a
-- track.
-- key: checkpoint
select checkpoints.checkpoint,
from checkpoints
join program_years using (year)
join dates on checkpoints.checkpoint < dates.as_of
where
    checkpoints.checkpoint >= (select min(from_on) from spells)
    and program_years.final_checkpoint >= (select min(complete_from) from data_spans)
order by checkpoints.checkpoint
