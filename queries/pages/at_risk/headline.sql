-- One row: how many active MVPs are at risk, by which risk, and how many others could slip or are
-- of unknown risk, in a sentence each.
-- key: one row
with counted as (
    select
        count(*) as active,
        count(*) filter (is_at_risk) as at_risk,
        count(*) filter (risk = 'high') as high,
        count(*) filter (risk = 'out_of_reach') as out_of_reach,
        count(*) filter (risk = 'medium') as medium,
        count(*) filter (risk = 'unknown') as unknown,
    from members
    where status = 'active'
)
select if(active = 0, 'Nobody is active on this day.', concat_ws(' ',
    if(at_risk = 0, 'Nobody is at risk.', format('{:,} ', at_risk)
        || if(at_risk = 1, person_word || ' is', people_word || ' are') || ' at risk: '
        || concat_ws(' and ', format('{:,} at ', nullif(high, 0)) || high_risk.label || ' risk',
            format('{:,} ', nullif(out_of_reach, 0)) || rule_risks.label) || '.'),
    format('{:,}', nullif(medium, 0)) || if(at_risk = 0, ' could slip.', ' more could slip.'),
    format('The risk of {:,} is unknown.', nullif(unknown, 0))
)) as sentence,
from counted cross join rule_settings
join rule_risks on rule_risks.risk = 'out_of_reach'
join rule_risks as high_risk on high_risk.risk = 'high'
