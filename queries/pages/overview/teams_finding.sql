-- One row: the team where the smallest share of the known levels is on_track or better, and how
-- many that is; null where there are no two teams, or no two shares.
-- key: one row
with counted as (
    select team, count(*) filter (is_on_track) as on_track, count(is_on_track) as known,
        on_track / known as share,
    from members
    where status = 'active' and team is not null
    group by team
    having known > 0
),
lowest as (
    select min_by(team, team) as team, count(*) - 1 as others, any_value(share) as share,
        sum(on_track)::bigint as on_track, sum(known)::bigint as known,
    from counted
    where share = (select min(share) from counted)
)
select if((select min(share) = max(share) from counted), null,
    team || if(others = 0, ' has', format(' and {:,}', others)
            || if(others = 1, ' other team have', ' other teams have'))
        || ' the smallest share ' || label || format(' or better: {:,} of {:,}', on_track, known)
) as sentence,
from lowest
cross join rule_levels
where rule_levels.level = 'on_track'
