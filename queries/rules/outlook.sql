-- One row per MVP of this year's roster: the chance of the goals of the year, and whether it is so
-- low that they are at risk (docs/rules.md sections 8 and 13). chance is null where it rests on a
-- track whose figures are unknown; is_at_risk is null there and where it rests on stale data.
-- key: mvp_id
with judged as (
    select
        chances.mvp_id,
        committed.require = 'any' as is_any,
        if(done.is_known, chances.chance, null) as chance,
        done.is_known and not done.is_stale as is_reliable,
        chances.chance < rule_settings.at_risk_below as is_low,
    from chances
    join dates on true
    join committed on committed.mvp_id = chances.mvp_id
        and committed.track = chances.track and committed.year = dates.year
    join done on done.mvp_id = chances.mvp_id
        and done.track = chances.track and done.year = dates.year
    cross join rule_settings
    where chances.horizon = 'final' and committed.is_judged
),
combined as (
    select
        mvp_id,
        if(is_any, max(chance), min(chance)) as known_chance,
        count(*) = count(chance) as is_known,
        -- One low chance is enough when all goals are asked for, one high one when any is.
        if(is_any, bool_and(is_reliable and is_low), bool_or(is_reliable and is_low)) as is_low,
        if(is_any, bool_or(is_reliable and not is_low), bool_and(is_reliable and not is_low))
            as is_high,
    from judged
    group by mvp_id, is_any
),
final as (
    select
        mvp_id,
        if(is_known, known_chance, null) as chance,
        if(is_low or is_high, is_low, null) as is_at_risk,
    from combined
)
select * from final
