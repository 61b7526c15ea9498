-- One row per group of a pattern in the rows of one MVP and contribution in it, the latest groups
-- first (docs/rules.md section 19). url is null unless it is a link.
-- key: group_number, contribution_id
with dated as (
    select
        patterns_of_one.pattern,
        patterns_of_one.group_id,
        contributions.*,
        max(day) over (partition by patterns_of_one.pattern, group_id) as latest_on,
    from patterns_of_one
    join contributions using (contribution_id)
)
select
    dense_rank() over (order by dated.latest_on desc, pattern_rank, group_id) as group_number,
    rule_patterns.explanation as reason,
    dated.title,
    dated.day,
    rule_tracks.track_label as track,
    dated.kind,
    if(regexp_full_match(dated.url, 'https?://.*'), dated.url, null) as url,
    dated.contribution_id,
from dated
join rule_patterns using (pattern)
left join rule_tracks on rule_tracks.track = dated.track
order by group_number, dated.day, dated.contribution_id
