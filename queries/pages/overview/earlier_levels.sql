-- One row per day and level, for the checkpoints of the year that have passed and for D: how many
-- active MVPs have the level, and the share of them.
-- key: compared_on, level
with people as (
    select dates.as_of as compared_on, members.*
    from members
    cross join dates
    union all by name
    select * from earlier_members
    where compared_on in (select compared_on from comparison_dates where kind = 'checkpoint')
),
final as (
    select
        compared_on, level_rank, level_label,
        count(*) as mvps,
        count(*) / sum(count(*)) over (partition by compared_on) as ratio,
    from people
    where status = 'active'
    group by compared_on, level_rank, level_label
)
select
    strftime(compared_on, '%b %-d') || if(
        count(distinct compared_on) over (partition by strftime(compared_on, '%b %-d')) > 1,
        strftime(compared_on, ', %Y'), '') as compared_on,
    level_label as level, mvps, ratio::decimal(3, 2) as share
from final
order by final.compared_on, level_rank desc
