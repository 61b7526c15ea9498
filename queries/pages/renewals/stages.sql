-- One row per stage of the cycle that has anybody in it, most first.
select replace(stage, '_', ' ') as stage, count(*) as mvps
from renewal_stage
group by all
order by mvps desc, stage
