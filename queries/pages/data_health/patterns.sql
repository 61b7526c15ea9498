-- One row per group of the pattern $pattern and contribution in it, the latest groups first
-- (docs/rules.md section 19). url is null unless it is a link.
-- key: group_number, contribution_id
with listed as (
    select * from patterns_of_one where pattern = $pattern
    union all
    select * from patterns_of_several where pattern = $pattern
),
dated as (
    select listed.*, contributions.*, max(day) over (partition by group_id) as latest_on,
    from listed
    join contributions using (contribution_id)
)
select
    membership.mvp_id,
    membership.name,
    dense_rank() over (order by dated.latest_on desc, dated.group_id) as group_number,
    dated.title,
    dated.day,
    dated.occurred_at,
    rule_tracks.track_label as track,
    dated.kind,
    if(regexp_full_match(dated.url, 'https?://.*'), dated.url, null) as url,
    dated.contribution_id,
from dated
join membership on membership.mvp_id = dated.mvp_id
left join rule_tracks on rule_tracks.track = dated.track
order by group_number, dated.day, dated.contribution_id
