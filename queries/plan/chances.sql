-- One row per state of the planning MVP, track and horizon ahead, in place of the rule `chances`:
-- the chance with the plan where there is one (docs/rules.md section 18).
-- key: mvp_id, track, horizon
with final as (
    select tried.* exclude (number, planned, room, is_enough),
    from tried
    where tried.number = tried.planned
    union all by name
    select forecast.*,
    from forecast
    anti join tried using (mvp_id, track, horizon)
)
select * from final
