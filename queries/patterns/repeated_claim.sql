-- One row per group of a claim and the contribution of the same MVP that it repeats, and
-- contribution in it (docs/rules.md section 19). The group is named after what is repeated.
-- key: pattern, group_id, contribution_id
with others as (
    select
        contributions.mvp_id,
        contributions.contribution_id,
        contributions.day,
        address_of(contributions.url) as address,
    from contributions
    semi join claims using (mvp_id)
    join dates on contributions.day <= dates.as_of
),
followers as (
    select
        claims.mvp_id,
        claims.contribution_id,
        arg_min(others.contribution_id, (others.day, others.contribution_id)) as group_id,
    from claims
    join others on others.mvp_id = claims.mvp_id
    join rule_patterns on rule_patterns.pattern = 'repeated_claim'
    left join compared_titles as claimed on claimed.contribution_id = claims.contribution_id
    left join compared_titles as titles on titles.contribution_id = others.contribution_id
    where
        others.contribution_id != claims.contribution_id
        and (
            others.contribution_id not in (select contribution_id from claims)
            or (others.day, others.contribution_id) < (claims.day, claims.contribution_id)
        )
        and (
            others.address = claims.address
            and coalesce(claims.address_day, others.day) = others.day
            or claimed.numbers = titles.numbers
            and abs(claims.day - others.day) <= rule_patterns.days
            and is_alike(claimed.title, titles.title, min_alike, min_alike_of)
        )
    group by claims.mvp_id, claims.contribution_id
),
final as (
    select 'repeated_claim' as pattern, group_id, mvp_id, contribution_id from followers
    union
    select 'repeated_claim' as pattern, group_id, mvp_id, group_id as contribution_id
    from followers
)
select * from final
