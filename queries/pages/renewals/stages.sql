-- One row per stage of the cycle that has anybody in it, in the order of the pipeline.
select replace(stage, '_', ' ') as stage, count(*) as mvps
from renewal_stage
join rule_stages using (stage)
group by stage, stage_rank
order by stage_rank
