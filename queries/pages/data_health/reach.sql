-- One row per track: from and up to which day its data is complete, how old that is and may be, and
-- whether anybody is flagged on it. complete_from, complete_until and days_old are null without any
-- data, longest_pause where sources says how far the data reaches.
-- key: track
select
    track_label as track,
    complete_from,
    complete_until,
    days_old,
    days_allowed,
    longest_pause,
    case
        when complete_until is null then 'no data: nobody is flagged on this track'
        when is_stale then 'too old: nobody is flagged on this track'
        when complete_from > first_day then no_data_label || ': earlier starts are not judged'
        else 'complete enough'
    end as says,
from reach
join rule_tracks using (track)
join years on years.is_current
order by complete_until nulls first, track_rank
