-- One row per flag that is new since a week ago, that has cleared, or whose risk is unknown now.
-- key: mvp_id, about
with before as (
    select * from earlier_risk
    where is_at_risk
        and compared_on in (select compared_on from comparison_dates where kind = 'week ago')
),
now as (
    select * from risk where is_at_risk or risk = 'unknown'
)
select
    mvp_id,
    members.name,
    members.team,
    coalesce(now.about_label, before.about_label) as about,
    case
        when now.mvp_id is null then 'cleared'
        when before.mvp_id is null then 'new'
        else 'unknown now'
    end as change,
    coalesce(now.risk_label, before.risk_label) as risk,
    coalesce(now.reason, before.reason) as reason,
from now
full join before using (mvp_id, about)
join members using (mvp_id)
where now.mvp_id is null
    or (before.mvp_id is null and now.is_at_risk)
    or (before.mvp_id is not null and not now.is_at_risk)
order by change desc, members.name, mvp_id, coalesce(now.about_rank, before.about_rank), about
