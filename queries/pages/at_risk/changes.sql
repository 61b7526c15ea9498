-- One row per flag that is new since a week ago, that has cleared or whose MVP has left, or whose
-- risk is unknown now. A flag goes on where one track has taken the place of another.
-- key: mvp_id, about
with week_ago as (
    select * from earlier_risk
    where compared_on in (select compared_on from comparison_dates where kind = 'week ago')
),
before as (
    select distinct on (mvp_id, flag) week_ago.*,
        if(week_ago.about_rank is not null and risk.mvp_id is null, 'a track', about) as flag
    from week_ago left join risk using (mvp_id, about) where week_ago.is_at_risk
    order by mvp_id, flag, week_ago.about_rank
),
now as (
    select risk.*,
        if(risk.about_rank is not null and week_ago.mvp_id is null, 'a track', about) as flag
    from risk left join week_ago using (mvp_id, about)
    where risk.is_at_risk or risk.risk = 'unknown'
)
select mvp_id, members.name, members.team,
    coalesce(now.about_label, before.about_label) as about,
    case when now.mvp_id is null then if(members.status = 'left', 'left', 'cleared')
        when before.mvp_id is null then 'new' else 'unknown now' end as change,
    coalesce(now.risk_label, before.risk_label) as risk,
    coalesce(now.explanation, before.explanation) as reason,
from now full join before using (mvp_id, flag) join members using (mvp_id)
where now.mvp_id is null or (before.mvp_id is null) = now.is_at_risk
order by change desc, members.name, mvp_id, coalesce(now.about_rank, before.about_rank), about
