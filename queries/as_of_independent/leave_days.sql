-- One row per MVP, day on leave, and leave that differs in share or in when it is seen
-- (docs/rules.md section 2, Leave). The days between two spells are leave too. A leave without an
-- end lasts until the end of the calendar. cancelled_on is null for a leave that was not cancelled.
-- key: mvp_id, day, share, seen_on, cancelled_on
with leaves_of_mvps as (
    select
        mvps.mvp_id,
        leaves.from_on,
        leaves.to_on,
        least(
            coalesce(leaves.share, 1), coalesce(of_status.share, 1), coalesce(of_length.share, 1)
        ) as share,
        coalesce(leaves.agreed_on, leaves.from_on) as seen_on,
        leaves.cancelled_on,
    from leaves
    join mvps on leaves.mvp_id in (mvps.mvp_id, '*')
    left join rule_leave_words as of_status
        on of_status.said_in = 'status' and of_status.word = leaves.status
    left join rule_leave_words as of_length
        on of_length.said_in = 'day_length' and of_length.word = leaves.day_length
),
between_spells as (
    select
        mvp_id,
        to_on as from_on,
        (next_from_on - 1)::date as to_on,
        1 as share,
        to_on as seen_on,
        null::date as cancelled_on,
    from spells
    where next_from_on is not null
),
effective as (
    select *
    from leaves_of_mvps
    where share > 0 and (cancelled_on is null or cancelled_on > seen_on)
    union all by name
    select * from between_spells
),
final as (
    select distinct
        effective.mvp_id,
        calendar.day,
        calendar.is_weekday,
        effective.share,
        effective.seen_on,
        effective.cancelled_on,
    from effective
    join calendar
        on calendar.day >= effective.from_on
        and (effective.to_on is null or calendar.day <= effective.to_on)
)
select * from final order by mvp_id, day
