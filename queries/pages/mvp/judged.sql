-- One row per judged track of the MVP, with the title of its burn-up. rules says since when rules
-- of the track are in force that changed within the year, else nothing. No rows for one who left.
-- key: track
with changed as (
    select track, max(changed_on) as changed_on
    from rule_changes join years on years.is_current and changed_on between first_day + 1 and as_of
    join rule_tracks on starts_with(rule_changes.key, 'tracks.' || track || '.')
    group by all
)
select
    track,
    track_title
        || format(': {:,} done, {:,} expected by now, {:,} by the end of the year',
            done, expected, target)
        || if(is_known, '', '; ' || no_data_label) as title,
    coalesce('All of the year is counted by the rules of the track since '
        || strftime(changed_on, '%b %-d') || '.', '') as rules,
from progress
join reach using (track)
left join changed using (track)
where is_judged and status != 'left'
order by track_rank
