-- One row per MVP whose row contradicts itself or the row of another MVP, and per contradiction
-- (docs/contract.md, Warnings).
-- key: file_number, line, warning
with shared as (
    select
        file_number,
        line,
        'same_email' as warning,
        string_agg(mvp_id, ', ') over same || ': ' || email as value,
    from used
    window same as (
        partition by lower(email) order by mvp_id
        rows between unbounded preceding and unbounded following
    )
    qualify count(*) over same > 1
),
left_early as (
    select
        file_number,
        line,
        'left_before_entering' as warning,
        mvp_id || ': ' || entered_on || ' to ' || left_on as value,
    from used
    where left_on <= entered_on
),
final as (
    from shared
    union all by name
    from left_early
)
select *, 1 as times, from final
