-- One row per MVP in the data, including those who enter after D (docs/rules.md section 5).
-- entered_on is the first day of the current spell; before the first spell, that of the first one.
-- key: mvp_id
with current_spells as (
    select spells.mvp_id, dates.as_of, spells.from_on, spells.to_on,
    from spells
    cross join dates
    qualify row_number() over (
        partition by spells.mvp_id
        order by
            spells.from_on <= dates.as_of desc,
            abs(dates.as_of - spells.from_on)
    ) = 1
),
decided as (
    select
        mvps.mvp_id,
        mvps.name,
        mvps.email,
        mvps.team,
        mvps.country,
        current_spells.from_on as entered_on,
        case
            when current_spells.from_on > current_spells.as_of then 'upcoming'
            when current_spells.to_on <= current_spells.as_of then 'left'
            when mvps.nda_signed_on <= current_spells.as_of or not supplied.nda_is_tracked
                then 'active'
            else 'awaiting_nda'
        end as status,
    from mvps
    join current_spells using (mvp_id)
    cross join supplied
),
final as (
    select
        decided.*,
        rule_member_statuses.label as status_label,
        rule_member_statuses.is_member,
    from decided
    join rule_member_statuses using (status)
)
select * from final
