-- One row per contribution with an address, of all years, the latest first: where something that
-- seems to be missing is looked for. why is null for a row that counts.
-- key: contribution_id
select
    contributions.contribution_id,
    contributions.day,
    contributions.track,
    rule_tracks.track_label,
    contributions.kind,
    contributions.title,
    contributions.url,
    contributions.counted,
    rule_not_counted.explanation as why,
from contributions
left join rule_tracks using (track)
left join rule_not_counted on rule_not_counted.reason = contributions.not_counted_because
where contributions.url is not null
order by contributions.day desc, contributions.contribution_id
