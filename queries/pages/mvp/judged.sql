-- One row per track that decides something for the MVP in sight, with the title of its burn-up.
select
    track,
    upper(track[1]) || substring(track, 1 + 1) || ': ' || done || ' done, '
        || expected || ' expected by now, ' || target || ' by the end of the year' as title,
from progress
where is_judged and status != 'left'
order by track
