-- One row per judged track of the MVP, with the title of its burn-up. No rows for an MVP who left.
-- key: track
select
    track,
    track_title || ': ' || done || ' done, '
        || expected || ' expected by now, ' || target || ' by the end of the year'
        || if(is_known, '', '; ' || no_data_label) as title,
from progress
join reach using (track)
where is_judged and status != 'left'
order by track_rank
