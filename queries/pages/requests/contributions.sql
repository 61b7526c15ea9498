-- One row per contribution of the year up to D, the latest first; if $contribution_id is not null,
-- the one with this id, of any year. why is null for a row that counts.
-- key: contribution_id
select
    contributions.contribution_id,
    contributions.mvp_id,
    contributions.day,
    coalesce(rule_tracks.track_label, contributions.track) as track,
    contributions.kind,
    contributions.title,
    contributions.url,
    contributions.counted,
    rule_not_counted.explanation as why,
from contributions
left join years
    on years.is_current and contributions.day between years.first_day and years.as_of
left join rule_tracks using (track)
left join rule_not_counted on rule_not_counted.reason = contributions.not_counted_because
where coalesce(contributions.contribution_id = $contribution_id, years.year is not null)
order by contributions.day desc, contributions.contribution_id
