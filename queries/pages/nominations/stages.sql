-- One row per stage that somebody is in, in the order of the way to the title.
-- key: stage
select stage_label as stage, count(*) as nominees
from nominees
group by stage_label, stage_rank
order by stage_rank
