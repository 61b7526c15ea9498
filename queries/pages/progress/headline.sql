-- One row: how many active MVPs have which level, in a sentence.
-- key: one row
with counted as (
    select level, count(*) as mvps, count(*) filter (is_on_track) as on_track
    from members
    where status = 'active'
    group by all
),
summed as (
    select
        coalesce(sum(mvps), 0)::bigint as active,
        coalesce(sum(on_track), 0)::bigint as on_track,
        string_agg(format('{:,} ', mvps) || label, ', ' order by level_rank) as by_level,
    from counted
    join rule_levels using (level)
)
select if(active = 0, 'Nobody is active on this day.',
    format('{:,} of {:,} active ', on_track, active) || if(active = 1, person_word, people_word)
        || if(on_track = 1, ' is ', ' are ') || rule_levels.label || ' or better: '
        || by_level || '.') as sentence,
from summed
cross join rule_settings
join rule_levels on rule_levels.level = 'on_track'
