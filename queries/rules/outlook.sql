-- One row per MVP of this year's roster: the chance of the goals of the year, and whether it is so
-- low that they are at risk (docs/rules.md sections 8 and 13). Both are null where they rest on a
-- track whose figures are unknown.
-- key: mvp_id
with judged as (
    select
        chances.mvp_id,
        committed.require,
        if(done.is_known, chances.chance, null) as chance,
    from chances
    join dates on true
    join committed on committed.mvp_id = chances.mvp_id
        and committed.track = chances.track and committed.year = dates.year
    join done on done.mvp_id = chances.mvp_id
        and done.track = chances.track and done.year = dates.year
    where chances.horizon = 'final' and committed.is_judged
),
combined as (
    select
        mvp_id,
        require = 'any' as is_any,
        if(require = 'any', max(chance), min(chance)) as known_chance,
        count(*) = count(chance) as is_known,
    from judged
    group by mvp_id, require
),
final as (
    select
        combined.mvp_id,
        if(combined.is_known, combined.known_chance, null) as chance,
        -- One low chance is enough when all goals are asked for, one high one when any is.
        if(
            combined.is_known
            or (combined.known_chance >= rule_settings.at_risk_below) = combined.is_any,
            combined.known_chance < rule_settings.at_risk_below,
            null
        ) as is_at_risk,
    from combined
    cross join rule_settings
)
select * from final
