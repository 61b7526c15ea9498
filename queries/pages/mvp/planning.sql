-- One row per judged track of the MVP in which something can be planned, with the days ahead
-- (docs/rules.md section 18). has_two: there is a checkpoint between D and the final one.
-- No rows for one who left, and when the year is over.
-- key: track
select
    progress.track,
    progress.track_title,
    rule_tracks.unit_many,
    rule_tracks.weekday_share is not null as is_a_week,
    rule_tracks.measure = 'days' as is_in_days,
    rule_tracks.measure = 'points' as is_in_points,
    years.next_checkpoint as checkpoint,
    years.next_checkpoint > dates.as_of and years.next_checkpoint < years.final_checkpoint
        as has_two,
    years.final_checkpoint as final,
from progress
join rule_tracks using (track)
cross join dates
join years using (year)
where
    progress.is_judged
    and progress.status != 'left'
    and dates.as_of < years.final_checkpoint
order by progress.track_rank
