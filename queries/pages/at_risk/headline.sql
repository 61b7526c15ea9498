-- One row: how many active MVPs have which risk, in a sentence.
-- key: one row
with counted as (
    select
        count(*) as active,
        count(*) filter (risk = 'high') as high,
        count(*) filter (risk = 'out_of_reach') as out_of_reach,
        count(*) filter (risk = 'medium') as medium,
        count(*) filter (risk = 'unknown') as unknown,
    from members
    where status = 'active'
)
select if(active = 0, 'Nobody is active on this day.',
    format('{:,} ', high) || if(high = 1, person_word || ' is', people_word || ' are')
        || ' at ' || high_risk.label || ' risk, '
        || format('{:,} could slip, and {:,}', medium, out_of_reach)
        || if(out_of_reach = 1, ' is ', ' are ') || rule_risks.label
        || if(unknown = 0, '.', format('; the risk of {:,} is unknown.', unknown))) as sentence,
from counted
cross join rule_settings
join rule_risks on rule_risks.risk = 'out_of_reach'
join rule_risks as high_risk on high_risk.risk = 'high'
