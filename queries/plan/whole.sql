-- One row per state of the planning MVP: the risk before the next checkpoint and the chance of the
-- goals of the year, of all judged tracks together (docs/rules.md section 18).
-- key: has_plan
with final as (
    select states.has_plan, mvp_risk.risk_label, outlook.chance,
    from states
    left join mvp_risk using (mvp_id)
    left join outlook using (mvp_id)
)
select * from final order by has_plan
