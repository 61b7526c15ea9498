-- contributions.csv: one row per contribution from the first day of the year to D. points is null
-- unless the contribution counts, in a track that counts points (docs/rules.md section 2).
-- key: contribution_id
select
    contributions.contribution_id,
    contributions.mvp_id,
    contributions.track,
    contributions.kind,
    contributions.day,
    contributions.title,
    contributions.url,
    contributions.accepted,
    contributions.counted,
    contributions.not_counted_because,
    if(counted and rule_tracks.measure = 'points', coalesce(contributions.points, 1), null)
        as points,
from contributions
join years
    on years.is_current and contributions.day between years.first_day and years.as_of
left join rule_tracks using (track)
order by contributions.contribution_id
