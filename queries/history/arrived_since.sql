-- One row per earlier day that was told and contribution dated in its year up to that day which
-- the latest record of what was told does not know: it was first seen later (docs/rules.md section
-- 12).
select
    dates.as_of as moment,
    contributions.mvp_id,
    contributions.contribution_id,
    contributions.day,
    contributions.track,
    contributions.kind,
    contributions.title,
    contributions.counted,
    contributions.not_counted_because,
from dates
join told_checkpoints on told_checkpoints.checkpoint = dates.as_of and told_checkpoints.is_latest
join contributions
    on year(contributions.day) = dates.year and contributions.day <= dates.as_of
left join told_contributions
    on told_contributions.checkpoint = told_checkpoints.checkpoint
    and told_contributions.number = told_checkpoints.number
    and told_contributions.contribution_id = contributions.contribution_id
where told_contributions.contribution_id is null
