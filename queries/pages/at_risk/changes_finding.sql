-- One row: how many flags are new since a week ago, have cleared, are of somebody who left, and are
-- unknown now, as in the list (changes); null where there is no change.
-- key: one row
with week_ago as (
    select * from earlier_risk
    where compared_on in (select compared_on from comparison_dates where kind = 'week ago')
),
flags as (
    select mvp_id,
        if(coalesce(risk.about_rank, week_ago.about_rank) is not null
            and (risk.risk is null or week_ago.risk is null), 'a track', about) as flag,
        coalesce(bool_or(week_ago.is_at_risk), false) as was_at_risk,
        count(*) filter (risk.is_at_risk) as at_risk_now,
        count(*) filter (risk.risk = 'unknown') as unknown_now,
    from risk full join week_ago using (mvp_id, about) group by all
),
counted as (
    select
        sum(at_risk_now) filter (not was_at_risk)::bigint as new,
        count(*) filter (was_at_risk and at_risk_now + unknown_now = 0) as ended,
        count(*) filter (was_at_risk and status = 'left') as gone,
        sum(unknown_now) filter (was_at_risk)::bigint as unknown,
    from flags join members using (mvp_id)
)
select 'Flags since last week: ' || nullif(concat_ws(', ',
    format('{:,} new', nullif(new, 0)), format('{:,} cleared', nullif(ended - gone, 0)),
    format('{:,} of somebody who left', nullif(gone, 0)),
    format('{:,} unknown now', nullif(unknown, 0))
), '') as sentence,
from counted
