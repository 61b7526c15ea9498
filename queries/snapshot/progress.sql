-- progress.csv: one row per MVP of the year's roster and track.
-- key: mvp_id, track
select
    mvp_id,
    name,
    team,
    track,
    is_committed as committed,
    done,
    expected,
    target,
    next_checkpoint,
    expected_at_checkpoint,
    needed,
    answers,
    solutions,
    level,
    goal_met,
from progress
order by mvp_id, track
