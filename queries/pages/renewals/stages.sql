-- One row per stage of the cycle that somebody is in, in the order of the pipeline.
-- key: stage
select stage_label as stage, count(*) as mvps
from renewal_stage
group by stage_label, stage_rank
order by stage_rank
