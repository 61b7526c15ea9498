-- One row: how many of the active MVPs whose level is known are on_track or better on D, and how
-- many were at the last checkpoint where a level was known; null where none is known on D.
-- key: one row
with before as (
    select compared_on, count(is_on_track) as known, count(*) filter (is_on_track) as on_track,
    from earlier_members
    where compared_on in (select compared_on from comparison_dates where kind = 'checkpoint')
    group by compared_on
    having known > 0
    order by compared_on desc
    limit 1
),
now as (
    select count(is_on_track) as known, count(*) filter (is_on_track) as on_track,
        count(*) filter (status = 'active') - known as unknown,
    from members
)
select if(now.known = 0, null, concat_ws('; ',
    format('{:,} of {:,} are ', now.on_track, now.known) || label || ' or better',
    format('{:,} of {:,} were on ', before.on_track, before.known)
        || strftime(compared_on, '%b %-d')
        || if(year(compared_on) = year(as_of), '', strftime(compared_on, ', %Y')),
    format('{:,}', nullif(unknown, 0)) || if(unknown = 1, ' is', ' are') || ' unknown'
)) as sentence,
from now
cross join dates
cross join rule_levels
left join before on true
where rule_levels.level = 'on_track'
