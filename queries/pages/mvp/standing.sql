-- One row: the MVP in sight as a whole.
select
    replace(status, '_', ' ') as status,
    entered_on,
    replace(tracks, ';', ', ') as tracks,
    replace(level, '_', ' ') as level,
    goals_met,
    replace(certification, '_', ' ') as certification,
    replace(renewal_stage, '_', ' ') as stage,
from members
