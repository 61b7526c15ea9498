-- One row per checkpoint whose letters can be viewed, the latest first: D itself if it is one, the
-- passed ones of its year and the last one of the year before (docs/rules.md section 1).
-- key: checkpoint
select compared_on as checkpoint
from comparison_dates
where kind = 'checkpoint'
union all
select checkpoints.checkpoint
from checkpoints
join dates on checkpoints.checkpoint = dates.as_of
order by checkpoint desc
