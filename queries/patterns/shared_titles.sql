-- One row per group of contributions of several MVPs with one title, and contribution in it
-- (docs/rules.md section 19). The group is named after its first contribution.
-- key: pattern, group_id, contribution_id
with followers as (
    select
        later.mvp_id,
        later.contribution_id,
        arg_min(
            {'group_id': earlier.contribution_id, 'mvp_id': earlier.mvp_id},
            (earlier.day, earlier.contribution_id)
        ) as leader,
    from compared_titles as later
    join compared_titles as earlier
        on earlier.title = later.title
        and earlier.track = later.track
        and earlier.mvp_id != later.mvp_id
    join rule_patterns on rule_patterns.pattern = 'shared_titles'
    join years on years.is_current and later.day >= years.first_day
    where
        later.is_own
        and earlier.is_own
        and (earlier.day, earlier.contribution_id) < (later.day, later.contribution_id)
        and later.day - earlier.day <= rule_patterns.days
    group by later.mvp_id, later.contribution_id
),
final as (
    select 'shared_titles' as pattern, leader['group_id'] as group_id, mvp_id, contribution_id
    from followers
    union
    select 'shared_titles' as pattern, leader['group_id'], leader['mvp_id'], leader['group_id']
    from followers
)
select * from final
