-- One row per track of the MVP in sight, those that decide something first.
select
    track,
    is_committed as committed,
    replace(level, '_', ' ') as level,
    done,
    expected,
    expected_at_checkpoint,
    needed,
    target,
    answers,
    solutions,
    goal_met,
from progress
order by is_judged desc, track
