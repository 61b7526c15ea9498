-- One row per contribution from the first day of the year to D, the latest first; only those that
-- count, or do not, if $only is 'counted' or 'not counted'. url is null unless it is a link,
-- not_counted_because and why for a row that counts, how_many and counts, such as 4 and "4 hours",
-- unless it counts in a track that counts points (docs/rules.md section 2).
with counting as (
    select track, string_agg(kind, ', ' order by kind) as kinds from rule_kinds where is_counted
    group by all
)
select
    contributions.day,
    rule_tracks.track_label as track,
    contributions.kind,
    contributions.title,
    if(regexp_full_match(contributions.url, 'https?://.*'), contributions.url, null) as url,
    contributions.accepted,
    if(counted and rule_tracks.measure = 'points', coalesce(contributions.points, 1), null)
        as how_many,
    format('{:,} ', how_many) || if(how_many = 1, unit_one, unit_many) as counts,
    contributions.counted,
    rule_not_counted.label as not_counted_because,
    explanation || if(not_counted_because = 'kind', ': in ' || track_label || ', only ' || kinds
        || if(contains(kinds, ','), ' count', ' counts'), '') as why,
from contributions
join years
    on years.is_current and contributions.day between years.first_day and years.as_of
join rule_tracks using (track)
left join counting using (track)
left join rule_not_counted on rule_not_counted.reason = contributions.not_counted_because
where $only is null or contributions.counted = ($only = 'counted')
order by contributions.day desc, contributions.contribution_id
