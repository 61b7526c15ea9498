-- One row: how many active MVPs need an exam and by when, and how many others do, in a sentence. In
-- a program without exams: how many certificates end within the next twelve months.
-- key: one row
with counted as (
    select
        count(*) filter (is_exam_due) as needed,
        count(*) filter (needs_exam and not is_exam_due) as awaiting,
        nullif(count(*) filter (is_exam_due and deadline < as_of), 0) as late,
        nullif(count(*) filter (is_exam_due and deadline is null), 0) as lost,
        min(deadline) filter (is_exam_due and deadline >= as_of) as exam_on,
        count(*) filter (valid_until between as_of and as_of + to_years(1)) as ending,
        min(valid_until) filter (valid_until >= as_of) as end_on,
    from certification_status join members using (mvp_id) cross join dates
)
select case
    when uses_exams then if(needed = 0, 'No active ' || person_word || ' needs an exam',
            format('{:,} active ', needed)
            || if(needed = 1, person_word || ' needs', people_word || ' need') || ' an exam: '
            || concat_ws(', ', format('{:,} after the deadline', late),
                format('{:,} without an attempt left', lost),
                'the next by ' || strftime(exam_on, '%b %-d, %Y')))
        || if(awaiting = 0, '.', format('; {:,}', awaiting)
            || if(awaiting = 1, ' who awaits the NDA needs',
            ' who await their NDA need') || ' one too.')
    when ending = 0 then 'No certificate ends within the next twelve months.'
    else format('{:,}', ending) || if(ending = 1, ' certificate ends', ' certificates end')
        || ' within the next twelve months, the first on ' || strftime(end_on, '%b %-d, %Y') || '.'
    end as sentence,
from counted cross join rule_settings
