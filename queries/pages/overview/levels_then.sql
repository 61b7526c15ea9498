-- One row per checkpoint of the year that has passed, and now, and level: active MVPs and share.
with people as (
    select dates.as_of as moment, members.* from members cross join dates
    union all by name
    select * from members_then
    where moment in (select moment from moments where kind = 'checkpoint')
),
final as (
    select
        moment,
        level_rank,
        replace(level, '_', ' ') as level,
        count(*) as mvps,
        count(*) / sum(count(*)) over (partition by moment) as ratio,
    from people join rule_levels using (level)
    where status = 'active'
    group by moment, level_rank, level
)
select strftime(moment, '%b %-d') as moment, level, mvps,
    ratio::decimal(3, 2) as share
from final order by final.moment, level_rank desc
