-- One row per MVP, person who asked often enough, and answer to them in the year (docs/rules.md
-- section 19). The group is named after its first answer.
-- key: pattern, group_id, contribution_id
with answered as (
    select
        contributions.mvp_id,
        contributions.contribution_id,
        contributions.asker,
        contributions.day,
        rule_patterns.size,
    from contributions
    join years
        on years.is_current and contributions.day between years.first_day and years.as_of
    join rule_patterns on rule_patterns.pattern = 'same_asker'
    where contributions.counted and contributions.asker is not null
),
final as (
    select
        'same_asker' as pattern,
        first(contribution_id) over (
            partition by mvp_id, asker order by day, contribution_id
        ) as group_id,
        mvp_id,
        contribution_id,
    from answered
    qualify count(*) over (partition by mvp_id, asker) >= size
)
select * from final
