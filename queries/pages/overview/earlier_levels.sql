-- One row per checkpoint of the year that has passed, and now, and level: active MVPs and share.
with people as (
    select dates.as_of as compared_on, members.* from members cross join dates
    union all by name
    select * from earlier_members
    where compared_on in (select compared_on from comparison_dates where kind = 'checkpoint')
),
final as (
    select
        compared_on,
        level_rank,
        replace(level, '_', ' ') as level,
        count(*) as mvps,
        count(*) / sum(count(*)) over (partition by compared_on) as ratio,
    from people join rule_levels using (level)
    where status = 'active'
    group by compared_on, level_rank, level
)
select strftime(compared_on, '%b %-d') as compared_on, level, mvps,
    ratio::decimal(3, 2) as share
from final order by final.compared_on, level_rank desc
