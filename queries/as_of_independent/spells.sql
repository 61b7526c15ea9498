-- One row per MVP and spell in the program (docs/rules.md section 5): the spell of `mvps` and those
-- of `memberships`. Spells without a day between them are one row. A spell without days is left out
-- when the MVP has another one. to_on is null while the spell has not ended, next_from_on for the
-- last spell.
-- key: mvp_id, from_on
with stated as (
    select mvps.mvp_id, mvps.entered_on as from_on, mvps.left_on as to_on,
    from mvps
    anti join memberships
        on memberships.mvp_id = mvps.mvp_id and memberships.from_on = mvps.entered_on
    union all
    select mvp_id, from_on, to_on from memberships
),
measured as (
    select
        mvp_id,
        from_on,
        coalesce(to_on, 'infinity'::date) as ends_on,
        ends_on > from_on as has_days,
    from stated
),
usable as (
    select *
    from measured
    qualify has_days
        or row_number() over (partition by mvp_id order by has_days desc, from_on) = 1
),
compared as (
    select
        usable.*,
        from_on <= max(ends_on) over (
            partition by mvp_id order by from_on
            rows between unbounded preceding and 1 preceding
        ) as is_continued,
    from usable
),
numbered as (
    select
        compared.*,
        count(*) filter (is_continued is not true) over (partition by mvp_id order by from_on)
            as number,
    from compared
),
merged as (
    select mvp_id, min(from_on) as from_on, max(ends_on) as ends_on,
    from numbered
    group by mvp_id, number
),
final as (
    select
        mvp_id,
        from_on,
        if(isfinite(ends_on), ends_on, null) as to_on,
        lead(from_on) over (partition by mvp_id order by from_on) as next_from_on,
    from merged
)
select * from final order by mvp_id, from_on
