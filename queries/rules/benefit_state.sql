-- One row per MVP and benefit that there is something to say about (docs/rules.md section 10).
-- granted_on is null when missing.
with held as (
    select benefits.mvp_id, benefits.benefit, benefits.granted_on,
    from benefits
    join dates
        on benefits.granted_on <= dates.as_of
        and (benefits.revoked_on is null or benefits.revoked_on > dates.as_of)
),
due as (
    select membership.mvp_id, rule_benefits.benefit,
    from membership
    cross join rule_benefits
    where membership.status = 'active'
),
final as (
    select
        mvp_id,
        benefit,
        rule_benefits.benefit is not null as is_standard,
        case
            when held.granted_on is null then 'missing'
            when membership.status = 'active' or rule_benefits.benefit is null then 'granted'
            else 'to_revoke'
        end as state,
        held.granted_on,
        membership.name,
        membership.team,
        membership.status,
    from held
    full join due using (mvp_id, benefit)
    join membership using (mvp_id)
    left join rule_benefits using (benefit)
)
select * from final
