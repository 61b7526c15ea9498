-- One row per key figure in the order shown: its value, its change since the last checkpoint, and
-- its values at the checkpoints of the year and on D (trend). What is not known has no row.
-- key: label
with people as (
    select dates.as_of as compared_on, members.* from dates left join members on true
    union all by name select * from earlier_members
    where compared_on in (select compared_on from comparison_dates where kind = 'checkpoint')
        and compared_on in (select compared_on from earlier_members where level != 'unknown')
),
counted as (
    select compared_on, [
        {'label': 'Active MVPs', 'value': count(*) filter (status = 'active')},
        {'label': 'On track or better', 'value': sum(is_on_track::integer)::bigint},
        {'label': 'At risk', 'value': count(*) filter (status = 'active' and is_at_risk)},
        {'label': 'Exams needed', 'value':
            if(bool_and(has_certifications and uses_exams), count(*) filter (is_exam_due), null)},
        {'label': 'Decisions pending', 'value':
            if(bool_and(has_renewals), count(*) filter (is_decision_pending), null)},
    ] as figures,
    from people cross join supplied cross join rule_settings group by compared_on
),
placed as (
    select compared_on, unnest(figures, recursive := true), generate_subscripts(figures, 1) as rank,
    from counted
)
select label, value, list(value) over past as trend,
    coalesce(value - lag(value) over past, 0) as change, if(change > 0, '+', '') || format(
        '{:,} since ', change) || strftime(lag(compared_on) over past, '%b %-d') as change_text,
from placed where value is not null window past as (partition by rank order by compared_on)
qualify compared_on = max(compared_on) over () order by rank
