-- One row per published checkpoint and contribution dated in its year up to that day that is not in
-- its latest record: the contribution arrived later (docs/rules.md section 12).
-- key: compared_on, contribution_id
select
    dates.as_of as compared_on,
    contributions.mvp_id,
    contributions.contribution_id,
    contributions.day,
    contributions.track,
    rule_tracks.track_label,
    contributions.kind,
    contributions.title,
    contributions.counted,
    contributions.not_counted_because,
from dates
join published_checkpoints
    on published_checkpoints.checkpoint = dates.as_of and published_checkpoints.is_latest
join years on years.is_current
join contributions on contributions.day between years.first_day and years.as_of
join rule_tracks using (track)
left join published_contributions
    on published_contributions.checkpoint = published_checkpoints.checkpoint
    and published_contributions.number = published_checkpoints.number
    and published_contributions.contribution_id = contributions.contribution_id
where published_contributions.contribution_id is null
