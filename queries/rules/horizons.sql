-- One row per MVP, year of the roster and horizon: the days that expectations are asked for
-- (docs/rules.md section 1): as_of, checkpoint (the next one) and final.
with final as (
    select mvp_id, year, as_of, start, 'as_of' as horizon, seen_to as due_on from roster
    union all
    select mvp_id, year, as_of, start, 'checkpoint', next_checkpoint from roster
    union all
    select mvp_id, year, as_of, start, 'final', final_checkpoint from roster
)
select * from final
