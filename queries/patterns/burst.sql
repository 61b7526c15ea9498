-- One row per burst and contribution in it (docs/rules.md section 19). The group is named after the
-- first contribution of the burst.
-- key: pattern, group_id, contribution_id
with written as (
    select
        contributions.mvp_id,
        contributions.contribution_id,
        contributions.occurred_at,
        try_cast(contributions.occurred_at as timestamp) as written_at,
        regexp_matches(occurred_at, '(Z|UTC|GMT|[+-]\d+(:\d+)?)$') as has_offset,
    from contributions
    join years
        on years.is_current and contributions.day between years.first_day and years.as_of
    where
        contributions.counted
        and contributions.occurred_at similar to '\d+-\d+-\d+[T ]\d+:\d\d.*[^Mm]'
),
timed as (
    select
        mvp_id,
        contribution_id,
        has_offset,
        if(has_offset, timezone('UTC', try_cast(occurred_at as timestamptz)), written_at) as moment,
    from written
    where written_at != date_trunc('day', written_at)
),
windows as (
    select
        timed.*,
        to_minutes(rule_patterns.minutes) as span,
        count(*) over (
            partition by mvp_id, has_offset order by moment
            range between current row and span following
        ) >= rule_patterns.size as begins_window,
    from timed
    join rule_patterns on rule_patterns.pattern = 'burst'
),
in_burst as (
    select *,
    from windows
    qualify bool_or(begins_window) over (
        partition by mvp_id, has_offset order by moment
        range between span preceding and current row
    )
),
numbered as (
    select
        *,
        count(*) filter (begins_burst) over (
            partition by mvp_id, has_offset order by moment, contribution_id
        ) as number,
    from (
        select
            *,
            coalesce(moment - lag(moment) over (
                partition by mvp_id, has_offset order by moment, contribution_id
            ) > span, true) as begins_burst,
        from in_burst
    )
),
final as (
    select
        'burst' as pattern,
        first(contribution_id) over (
            partition by mvp_id, has_offset, number order by moment, contribution_id
        ) as group_id,
        mvp_id,
        contribution_id,
    from numbered
)
select * from final
