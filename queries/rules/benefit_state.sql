-- One row per MVP and benefit that the MVP has or lacks (docs/rules.md section 10). granted_on is
-- null for a benefit that is missing. There are no rows when no benefits were supplied.
-- key: mvp_id, benefit
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
    join supplied on supplied.has_benefits
    where membership.status = 'active'
),
decided as (
    select
        mvp_id,
        membership.name,
        membership.team,
        membership.status,
        membership.status_label,
        benefit,
        replace(benefit, '_', ' ') as benefit_label,
        rule_benefits.benefit is not null as is_standard,
        held.granted_on,
        case
            when held.granted_on is null then 'missing'
            when membership.status = 'active' or rule_benefits.benefit is null then 'granted'
            else 'to_revoke'
        end as state,
    from held
    full join due using (mvp_id, benefit)
    join membership using (mvp_id)
    left join rule_benefits using (benefit)
),
final as (
    select decided.*, rule_benefit_states.label as state_label,
    from decided
    join rule_benefit_states using (state)
)
select * from final
