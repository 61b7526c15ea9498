-- One row per MVP, year of the roster and horizon, which is a day by which something is expected
-- (docs/rules.md section 1): D (as_of), the next checkpoint (checkpoint) and the final one (final).
-- key: mvp_id, year, horizon
with final as (
    select mvp_id, year, as_of, start, 'as_of' as horizon, seen_to as due_on,
    from roster
    union all
    select mvp_id, year, as_of, start, 'checkpoint' as horizon, next_checkpoint as due_on,
    from roster
    union all
    select mvp_id, year, as_of, start, 'final' as horizon, final_checkpoint as due_on,
    from roster
)
select * from final
