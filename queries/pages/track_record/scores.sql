-- One row per part ($by: 'track', 'year' or 'all') and look-ahead ($look_ahead, null: all): how
-- good the chances were (docs/rules.md section 11). precision, recall: null without any to divide.
-- key: part, look_ahead
with compared as (
    select cases.*, chance - is_reached::integer as error,
        if($by = 'track', track_rank, 0) as part_rank, case $by
            when 'track' then track_label when 'year' then year_label else 'all' end as part,
    from cases where look_ahead = $look_ahead or $look_ahead is null
),
counted as (
    select
        part, part_rank, look_ahead,
        count(*) as cases,
        count(*) filter (not is_reached) as missed,
        count(*) filter (is_flagged) as flagged,
        count(*) filter (is_flagged and not is_reached) as flagged_missed,
        avg((error * error)::decimal(18, 15))::decimal(5, 4)::double as brier,
        avg((was_on_pace != is_reached)::integer)::decimal(5, 4)::double as brier_pro_rata,
    from compared
    group by all
)
select part, look_ahead, cases, missed, flagged, flagged_missed,
    flagged_missed / nullif(flagged, 0) as "precision",
    flagged_missed / nullif(missed, 0) as recall, brier, brier_pro_rata,
    if(cases < too_few, 'too few to judge', concat_ws('; ',
        if(flagged < too_few, 'precision: too few to judge', null),
        if(missed < too_few, 'recall: too few to judge', null),
        if(brier >= brier_pro_rata, 'no better than the pro-rata rule', null))) as note,
from counted cross join rule_settings
order by part_rank, part, look_ahead desc
