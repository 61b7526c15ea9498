-- One row per nominee, those still waiting longest first.
select
    nominee_name,
    nominee_email,
    replace(stage, '_', ' ') as stage,
    (dates.as_of - coalesce(decided_on, first_feedback_on, first_nominated_on))::integer
        as days_in_stage,
    nominations,
    feedback_yes,
    feedback_no,
    feedback_unsure,
    one_year_of_use,
    certification_level,
    first_nominated_on,
from nominees
cross join dates
order by decided_on is not null, days_in_stage desc, nominee_name, nominee_email
