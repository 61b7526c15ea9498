-- One row per file and text in `url` that is not an address, per MVP and address of several meetups
-- on different days, and per MVP with accepted answers to own questions (docs/contract.md,
-- Warnings). Where days are counted no address is compared.
-- key: file_number, line, warning, value
with compared as (
    select used.*, rule_tracks.is_repeat_by_day and rule_kinds.is_counted as is_counted_by_day,
    from used
    join rule_tracks using (track)
    join rule_kinds using (track, kind)
    where used.url is not null and rule_tracks.has_repeats
),
without_address as (
    select
        file_number,
        min(line) as line,
        'no_address' as warning,
        url as value,
        count(*) as times,
    from compared
    where address is null
    group by all
),
on_several_days as (
    select
        arg_min(file_number, (file_number, line)) as file_number,
        arg_min(line, (file_number, line)) as line,
        'same_address' as warning,
        mvp_id || ': ' || arg_min(url, (file_number, line)) as value,
        count(*) as times,
    from compared
    where is_counted_by_day and address is not null
    group by mvp_id, track, address
    having count(distinct day) > 1
),
own_answers as (
    select
        file_number,
        min(line) as line,
        'accepted_own_answer' as warning,
        mvp_id as value,
        count(*) as times,
    from used
    where is_own_question and accepted
    group by all
),
final as (
    from without_address
    union all by name
    from own_answers
    union all by name
    from on_several_days
)
select * from final
