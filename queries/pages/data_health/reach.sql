-- One row per track: the day up to which its data is complete, how old that is, and whether anybody
-- is flagged on it. complete_until and days_old are null without any data.
-- key: track
select
    reach.track,
    reach.complete_until,
    greatest(date_sub('day', reach.complete_until, dates.as_of), 0) as days_old,
    rule_settings.stale_days as days_allowed,
    case
        when reach.complete_until is null then 'no data: nobody is flagged on this track'
        when reach.is_stale then 'too old: nobody is flagged on this track'
        else 'complete enough'
    end as says,
from reach
cross join dates
cross join rule_settings
order by reach.complete_until nulls first, reach.track
