-- One row: where the MVP in sight stands and what is next, in a sentence.
with tracks as (
    select
        count(*) as judged,
        count(*) filter (progress.level in ('ahead', 'on_track')) as on_track,
        string_agg(
            progress.needed || ' more '
                || if(progress.needed = 1, rule_tracks.unit_one, rule_tracks.unit_many),
            ', ' order by progress.track
        ) filter (progress.needed > 0) as missing,
        any_value(progress.next_checkpoint) as next_checkpoint,
    from progress
    join rule_tracks using (track)
    where progress.is_judged
)
select
    case
        when members.status = 'left' then 'No longer in the program.'
        else 'On track in ' || tracks.on_track || ' of ' || tracks.judged
            || if(tracks.judged = 1, ' track. ', ' tracks. ')
            || coalesce('Next: ' || tracks.missing || ' by ', 'Nothing more needed by ')
            || strftime(tracks.next_checkpoint, '%b %-d') || '.'
    end as sentence,
from members
cross join tracks
