-- One row per contribution, with whether it counts (docs/rules.md section 2).
-- Among rows of counting kinds with the same MVP, track and address, in whatever years, all but
-- the first one are repeats; in some tracks only among those of one day. A kind that only other
-- settings know (section 1) does not count. not_counted_because is null for a row that counts.
-- key: contribution_id
with kinds as not materialized (
    select
        contributions.*,
        coalesce(contributions.is_own_question, false) as is_to_oneself,
        coalesce(rule_kinds.is_counted, false) as is_counted,
        if(rule_tracks.is_repeat_by_day, contributions.day, null) as repeat_day,
        rule_kinds.is_counted is true and not is_to_oneself and rule_tracks.has_repeats
            and contributions.address is not null as is_unique_by_address,
    from typed_contributions as contributions
    left join rule_kinds using (track, kind)
    left join rule_tracks using (track)
),
seen_often as (
    -- A hash is faster to compare than text. Two addresses may share one: `repeats` compares them.
    select hash(mvp_id, track, address, repeat_day) as address_hash,
    from kinds
    where is_unique_by_address
    group by all
    having count(*) > 1
),
repeats as (
    select contribution_id,
    from kinds
    where is_unique_by_address
        and hash(mvp_id, track, address, repeat_day) in (select address_hash from seen_often)
    qualify row_number() over (
        partition by mvp_id, track, address, repeat_day order by day, contribution_id
    ) > 1
),
in_program as (
    select
        mvp_id,
        min(from_on) as from_on,
        if(bool_or(to_on is null), null, max(to_on)) as to_on,
        list({'from_on': to_on, 'to_on': next_from_on}) filter (next_from_on is not null) as breaks,
    from spells
    group by all
),
countable as (
    select
        kinds.* exclude (
            address, is_to_oneself, is_counted, repeat_day, is_unique_by_address
        ),
        kinds.is_counted and not kinds.is_to_oneself and repeats.contribution_id is null
            as is_countable,
        case
            when kinds.day < in_program.from_on then 'before_start'
            when kinds.day >= in_program.to_on then 'after_leaving'
            when in_program.breaks is not null and list_bool_or(list_transform(
                in_program.breaks, lambda b: kinds.day >= b.from_on and kinds.day < b.to_on
            )) then 'between_spells'
            when kinds.day in (select day from calendar where not is_in_year) then 'between_years'
            when not kinds.is_counted then 'kind'
            when kinds.is_to_oneself then 'own_question'
            when repeats.contribution_id is not null then 'repeat'
        end as not_counted_because,
    from kinds
    join in_program using (mvp_id)
    left join repeats using (contribution_id)
),
final as (
    select
        * exclude (not_counted_because),
        not_counted_because is null as counted,
        not_counted_because,
    from countable
)
select * from final order by mvp_id, day
