-- One row per MVP, whenever they entered (docs/rules.md section 5).
with final as (
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
            when mvps.nda_signed_on <= dates.as_of then 'active'
            else 'awaiting_nda'
        end as status,
    from mvps
    cross join dates
)
select * from final
