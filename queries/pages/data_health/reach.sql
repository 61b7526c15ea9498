-- One row per track: how far its data reaches, and whether that is far enough to flag anybody.
select
    reach.track,
    reach.complete_until,
    if(reach.is_stale, 'too old: nobody is flagged on this track', 'complete enough') as says,
from reach
order by reach.complete_until nulls first, reach.track
