-- One row per MVP in the data, including those who enter after D (docs/rules.md section 5).
-- key: mvp_id
with decided as (
    select
        mvps.mvp_id,
        mvps.name,
        mvps.email,
        mvps.team,
        mvps.country,
        mvps.entered_on,
        case
            when mvps.entered_on > dates.as_of then 'upcoming'
            when mvps.left_on <= dates.as_of then 'left'
            when mvps.nda_signed_on <= dates.as_of or not supplied.nda_is_tracked then 'active'
            else 'awaiting_nda'
        end as status,
    from mvps
    cross join dates
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
