-- Two rows: the flags before past checkpoints after which somebody called or wrote to the MVP, and
-- the others (docs/rules.md section 11): how many recovered, and Wilson's interval of their share:
-- the shares x with (share - x)² <= deviations² * x * (1 - x) / flagged. share, likely_from and
-- likely_to are null where either has too few flags. No rows without a flag.
-- key: contact
with counted as (
    select is_called, count(mvp_id) as flagged, count(*) filter (has_recovered) as recovered,
    from unnest([true, false]) as each_kind(is_called) left join first_flags using (is_called)
    where exists (from first_flags)
    group by is_called
),
judged as (
    select counted.*, min(flagged) over () < too_few as is_few,
        if(is_few, null, recovered / flagged) as share,
        share - (1 - share) as surplus,
        deviations * deviations / flagged as widening, 1 + widening + 1 + widening as whole,
        sqrt(widening * (widening + 1 - surplus * surplus)) as around,
    from counted cross join rule_settings
)
select if(is_called, 'with a contact', 'without a contact') as contact, flagged, recovered, share,
    if(is_few, null, greatest(0, (1 + surplus + widening - around) / whole)) as likely_from,
    if(is_few, null, least(1, (1 + surplus + widening + around) / whole)) as likely_to,
    if(is_few, 'too few to say', '') as note,
from judged order by is_called desc
