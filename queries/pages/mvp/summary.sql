-- One row: where the MVP in sight stands and what is next, in a sentence. Where one of the tracks
-- is enough, what is missing on each is joined by "or".
with steps as (
    select
        track,
        level in ('ahead', 'on_track') as is_on_track,
        if(progress.needed > 0, progress.needed || ' more '
            || if(progress.needed = 1, unit_one, unit_many), way_back.way_back) as step,
    from progress
    join rule_tracks using (track)
    left join way_back using (mvp_id, track)
    where progress.is_judged
),
tracks as (
    select count(*) as judged, count(*) filter (is_on_track) as on_track,
        string_agg(step, ', ' order by track) as every,
        if(count(*) = count(step), string_agg(step, ' or ' order by track), null) as any_one,
    from steps
)
select if(members.status = 'left', 'No longer in the program.',
    'On track in ' || on_track || ' of ' || judged || if(judged = 1, ' track. ', ' tracks. ')
        || coalesce('Next: ' || if(goals.require = 'any', any_one, every), 'Nothing more needed')
        || ' by ' || strftime(years.next_checkpoint, '%b %-d') || '.') as sentence,
from members
cross join tracks
cross join dates
join years using (year)
join goals on goals.mvp_id = members.mvp_id and goals.year = years.year
