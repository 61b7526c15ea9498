-- One row per group of like titles and contribution in it (docs/rules.md section 19). The group is
-- named after its first contribution.
-- key: pattern, group_id, contribution_id
with followers as (
    select
        later.mvp_id,
        later.contribution_id,
        arg_min(earlier.contribution_id, (earlier.day, earlier.contribution_id)) as group_id,
    from compared_titles as later
    join compared_titles as earlier
        on earlier.mvp_id = later.mvp_id
        and earlier.track = later.track
        and earlier.numbers = later.numbers
    join rule_patterns on rule_patterns.pattern = 'like_titles'
    join years on years.is_current and later.day >= years.first_day
    where
        later.is_own
        and earlier.is_own
        and (earlier.day, earlier.contribution_id) < (later.day, later.contribution_id)
        and later.day - earlier.day <= rule_patterns.days
        and is_alike(earlier.title, later.title, min_alike, min_alike_of)
    group by later.mvp_id, later.contribution_id
),
final as (
    select 'like_titles' as pattern, group_id, mvp_id, contribution_id from followers
    union
    select 'like_titles' as pattern, group_id, mvp_id, group_id as contribution_id from followers
)
select * from final
