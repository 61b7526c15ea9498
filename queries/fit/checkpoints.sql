-- One row per checkpoint with a case of the track record: those that have passed by D.
-- key: checkpoint
select distinct cases.checkpoint
from cases
order by cases.checkpoint
