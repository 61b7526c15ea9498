-- One row per MVP on the roster and track.
select
    progress.mvp_id,
    progress.name,
    progress.team,
    replace(progress.status, '_', ' ') as status,
    progress.track,
    progress.is_committed as committed,
    replace(progress.level, '_', ' ') as level,
    progress.done,
    progress.expected,
    progress.target,
    progress.expected_at_checkpoint,
    progress.needed,
    progress.answers,
    progress.solutions,
    progress.goal_met,
from progress
order by progress.level_rank desc, progress.name, progress.track
