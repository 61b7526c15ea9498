-- One row per group of a claim and the contribution of another MVP with the same address, and
-- contribution in it (docs/rules.md section 19). The group is named after what is repeated.
-- key: pattern, group_id, contribution_id
with others as (
    select
        contributions.mvp_id,
        contributions.contribution_id,
        contributions.day,
        address_of(contributions.url) as address,
    from contributions
    join dates on contributions.day <= dates.as_of
    where contributions.url is not null and exists (from claims)
),
followers as (
    select
        claims.mvp_id,
        claims.contribution_id,
        arg_min(
            {'group_id': others.contribution_id, 'mvp_id': others.mvp_id},
            (others.day, others.contribution_id)
        ) as leader,
    from claims
    join others on others.address = claims.address and others.mvp_id != claims.mvp_id
    join rule_patterns on rule_patterns.pattern = 'shared_claim'
    where
        coalesce(claims.address_day, others.day) = others.day
        and (
            others.contribution_id not in (select contribution_id from claims)
            or (others.day, others.contribution_id) < (claims.day, claims.contribution_id)
        )
    group by claims.mvp_id, claims.contribution_id
),
final as (
    select 'shared_claim' as pattern, leader['group_id'] as group_id, mvp_id, contribution_id
    from followers
    union
    select 'shared_claim' as pattern, leader['group_id'], leader['mvp_id'], leader['group_id']
    from followers
)
select * from final
