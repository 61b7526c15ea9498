-- One row per frozen checkpoint and contribution dated up to it that arrived after it was
-- published, the newest first.
select
    compared_on as checkpoint,
    day,
    track,
    kind,
    title,
    counted,
    replace(not_counted_because, '_', ' ') as not_counted_because,
from arrived_since
order by compared_on desc, day desc, contribution_id
