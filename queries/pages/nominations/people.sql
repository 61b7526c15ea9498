-- One row per nominee: undecided ones first, those who have waited longest at the top.
-- one_year_of_use and certification_level are null when not known.
-- key: nominee_email
select
    nominee_name,
    nominee_email,
    stage_label as stage,
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
