-- One row: how many flags are new since a week ago, have cleared, and are unknown now; null where
-- there is no change.
-- key: one row
with before as (
    select * from earlier_risk
    where is_at_risk
        and compared_on in (select compared_on from comparison_dates where kind = 'week ago')
),
counted as (
    select
        count(*) filter (before.mvp_id is null and now.is_at_risk) as new,
        count(*) filter (now.mvp_id is null) as cleared,
        count(*) filter (before.mvp_id is not null and not now.is_at_risk) as unknown,
    from (select * from risk where is_at_risk or risk = 'unknown') as now
    full join before using (mvp_id, about)
    semi join members using (mvp_id)
)
select nullif(concat_ws(', ',
    format('{:,}', nullif(new, 0)) || if(new = 1, ' flag is', ' flags are') || ' new',
    format('{:,}', nullif(cleared, 0)) || if(cleared = 1, ' has', ' have') || ' cleared',
    format('{:,}', nullif(unknown, 0)) || if(unknown = 1, ' is', ' are') || ' unknown now'
) || ' since last week', ' since last week') as sentence,
from counted
